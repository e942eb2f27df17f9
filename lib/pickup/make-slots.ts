import { lockDaysOfSlots, lockPickupWeek } from "@/lib/db/locks-of-pickup";
import { inTransaction } from "@/lib/db/transaction";
import { daysOfSlots, type LaidOut, layOutSlots } from "@/lib/pickup/lay-out-slots";
import { readShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";

/**
 * Makes the slots of the days that came into reach, by the clock. Doing it again changes nothing, whoever else does it at once. Also what
 * brings slots to the shop's time zone after that was changed. Refuses `busy`.
 */
export async function makeSlots(now = new Date()): Promise<LaidOut> {
  return inTransaction(async (tx) => {
    await lockPickupWeek(tx);
    const { timezone } = await readShop(tx);
    const days = daysOfSlots(dayOf(now, timezone));
    await lockDaysOfSlots(tx, days);
    return layOutSlots(tx, { days, timezone });
  });
}
