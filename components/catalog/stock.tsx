"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Day } from "@/lib/time";

export type Left = { available: number; version: number };
type Stock = ReadonlyMap<string, Left>;

const Levels = createContext<Stock>(new Map());

/** The day's counts for everything on the page. */
export function StockOfDay({
  levels,
  children,
}: {
  day: Day;
  levels: (Left & { variantId: string })[];
  children: ReactNode;
}) {
  return <Levels value={new Map(levels.map((level) => [level.variantId, level]))}>{children}</Levels>;
}

/** How many of a variant are left: the newer of what the page came with and what was heard since. */
export function useLeft({ id, available, version }: { id: string } & Left): number {
  const heard = useContext(Levels).get(id);
  return heard && heard.version > version ? heard.available : available;
}

/** The counts that were heard, for components that look at several variants. */
export function useHeard(): (variant: { id: string } & Left) => number {
  const heard = useContext(Levels);
  return ({ id, available, version }) => {
    const newer = heard.get(id);
    return newer && newer.version > version ? newer.available : available;
  };
}
