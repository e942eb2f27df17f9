import { refusals } from "@/lib/refusal";

/** A time that still has room, with what it is called, and how many work units fit. */
export type FreeSlot = { id: string; startsAt: string; endsAt: string; words: string; room: number };

export type SlotRefusals = {
  /** What was asked for does not fit; `slots` are those it fits into. */
  slot_full: { slots: FreeSlot[] };
  /** Staff closed it, or its last moment has passed. */
  slot_closed: { slots: FreeSlot[] };
  /** The shop has no such time on that day. */
  slot_gone: { slots: FreeSlot[] };
};

/** What pickup times can refuse, with words for the person who asked. */
export const refuse: <Code extends keyof SlotRefusals>(code: Code, detail: SlotRefusals[Code]) => never =
  refusals<SlotRefusals>({
    slot_full: ({ slots }) => `There is not enough room at that time. ${elsewhere(slots)}`,
    slot_closed: ({ slots }) => `That time can no longer be chosen. ${elsewhere(slots)}`,
    slot_gone: ({ slots }) => `That time is no longer offered. ${elsewhere(slots)}`,
  });

function elsewhere(slots: readonly FreeSlot[]): string {
  if (slots.length === 0) return "No other time that day has room: please choose another day, or order less.";
  const times = slots.slice(0, 4).map((slot) => slot.words);
  return `There is room at ${new Intl.ListFormat("en-GB", { type: "disjunction" }).format(times)}.`;
}
