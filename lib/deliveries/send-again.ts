import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { canSend } from "@/lib/deliveries/channels/settings";
import { refuse } from "@/lib/deliveries/refusals";
import { wakeFor } from "@/lib/deliveries/wake";
import { newId } from "@/lib/id";
import { refuseCommon } from "@/lib/refusal";

/**
 * Sends a settled message again: another delivery with the same bytes, the next copy. The first keeps its attempts.
 * One that is unknown may then arrive twice, so whoever asks was warned. Returns the new delivery's id.
 * Refuses `still_trying`, `move_undone`, `nothing_sends`, `destination_disabled`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function sendAgain(actor: Actor | null, { deliveryId }: { deliveryId: string }): Promise<{ id: string }> {
  requirePermission(actor, "deliveries.send_again");
  return inTransaction(async (tx) => {
    const first = await lockAndRead(tx, deliveryId);
    refuseUnlessSendable(first);
    announce(tx, "deliveries");
    return copy(tx, first);
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
      state: true,
      destination: { select: { name: true, disabledAt: true } },
    },
  });
  return found ?? refuseCommon("not_found", { what: "message" });
}

function refuseUnlessSendable({ state, channel, destination }: First): void {
  if (state === "waiting" || state === "sending") refuse("still_trying", {});
  if (state === "withdrawn") refuse("move_undone", {});
  if (channel !== "export" && !canSend(channel)) refuse("nothing_sends", { channel });
  if (destination?.disabledAt) refuse("destination_disabled", { name: destination.name });
}

/** The event's row is locked, so that two people who press at once make two copies and no error. */
async function copy(tx: Tx, { state: _, destination: __, ...bytes }: First): Promise<{ id: string }> {
  const { eventId, channel, place, destinationId } = bytes;
  const [event] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT holdfast_now() AS now FROM events WHERE id = ${eventId} FOR UPDATE`;
  const now = event?.now ?? new Date();
  const last = await tx.delivery.aggregate({ where: { eventId, channel, place }, _max: { copy: true } });
  const id = newId("dlv");
  const data = { id, ...bytes, copy: (last._max.copy ?? 0) + 1, createdAt: now, nextAttemptAt: now };
  await tx.delivery.create({ data, select: { id: true } });
  await wakeFor(tx, { id, channel, destinationId, nextAttemptAt: now });
  return { id };
}
