import { type Actor, requirePermission } from "@/lib/actor";
import { lockDaysOfSlots, lockPickupWeek } from "@/lib/db/locks-of-pickup";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { daysOfSlots, type LaidOut, layOutSlots } from "@/lib/pickup/lay-out-slots";
import { listWeekdayTimes, type WeekdayTimes } from "@/lib/pickup/queries-of-times";
import { lockSettings } from "@/lib/settings/lock-settings";
import { readShop } from "@/lib/settings/queries";
import { recordShopChange } from "@/lib/settings/record-shop-change";
import { dayOf } from "@/lib/time";

type Times = { version: number; week: readonly WeekdayTimes[] };

/**
 * Says which times each weekday has, how much fits into them and into the day, and brings the slots ahead to it at once. Orders stay in the
 * times that they have. Returns how many times hold more than they now would let in. Refuses `changed_meanwhile`, `not_permitted`, `busy`.
 */
export async function saveTimes(actor: Actor | null, { version, week }: Times, now = new Date()): Promise<LaidOut> {
  const who = requirePermission(actor, "settings.change");
  return inTransaction(async (tx) => {
    await lockPickupWeek(tx);
    const { timezone } = await readShop(tx);
    const days = daysOfSlots(dayOf(now, timezone));
    await lockDaysOfSlots(tx, days);
    const shop = await lockSettings(tx, version);
    const before = await listWeekdayTimes(tx);
    const after = week.filter(({ windows }) => windows.length > 0).toSorted((a, b) => a.weekday - b.weekday);
    if (JSON.stringify(before.map(plain)) !== JSON.stringify(after.map(plain))) {
      await store(tx, after);
      await tx.shop.update({ where: { id: shop.id }, data: { version: version + 1 }, select: { id: true } });
      await recordShopChange(tx, who, { previous: { pickupTimes: before }, snapshot: { pickupTimes: after } });
    }
    return layOutSlots(tx, { days, timezone });
  });
}

function plain({ weekday, leadMinutes, dayCapacity, windows }: WeekdayTimes): unknown[] {
  return [weekday, leadMinutes, dayCapacity, windows.map((one) => [one.startsMinute, one.endsMinute, one.capacity])];
}

async function store(tx: Tx, week: readonly WeekdayTimes[]): Promise<void> {
  await tx.pickupWeekday.deleteMany();
  await tx.pickupWeekday.createMany({ data: week.map((row) => ({ ...row, windows: [...row.windows] })) });
}
