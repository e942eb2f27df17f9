"use client";

import { useRef } from "react";
import { type KeyRow, useKeys } from "@/components/layout/admin-keys";

export const stockKeyRows: KeyRow[] = [
  { keys: ["J", "K"], does: "row" },
  { keys: ["R"], does: "receive" },
  { keys: ["C"], does: "count" },
  { keys: ["G", "↵"], does: "ledger" },
  { keys: ["[", "]"], does: "day" },
  { keys: ["/"], does: "find" },
];

/** Moves the focus over the rows and acts on the focused one. Returns the ref of the table. */
export function useStockKeys() {
  const table = useRef<HTMLTableElement>(null);
  const rows = () => [...(table.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const at = () => document.activeElement?.closest<HTMLElement>("[data-row]");
  const step = (by: number) => {
    const all = rows();
    const now = all.indexOf(at()!);
    const next = all[now < 0 ? 0 : Math.min(all.length - 1, Math.max(0, now + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const press = (selector: string) => {
    const button = at()?.querySelector<HTMLElement>(selector);
    button?.click();
    return button != null;
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    arrowdown: () => at() != null && step(1),
    arrowup: () => at() != null && step(-1),
    enter: () => document.activeElement === at() && press("[data-ledger-link]"),
    r: () => press("[data-opens='receive']"),
    c: () => press("[data-opens='count']"),
    g: () => press("[data-ledger-link]"),
    "[": () => goToDay(-1),
    "]": () => goToDay(1),
    "/": () => document.getElementById("find")?.focus(),
  });
  return table;
}

function goToDay(by: number): void {
  const days = [...document.querySelectorAll<HTMLElement>("[data-day]")];
  const at = days.findIndex((day) => day.ariaCurrent === "page");
  days[at + by]?.click();
}
