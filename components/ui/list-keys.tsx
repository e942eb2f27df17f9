"use client";

import { useMemo } from "react";
import { KeyHints, type KeyRow, useKeys } from "@/components/layout/admin-keys";

type Props = {
  /** What a row is: "item". */
  row: string;
  /** Whether the page has a search. */
  finds?: boolean;
};

/** J and K, and the arrows once a row is chosen, go through the rows of a page's list by what opens each, so that Enter does. */
export function ListKeys({ row, finds = false }: Props) {
  const onList = () => document.activeElement?.closest("[data-row]") != null;
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    arrowdown: () => onList() && go(1),
    arrowup: () => onList() && go(-1),
  });
  const rows = useMemo(() => rowsOf(row, finds), [row, finds]);
  return <KeyHints rows={rows} />;
}

function rowsOf(row: string, finds: boolean): KeyRow[] {
  const rows = [
    { keys: ["J", "K"], does: row },
    { keys: ["↵"], does: "open" },
  ];
  return finds ? [...rows, { keys: ["/"], does: "find" }] : rows;
}

function go(by: number): void {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by));
  rows[next]?.querySelector<HTMLElement>("a[href], summary")?.focus();
}
