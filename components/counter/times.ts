import type { LiveSlot } from "@/lib/live/rules";
import { roomIn, type SlotView, timeWords } from "@/lib/pickup/rules-of-slots";

/** A time of the day that is ordered for, as staff choose it: no last moment binds them. */
export type StaffTime = Omit<LiveSlot, "state"> & {
  words: string;
  closed: boolean;
  /** It ended before the page was read. */
  over: boolean;
};

/** The times of a day as the form of a new order lists them. */
export function toTimes(slots: readonly SlotView[], { locale, now }: { locale: string; now: Date }): StaffTime[] {
  return slots.map((slot) => ({
    ...{ id: slot.id, startsMinute: slot.startsMinute, endsMinute: slot.endsMinute },
    ...{ room: roomIn(slot), version: slot.version, closed: slot.closed },
    ...{ words: timeWords(slot, locale), over: new Date(slot.endsAt) <= now },
  }));
}

/** Why so many work units cannot come into a time; empty if they can. */
export function whyNot({ closed, room }: Pick<StaffTime, "closed" | "room">, work: number): string {
  if (closed) return "Closed";
  return room < work ? "Full" : "";
}

/** The time that is meant: the one picked while it has room, else the next that has some and is not over. */
export function meantTime(times: readonly StaffTime[], picked: string, work: number): StaffTime | undefined {
  const free = times.filter((time) => whyNot(time, work) === "");
  return free.find(({ id }) => id === picked) ?? free.find(({ over }) => !over) ?? free[0];
}

type Choice = {
  picked: string;
  meant: StaffTime | undefined;
  /** The day's times as the page was read: what was picked of them may be gone. */
  read: readonly StaffTime[];
};

/** What is to be said of the choice, if anything. */
export function saidOf(times: readonly StaffTime[], { picked, meant, read }: Choice): string {
  if (times.length === 0) return read.length === 0 ? "" : "This day has no times any more.";
  if (!meant) return "No time of this day has room for all of it. Choose another day, or less.";
  const isPicked = ({ id }: StaffTime) => id === picked;
  if (picked === meant.id || ![...times, ...read].some(isPicked)) return "";
  const why = times.some(isPicked) ? "has no room for it now" : "is no longer offered";
  return `The time that you chose ${why}. This is the next that has: ${meant.words}.`;
}
