import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { goAgain } from "@/lib/deliveries/go-again";
import type { SendAgainInput } from "@/lib/deliveries/input";
import { readAround } from "@/lib/deliveries/read-around";
import { recordSending } from "@/lib/deliveries/record-sending";
import { refuseCommon } from "@/lib/refusal";

/** The delivery that goes, and the name of a destination where it waits, because that is paused or does not answer. */
export type SentAgain = { id: string; waitsFor: string | null };

/**
 * Sends a settled message again. What did not arrive goes under its own id, with new tries. What arrived is repeated by another delivery, once; a webhook goes under its
 * own id, so that its receiver drops it, or as the order is now. One that is unknown may arrive twice, so whoever asks was warned.
 * Refuses `still_trying`, `sent_again_before`, `move_undone`, `said_stop`, `sent_elsewhere`, `no_longer_so`, `erased`, `nothing_sends`, `destination_disabled`,
 * `destination_removed`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function sendAgain(
  actor: Actor | null,
  { deliveryId, arrived = "same" }: SendAgainInput,
): Promise<SentAgain> {
  const who = requirePermission(actor, "deliveries.send_again");
  const around = await readAround();
  return inTransaction(async (tx) => {
    const { gone, refused } = await goAgain(tx, { ids: [deliveryId], arrived }, around);
    if (refused[0]) throw refused[0].refusal;
    const [sent] = gone;
    if (!sent) return refuseCommon("not_found", { what: "message" });
    await recordSending(tx, who, { type: "delivery.sent_again", deliveryId: sent.id, bytes: sent.row });
    return { id: sent.id, waitsFor: sent.row.rests ? sent.row.name : null };
  });
}
