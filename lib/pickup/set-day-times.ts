import { type Actor, requirePermission } from "@/lib/actor";
import { lockDaysOfSlots, lockPickupWeek } from "@/lib/db/locks-of-pickup";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { type LaidOut, layOutSlots } from "@/lib/pickup/lay-out-slots";
import { listSpecialTimes, type SpecialTimes } from "@/lib/pickup/queries-of-times";
import { readShop } from "@/lib/settings/queries";
import { toDate } from "@/lib/time";

/**
 * Gives a single day times of its own, whatever its weekday has, also where that is closed; without any it follows its weekday again. Its
 * slots are brought to it at once, and orders stay in the times that they have. Returns how many times hold more than they now would let in.
 * Refuses `not_permitted`, `busy`.
 */
export async function setDayTimes(actor: Actor | null, times: SpecialTimes): Promise<LaidOut> {
  const who = requirePermission(actor, "slots.change");
  return inTransaction(async (tx) => {
    await lockPickupWeek(tx);
    await lockDaysOfSlots(tx, [times.day]);
    const { timezone } = await readShop(tx);
    const before = (await listSpecialTimes(times.day, tx)).find(({ day }) => day === times.day);
    await store(tx, times);
    const laidOut = await layOutSlots(tx, { days: [times.day], timezone });
    await record(tx, who, { before, times });
    return laidOut;
  });
}

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
