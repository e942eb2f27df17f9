"use client";

import { useMemo } from "react";
import { KeyHints, type KeyRow, useKeys } from "@/components/layout/admin-keys";

type Props = {
  /** What a row is: "item". */
  row: string;
  /** Whether the page has a search. */
  finds?: boolean;
  /** Whether its rows have grips to be moved by. */
  moves?: boolean;
};

/** J and K, and the arrows once a row is chosen, go through the rows of a page's list by what opens each, so that Enter does. */
export function ListKeys({ row, finds = false, moves = false }: Props) {
  const onList = () => document.activeElement?.closest("[data-row]") != null;
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    arrowdown: () => onList() && go(1),
    arrowup: () => onList() && go(-1),
  });
  const rows = useMemo(() => rowsOf(row, finds, moves), [row, finds, moves]);
  return <KeyHints rows={rows} />;
}

function rowsOf(row: string, finds: boolean, moves: boolean): KeyRow[] {
  return [
    { keys: ["J", "K"], does: row },
    { keys: ["↵"], does: "open" },
    ...(finds ? [{ keys: ["/"], does: "find" }] : []),
    ...(moves ? [{ keys: ["Space", "↑", "↓"], does: "move, on a grip" }] : []),
  ];
}

function go(by: number): void {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by));
  rows[next]?.querySelector<HTMLElement>("a[href], summary")?.focus();
}
