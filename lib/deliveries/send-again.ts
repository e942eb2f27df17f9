import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { canSend } from "@/lib/deliveries/channels/settings";
import { recordSending } from "@/lib/deliveries/record-sending";
import { refuse } from "@/lib/deliveries/refusals";
import { isStopped } from "@/lib/deliveries/stopped-numbers";
import { storeCopy } from "@/lib/deliveries/store-copy";
import { refuseCommon } from "@/lib/refusal";

/**
 * Sends a settled message again: another delivery with the same bytes, the next copy. The first keeps its attempts.
 * One that is unknown may then arrive twice, so whoever asks was warned. Returns the new delivery's id.
 * Refuses `still_trying`, `move_undone`, `said_stop`, `sent_elsewhere`, `no_longer_so`, `erased`, `nothing_sends`, `destination_disabled`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function sendAgain(actor: Actor | null, { deliveryId }: { deliveryId: string }): Promise<{ id: string }> {
  const who = requirePermission(actor, "deliveries.send_again");
  return inTransaction(async (tx) => {
    const { state, destination, event, because, ...bytes } = await lockAndRead(tx, deliveryId);
    refuseUnlessSendable({ state, destination, because, ...bytes });
    if (bytes.channel === "text" && (await isStopped(tx, bytes.address))) refuse("said_stop", {});
    const { id, at } = await storeCopy(tx, bytes);
    await recordSending(tx, who, { at, bytes, deliveryId: id, type: "delivery.sent_again", order: event.order });
    announce(tx, "deliveries");
    return { id };
  });
}

type First = Awaited<ReturnType<typeof lockAndRead>>;

async function lockAndRead(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM deliveries WHERE id = ${id} FOR UPDATE`;
  const found = await tx.delivery.findUnique({
    where: { id },
    select: {
      eventId: true,
      channel: true,
      place: true,
      orderId: true,
      destinationId: true,
      address: true,
      subject: true,
      body: true,
      html: true,
      calendar: true,
      state: true,
      because: true,
      destination: { select: { name: true, disabledAt: true } },
      event: { select: { order: { select: { number: true, numberPrefix: true } } } },
    },
  });
  return found ?? refuseCommon("not_found", { what: "message" });
}

type Sendable = Pick<First, "state" | "because" | "channel" | "destination" | "body">;

function refuseUnlessSendable({ state, because, channel, destination, body }: Sendable): void {
  if (body === "") refuse("erased", {});
  if (state === "waiting" || state === "sending") refuse("still_trying", {});
  if (because === "contact_changed") refuse("sent_elsewhere", {});
  if (because === "no_longer_so") refuse("no_longer_so", {});
  if (state === "withdrawn" && because === "") refuse("move_undone", {});
  if ((channel === "email" || channel === "text") && !canSend(channel)) refuse("nothing_sends", { channel });
  if (destination?.disabledAt) refuse("destination_disabled", { name: destination.name });
}
