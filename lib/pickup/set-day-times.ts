import { type Actor, requirePermission } from "@/lib/actor";
import { lockCalendar, lockDaysOfSlots, lockPickupWeek } from "@/lib/db/locks-of-pickup";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { type LaidOut, layOutSlots } from "@/lib/pickup/lay-out-slots";
import { listLost, listOffered } from "@/lib/pickup/lost-times";
import { listSpecialTimes, type SpecialTimes } from "@/lib/pickup/queries-of-times";
import { refuseDay } from "@/lib/pickup/refusals-of-days";
import { markOfTimes } from "@/lib/pickup/rules-of-slots";
import { enqueue } from "@/lib/queue/enqueue";
import { refuseCommon } from "@/lib/refusal";
import { readShop } from "@/lib/settings/queries";
import { dayOf, toDate } from "@/lib/time";

/** `opened`: the times that the form was opened with, as `markOfTimes` has them. */
export type DayChange = SpecialTimes & { opened?: string | undefined };

/**
 * Gives a single day times of its own, whatever its weekday has, also where that is closed; without any it follows its weekday again. Its
 * slots are brought to it at once, and the bake plan by a job. Orders stay in the times that they have: a time with open orders in it is not
 * taken away. Returns how many times hold more than they now would let in.
 * Refuses `times_have_orders` with these orders, `day_over`, `changed_meanwhile`, `not_permitted`, `busy`.
 */
export async function setDayTimes(
  actor: Actor | null,
  { opened, ...times }: DayChange,
  now = new Date(),
): Promise<LaidOut> {
  const who = requirePermission(actor, "slots.change");
  return inTransaction(async (tx) => {
    await lockPickupWeek(tx);
    await lockDaysOfSlots(tx, [times.day]);
    await lockCalendar(tx);
    const { timezone, locale } = await readShop(tx);
    if (times.day < dayOf(now, timezone)) refuseDay("day_over", {});
    const before = (await listSpecialTimes(times.day, tx)).find(({ day }) => day === times.day);
    if (opened !== undefined && opened !== markOfTimes(before)) refuseCommon("changed_meanwhile", changedDay);
    const offered = await listOffered(tx, [times.day]);
    await store(tx, times);
    const laidOut = await layOutSlots(tx, { days: [times.day], timezone });
    const lost = await listLost(tx, offered, locale);
    if (lost.length > 0) refuseDay("times_have_orders", { times: lost });
    await enqueue(tx, "stock.plan", {});
    await record(tx, who, { before, times });
    return laidOut;
  });
}

const changedDay = { what: "day", by: null };

async function store(tx: Tx, { day, windows, ...rest }: SpecialTimes): Promise<void> {
  const key = { day: toDate(day) };
  if (windows.length === 0) {
    await tx.pickupException.deleteMany({ where: key });
    return;
  }
  const opensMinute = Math.min(...windows.map((window) => window.startsMinute));
  const closesMinute = Math.max(...windows.map((window) => window.endsMinute));
  const data = { ...rest, windows: [...windows], opensMinute, closesMinute };
  await tx.pickupException.upsert({ where: key, create: { ...key, ...data }, update: data });
}

type Change = { before: SpecialTimes | undefined; times: SpecialTimes };

async function record(tx: Tx, who: Actor, { before, times }: Change): Promise<void> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const kept = ({ day: _, windows, ...rest }: SpecialTimes) => ({
    ...rest,
    windows: windows.map((one) => ({ ...one })),
  });
  const own = times.windows.length > 0;
  await recordEvent(tx, who, {
    type: own ? "slots.day_set" : "slots.day_cleared",
    subject: { kind: "slot", id: times.day, name: times.day },
    at,
    snapshot: own ? kept(times) : {},
    previous: before ? kept(before) : {},
  });
}
