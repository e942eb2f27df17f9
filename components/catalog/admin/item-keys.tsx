"use client";

import { KeyHints, type KeyRow, useKeys } from "@/components/layout/admin-keys";

const rows: KeyRow[] = [
  { keys: ["J", "K"], does: "item" },
  { keys: ["↵"], does: "open" },
  { keys: ["/"], does: "find" },
];

/** J and K, and the arrows once one is chosen, go through the items of the list, whatever their category. */
export function ItemKeys() {
  const onList = () => document.activeElement?.closest("[data-row]") != null;
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    arrowdown: () => onList() && go(1),
    arrowup: () => onList() && go(-1),
  });
  return <KeyHints rows={rows} />;
}

function go(by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-row] > a")];
  const at = links.findIndex((link) => link.parentElement?.contains(document.activeElement));
  const next = at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + by));
  links[next]?.focus();
}
