import type { SlotNow } from "@/components/live/use-live-slots";
import type { LiveSlot } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

/** The times of a day, and what is in the cart takes of one. */
export type Times = { day: Day | null; times: readonly SlotNow[]; work: number; locale: string };

/** No times to choose from. */
export const noTimes: Times = { day: null, times: [], work: 0, locale: "en" };

const closedWords = { closed: "Closed", past: "Too late" } as const;

/** Why so many work units cannot come into a time; empty if they can. */
export function whyNot({ state, room }: Pick<LiveSlot, "state" | "room">, work: number): string {
  if (state !== "open") return closedWords[state];
  return room < work ? "Full" : "";
}

type Choice = { shown: readonly LiveSlot[]; work: number; picked: string };

/** The time that is meant: the one picked while it can be had, else the first that can. */
export function chosenTime({ shown, work, picked }: Choice): LiveSlot | undefined {
  const free = shown.filter((slot) => whyNot(slot, work) === "");
  return free.find(({ id }) => id === picked) ?? free[0];
}

/** What is to be said of the choice, if anything. */
export function saidOf({ shown, work, picked }: Choice): string {
  if (shown.length === 0) return "This day has no times to choose from any more.";
  const chosen = chosenTime({ shown, work, picked });
  if (!chosen) return "No time of this day has room for all of it. Choose another day, or less.";
  if (!picked || picked === chosen.id) return "";
  const lost = shown.find(({ id }) => id === picked);
  const why = lost && whyNot(lost, work) === "Full" ? "is full now" : "cannot be had any more";
  return `The time that you chose ${why}. This is the next with room.`;
}
