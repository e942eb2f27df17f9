"use client";

import { useEffect, useMemo, useState } from "react";
import { pageLine, type Touch } from "@/components/live/line";
import { useTouch } from "@/components/live/use-touch";
import { type LiveLevel, mergeLevels } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

/** What is left of each variant, by its id. */
export type StockNow = Touch & { levels: ReadonlyMap<string, LiveLevel> };

const nothingHeard: { day: Day | null; levels: LiveLevel[] } = { day: null, levels: [] };

/**
 * What is left for a day: as the page was rendered, then as it changes. Many parts of a page may call this; they share one
 * stream. Without a day it stays as rendered.
 */
export function useLiveStock(day: Day | null, initial: readonly LiveLevel[]): StockNow {
  const [heard, setHeard] = useState(nothingHeard);
  const touch = useTouch();
  useEffect(() => {
    if (!day) return undefined;
    return pageLine.follow(`stock:${day}`, (message) => {
      if (message.event !== "stock") return;
      const { levels } = message.data;
      setHeard((known) => ({ day, levels: mergeLevels(known.day === day ? known.levels : [], levels) }));
    });
  }, [day]);
  const levels = useMemo(() => {
    const merged = mergeLevels(initial, heard.day === day ? heard.levels : []);
    return new Map(merged.map((level) => [level.variantId, level]));
  }, [initial, heard, day]);
  return { ...touch, levels };
}
