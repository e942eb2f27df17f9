import type { LiveSlot } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

/** A time of the chosen day. */
export type TimeView = LiveSlot & { words: string };

/** The times of a day, what is in the cart takes of one, and the one that was chosen before, if any. */
export type Times = { day: Day | null; times: readonly TimeView[]; work: number; before: string };

/** No times to choose from. */
export const noTimes: Times = { day: null, times: [], work: 0, before: "" };
