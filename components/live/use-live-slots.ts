"use client";

import { useEffect, useMemo, useState } from "react";
import { pageLine } from "@/components/live/line";
import { type LiveSlot, mergeSlots } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

/** The pickup times of a day, by their ids: as the page was rendered, then as they fill up. Without a day they stay as rendered. */
export function useLiveSlots(day: Day | null, initial: readonly LiveSlot[]): ReadonlyMap<string, LiveSlot> {
  const [heard, setHeard] = useState<LiveSlot[]>([]);
  useEffect(() => {
    if (!day) return undefined;
    return pageLine.follow(`slots:${day}`, (message) => {
      if (message.event !== "slots" || message.data.day !== day) return;
      const { slots } = message.data;
      setHeard((known) => mergeSlots(known, slots));
    });
  }, [day]);
  return useMemo(() => new Map(mergeSlots(initial, heard).map((slot) => [slot.id, slot])), [initial, heard]);
}
