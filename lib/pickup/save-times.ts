import { type Actor, requirePermission } from "@/lib/actor";
import { lockDaysOfSlots, lockPickupWeek } from "@/lib/db/locks-of-pickup";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { daysOfSlots, type LaidOut, layOutSlots } from "@/lib/pickup/lay-out-slots";
import { listLost, listOffered } from "@/lib/pickup/lost-times";
import { listWeekdayTimes, type WeekdayTimes } from "@/lib/pickup/queries-of-times";
import { refuseDay } from "@/lib/pickup/refusals-of-days";
import { lockSettings } from "@/lib/settings/lock-settings";
import { readShop } from "@/lib/settings/queries";
import { recordShopChange } from "@/lib/settings/record-shop-change";
import { dayOf } from "@/lib/time";

/** `staying`: the orders of which whoever asks was shown that their time would no longer be offered. */
type Times = { version: number; week: readonly WeekdayTimes[]; staying?: readonly string[] };

/** And how many open orders stay in times that are no longer offered from now on. */
type Saved = LaidOut & { stay: number };

/**
 * Says which times each weekday has, how much fits into them and into the day, and brings the slots ahead to it at once. Orders stay in the
 * times that they have, also in those that are no longer offered: but only orders that whoever asks was shown.
 * Returns how many times hold more than they now would let in. Refuses `orders_would_stay` with these orders, `changed_meanwhile`, `not_permitted`,
 * `busy`.
 */
export async function saveTimes(
  actor: Actor | null,
  { version, week, staying = [] }: Times,
  now = new Date(),
): Promise<Saved> {
  const who = requirePermission(actor, "settings.change");
  return inTransaction(async (tx) => {
    await lockPickupWeek(tx);
    const { timezone, locale } = await readShop(tx);
    const days = daysOfSlots(dayOf(now, timezone));
    await lockDaysOfSlots(tx, days);
    const shop = await lockSettings(tx, version);
    const offered = await listOffered(tx, days);
    await storeIfChanged(tx, who, { ...shop, week });
    const laidOut = await layOutSlots(tx, { days, timezone });
    const lost = await listLost(tx, offered, locale);
    const orders = lost.flatMap((time) => time.orders);
    if (orders.some(({ id }) => !staying.includes(id))) refuseDay("orders_would_stay", { times: lost });
    return { ...laidOut, stay: orders.length };
  });
}

type Wanted = { id: string; version: number; week: readonly WeekdayTimes[] };

async function storeIfChanged(tx: Tx, who: Actor, { id, version, week }: Wanted): Promise<void> {
  const before = await listWeekdayTimes(tx);
  const after = week.filter(({ windows }) => windows.length > 0).toSorted((a, b) => a.weekday - b.weekday);
  if (JSON.stringify(before.map(plain)) === JSON.stringify(after.map(plain))) return;
  await store(tx, after);
  await tx.shop.update({ where: { id }, data: { version: version + 1 }, select: { id: true } });
  await recordShopChange(tx, who, { previous: { pickupTimes: before }, snapshot: { pickupTimes: after } });
}

function plain({ weekday, leadMinutes, dayCapacity, windows }: WeekdayTimes): unknown[] {
  return [weekday, leadMinutes, dayCapacity, windows.map((one) => [one.startsMinute, one.endsMinute, one.capacity])];
}

async function store(tx: Tx, week: readonly WeekdayTimes[]): Promise<void> {
  await tx.pickupWeekday.deleteMany();
  await tx.pickupWeekday.createMany({ data: week.map((row) => ({ ...row, windows: [...row.windows] })) });
}
