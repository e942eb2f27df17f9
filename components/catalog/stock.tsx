"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useLiveCart } from "@/components/live/use-live-cart";
import { useLiveStock } from "@/components/live/use-live-stock";
import { useReadApart } from "@/components/live/use-read-apart";
import type { LiveCart, LiveLevel } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

type Levels = ReadonlyMap<string, LiveLevel>;
type Now = { levels: Levels; own: ReadonlyMap<string, number> };

const Counts = createContext<Now>({ levels: new Map(), own: new Map() });

type StockProps = {
  day: Day | null;
  levels: LiveLevel[];
  /** The page shows everything on sale: it is read again when something else comes on sale. */
  whole?: boolean;
  /** What this browser's cart holds itself: that is not in its way. */
  cart?: LiveCart | null;
  children: ReactNode;
};

/** The day's counts for everything on the page: as it came, then as they change. */
export function StockOfDay({ day, levels, whole = false, cart = null, children }: StockProps) {
  const now = useLiveStock(day, levels);
  const held = useLiveCart(cart);
  useNewcomers(whole ? levels : null, now.levels);
  const counted = useMemo(() => {
    const own = held.filter((units) => units.day === null || units.day === day);
    return { levels: now.levels, own: new Map(own.map(({ variantId, units }) => [variantId, units])) };
  }, [now.levels, held, day]);
  return <Counts value={counted}>{children}</Counts>;
}

/** Reads the page again, once for each, when a variant can be had that the page does not show. */
function useNewcomers(shown: readonly LiveLevel[] | null, now: Levels): void {
  const known = new Set(shown?.map(({ variantId }) => variantId));
  const fresh = [...now.values()].filter(({ variantId, available }) => available > 0 && !known.has(variantId));
  const ids = fresh.map(({ variantId }) => variantId);
  useReadApart(shown ? ids.sort().join(" ") : "");
}

/** How many of a variant are left now for who looks at the page. */
export function useLeft(): (variant: { id: string; available: number }) => number {
  const { levels, own } = useContext(Counts);
  return ({ id, available }) => (levels.get(id)?.available ?? available) + (own.get(id) ?? 0);
}

/** Units of a variant that somebody else checks out with: if they do not order, they come back. */
export function useInCheckout(): (variant: { id: string }) => number {
  const { levels, own } = useContext(Counts);
  return ({ id }) => Math.max(0, (levels.get(id)?.inCheckout ?? 0) - (own.get(id) ?? 0));
}
