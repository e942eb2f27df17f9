"use client";

import { useMemo } from "react";
import type { Touch } from "@/components/live/line";
import { type Rows, useLiveRows } from "@/components/live/use-live-rows";
import { useTouch } from "@/components/live/use-touch";
import type { LiveLevel } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

/** What is left of each variant, by its id. */
export type StockNow = Touch & { levels: ReadonlyMap<string, LiveLevel> };

const levelRows: Rows<LiveLevel> = {
  saidIn: (message) => (message.event === "stock" ? { ...message.data, rows: message.data.levels } : null),
  key: (level) => level.variantId,
  version: (level) => level.version,
};

/**
 * What is left for a day: as the page was rendered, then as it changes; of a level that is no more, nothing. Many parts of a page may call this; they
 * share one stream. Without a day it stays as rendered.
 */
export function useLiveStock(day: Day | null, rendered: readonly LiveLevel[]): StockNow {
  const touch = useTouch();
  const now = useLiveRows(day && `stock:${day}`, rendered, { rows: levelRows });
  const levels = useMemo(() => {
    const none = rendered.map((level) => ({ ...level, available: 0, inCheckout: 0 }));
    return new Map([...none, ...now].map((level) => [level.variantId, level]));
  }, [rendered, now]);
  return { ...touch, levels };
}
