"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { useLiveStock } from "@/components/live/use-live-stock";
import type { LiveLevel } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

type Levels = ReadonlyMap<string, LiveLevel>;

const Counts = createContext<Levels>(new Map());

type StockProps = {
  day: Day | null;
  levels: LiveLevel[];
  /** The page shows everything on sale: it is read again when something else comes on sale. */
  whole?: boolean;
  children: ReactNode;
};

/** The day's counts for everything on the page: as it came, then as they change. */
export function StockOfDay({ day, levels, whole = false, children }: StockProps) {
  const now = useLiveStock(day, levels);
  useNewcomers(whole ? levels : null, now.levels);
  return <Counts value={now.levels}>{children}</Counts>;
}

/** Reads the page again, once for each, when a variant can be had that the page does not show. */
function useNewcomers(shown: readonly LiveLevel[] | null, now: Levels): void {
  const router = useRouter();
  const asked = useRef(new Set<string>());
  useEffect(() => {
    if (!shown) return;
    const known = new Set([...shown.map(({ variantId }) => variantId), ...asked.current]);
    const fresh = [...now.values()].filter(({ variantId, available }) => available > 0 && !known.has(variantId));
    if (fresh.length === 0) return;
    for (const { variantId } of fresh) asked.current.add(variantId);
    router.refresh();
  }, [shown, now, router]);
}

/** How many of a variant are left now. */
export function useLeft(): (variant: { id: string; available: number }) => number {
  const counts = useContext(Counts);
  return ({ id, available }) => counts.get(id)?.available ?? available;
}
