"use client";

import { useMemo } from "react";
import { type Rows, useLiveRows } from "@/components/live/use-live-rows";
import type { LiveSlot } from "@/lib/live/rules";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { Day } from "@/lib/time";

/** A pickup time as a page lists it. */
export type SlotNow = LiveSlot & { words: string };

/** How the times of a day are followed. */
export const slotRows: Rows<LiveSlot & { words?: string }> = {
  saidIn: (message) => (message.event === "slots" ? { ...message.data, rows: message.data.slots } : null),
  key: (slot) => slot.id,
  version: (slot) => slot.version,
};

/**
 * The pickup times of a day, earliest first: as the page was rendered, then as they fill up, come and go. Without a day they stay as rendered.
 */
export function useLiveSlots(day: Day | null, rendered: readonly SlotNow[], locale: string): readonly SlotNow[] {
  const slots = useLiveRows(day && `slots:${day}`, rendered, { rows: slotRows });
  return useMemo(
    () =>
      slots
        .map((slot) => ({ ...slot, words: slot.words ?? timeWords(slot, locale) }))
        .sort((one, other) => one.startsMinute - other.startsMinute || one.endsMinute - other.endsMinute),
    [slots, locale],
  );
}
