import { clockReaches, type Day, dayOf, formatClock, minuteOf } from "@/lib/time";

/** A time of a day by the shop's clock, in minutes from midnight, and how many work units fit into it. */
export type Window = { startsMinute: number; endsMinute: number; capacity: number };

/** The times of a weekday or of a single day. `leadMinutes`: how long before its start a time can last be chosen. */
export type DayTimes = { windows: readonly Window[]; leadMinutes: number; dayCapacity: number | null };

/** When an order is collected, copied from its slot: instants in UTC, and the minutes from midnight that the shop's clock shows. */
export type PickupTime = { id: string; startsAt: string; endsAt: string; startsMinute: number; endsMinute: number };

/** A slot as it is read without a lock: good for showing and for an early no. */
export type SlotView = PickupTime & {
  chooseUntil: string;
  capacity: number;
  taken: number;
  closed: boolean;
  /** Work units that its day has left; null where the day has no bound. */
  dayRoom: number | null;
  version: number;
};

export type SlotState = "free" | "full" | "closed" | "past";

/** Work units that still fit into a slot. */
export function roomIn({ capacity, taken, dayRoom }: Pick<SlotView, "capacity" | "taken" | "dayRoom">): number {
  return Math.max(0, Math.min(capacity - taken, dayRoom ?? Number.POSITIVE_INFINITY));
}

/** A slot as it is for an order that gives so much of its work back to the slot's day. */
export function withFreed<Slot extends Pick<SlotView, "dayRoom">>(slot: Slot, freed: number): Slot {
  return { ...slot, dayRoom: slot.dayRoom === null ? null : slot.dayRoom + freed };
}

/** Whom a choice is for, and of how much: `bound` are customers, whom the lead time binds. */
export type Asked = { work: number; bound: boolean; now: Date };

type Judged = Pick<SlotView, "capacity" | "taken" | "dayRoom" | "closed"> & { chooseUntil: string | Date };

/** Whether a slot can take so many work units now, or why not. An order that takes none fits wherever the slot is open. */
export function stateOf(slot: Judged, { work, bound, now }: Asked): SlotState {
  if (slot.closed) return "closed";
  if (bound && now >= new Date(slot.chooseUntil)) return "past";
  return roomIn(slot) < work ? "full" : "free";
}

/** The slots that can take so many work units now, earliest first. */
export function slotsWithRoom(slots: readonly SlotView[], asked: Asked): SlotView[] {
  return slots
    .filter((slot) => stateOf(slot, asked) === "free")
    .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt));
}

/** The one of some free slots that is meant where none is named: the first that is not over, else the first; undefined of none. */
export function nextOf<Slot extends { endsAt: string }>(free: readonly Slot[], now: Date): Slot | undefined {
  return free.find((slot) => new Date(slot.endsAt) > now) ?? free[0];
}

const minutesADay = 1_440;

/** A slot to be made: its instants, and until when it can be chosen. */
export type PlannedSlot = Window & { startsAt: Date; endsAt: Date; chooseUntil: Date };

/**
 * The slots of a day. Where the clocks go on, what they skip falls out of a window, and a window that they skip whole is none; where they go
 * back, a time that comes twice is meant the first time.
 */
export function planSlots(day: Day, { windows, leadMinutes }: DayTimes, timezone: string): PlannedSlot[] {
  return windows.flatMap(({ startsMinute, endsMinute, capacity }) => {
    const startsAt = clockReaches(day, startsMinute, timezone);
    const endsAt = clockReaches(day, endsMinute, timezone);
    const chooseUntil = new Date(startsAt.getTime() - leadMinutes * 60_000);
    const shown = { startsMinute: minuteOf(startsAt, timezone), endsMinute: minuteOf(endsAt, timezone) };
    if (dayOf(endsAt, timezone) > day) shown.endsMinute = minutesADay;
    return startsAt < endsAt ? [{ startsAt, endsAt, chooseUntil, capacity, ...shown }] : [];
  });
}

/** A time as people read it: "9 am to 11 am", or "09:00–11:00" where English is not spoken. */
export function timeWords(
  { startsMinute, endsMinute }: { startsMinute: number; endsMinute: number },
  locale: string,
): string {
  const [from, to] = [formatClock(startsMinute, locale), formatClock(endsMinute, locale)];
  return /[a-z]/.test(from) ? `${from} to ${to}` : `${from}–${to}`;
}

/** Times of a single day as one short text, so that a form can be told that they changed after it was opened; empty where it has none of its own. */
export function markOfTimes(
  times: (DayTimes & { orderDaysBefore: number; orderByMinute: number }) | undefined,
): string {
  if (!times) return "";
  const { windows, leadMinutes, dayCapacity, orderDaysBefore, orderByMinute } = times;
  const each = windows.map(({ startsMinute, endsMinute, capacity }) => `${startsMinute}-${endsMinute}:${capacity}`);
  return [...each, leadMinutes, dayCapacity ?? "", orderDaysBefore, orderByMinute].join(" ");
}
