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

/** The time that stands as chosen, which staff may have told the customer: what they picked, or what the form showed first. */
export type Choice = { id: string; words: string; picked: boolean };

type Now = {
  choice: Choice | undefined;
  work: number;
  /** Whether the day had times as the page was read. */
  had: boolean;
};

/** The time that the order is for, what stands as chosen from now on, and what is to be said of it, if anything. */
export function timesNow(times: readonly StaffTime[], { choice, work, had }: Now) {
  const isOver = times.some(({ id, over }) => id === choice?.id && over);
  const stands = choice?.picked || !isOver ? choice : undefined;
  const meant = meantTime(times, stands?.id ?? "", work);
  if (times.length === 0) return { meant, choice, said: had ? "This day has no times any more." : "" };
  const chosen = stands ?? (meant && { id: meant.id, words: meant.words, picked: false });
  return { meant, choice: chosen, said: saidOf(times, { choice: chosen, meant }) };
}

/** The time that is meant: the one chosen while it has room, else the next that has some and is not over. */
export function meantTime(times: readonly StaffTime[], chosen: string, work: number): StaffTime | undefined {
  const free = times.filter((time) => whyNot(time, work) === "");
  return free.find(({ id }) => id === chosen) ?? free.find(({ over }) => !over) ?? free[0];
}

type Said = { choice: Choice | undefined; meant: StaffTime | undefined };

function saidOf(times: readonly StaffTime[], { choice, meant }: Said): string {
  if (!meant) return "No time of this day has room for all of it. Choose another day, or less.";
  if (!choice || choice.id === meant.id) return "";
  const time = times.find(({ id }) => id === choice.id);
  const why = time ? (time.closed ? "is closed now" : "has no room for it now") : "is no longer offered";
  return `${choice.picked ? "The time that you chose" : choice.words} ${why}. The next with room: ${meant.words}.`;
}
