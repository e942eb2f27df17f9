import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { lockDestination, recordDestination } from "@/lib/deliveries/change-of-destination";
import type { Bytes } from "@/lib/deliveries/channels/kind";
import { channelKinds } from "@/lib/deliveries/channels/kinds";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { openDestination } from "@/lib/deliveries/open-destination";
import { readAround } from "@/lib/deliveries/read-around";
import { refuse } from "@/lib/deliveries/refusals";
import type { Answer } from "@/lib/deliveries/rules";
import { stockEvents } from "@/lib/deliveries/rules-of-destinations";
import { sampleEvent, sampleStockEvent } from "@/lib/deliveries/sample";
import { newId } from "@/lib/id";

/**
 * Sends a sample order to a destination now, paused or not, and returns what it answered; one that hears of stock alone gets a sample of stock. The sample is no
 * delivery: it stands in no ledger, and a failed one is not tried again. Refuses `secret_lost`, `nothing_sends`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function testDestination(
  actor: Actor | null,
  { destinationId }: { destinationId: string },
): Promise<Answer> {
  const who = requirePermission(actor, "destinations.connect");
  const place = await inTransaction((tx) => lockDestination(tx, destinationId));
  const to = await openDestination(destinationId);
  if (!to) return refuse("secret_lost", { name: place.name });
  const kind = channelKinds[to.kind];
  const around = await readAround();
  const target = { ...place, settings: { ...to.settings, when: "each" } };
  const bytes = hearsOfStockAlone(place)
    ? await kind.prepareStock?.(sampleStockEvent(around.shop), target, around)
    : await kind.prepare(sampleEvent(around.shop), target, around);
  if (!bytes) throw new Error(`A ${to.kind} hears of no sample.`);
  const [answer] = await kind.send([asDelivery(bytes, kind.channel, destinationId)], to, new AbortController().signal);
  if (answer?.outcome === "kept") refuse("nothing_sends", { channel: "email" });
  await inTransaction((tx) =>
    recordDestination(tx, who, place, { type: "destination.tested", snapshot: { outcome: answer!.outcome } }),
  );
  return answer!;
}

function hearsOfStockAlone({ events }: { events: readonly string[] }): boolean {
  return events.length > 0 && events.every((type) => type in stockEvents);
}

function asDelivery(bytes: Bytes, channel: ClaimedDelivery["channel"], destinationId: string): ClaimedDelivery {
  const { address, body, subject = "", html = "" } = bytes;
  return {
    ...{ id: newId("dlv"), eventId: "evt_sample", channel, place: destinationId, orderId: null, destinationId },
    ...{ address, subject, body, html, calendar: "", priority: 0, attempt: 1, tried: 1, probe: false },
    ...{ createdAt: new Date(), leaseToken: "", task: "send" as const },
  };
}
