"use client";

import { createContext, type ReactNode, useContext } from "react";
import { useLiveStock } from "@/components/live/use-live-stock";
import type { LiveLevel } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

type Levels = ReadonlyMap<string, LiveLevel>;

const Counts = createContext<Levels>(new Map());

type StockProps = { day: Day | null; levels: LiveLevel[]; children: ReactNode };

/** The day's counts for everything on the page: as it came, then as they change. */
export function StockOfDay({ day, levels, children }: StockProps) {
  const now = useLiveStock(day, levels);
  return <Counts value={now.levels}>{children}</Counts>;
}

/** How many of a variant are left now. */
export function useLeft(): (variant: { id: string; available: number }) => number {
  const counts = useContext(Counts);
  return ({ id, available }) => counts.get(id)?.available ?? available;
}
