import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { endPlace } from "@/lib/waiting/end-place";
import { recordStaffChange } from "@/lib/waiting/staff-event";
import type { RemoveInput } from "@/lib/waiting/staff-input";
import { lockLivePlace } from "@/lib/waiting/with-place";

/**
 * Takes a place out of its line, with a reason that stands in the log; what was kept for it goes to the next. Refuses `place_ended`, `not_found`,
 * `not_permitted`, `busy`.
 */
export async function removePlace(actor: Actor | null, { placeId, reason }: RemoveInput): Promise<void> {
  const who = requirePermission(actor, "waiting.manage");
  await inTransaction(async (tx) => {
    const place = await lockLivePlace(tx, { id: placeId });
    await recordStaffChange(tx, who, "waiting.removed", { place, reason });
    await endPlace(tx, who, place);
  });
}
