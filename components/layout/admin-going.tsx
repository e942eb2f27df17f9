"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import s from "@/components/layout/admin-going.module.css";
import { linkOf } from "@/components/ui/use-unsaved";

/** Longer than a page takes; whoever waits that long has seen it. */
const mostMs = 15_000;

/**
 * Says that the next page is on its way, until it is there: a link or a filter asks the shop, and what is seen until then is the page before. Where
 * the browser goes by itself it says so itself.
 */
export function Going() {
  const here = `${usePathname()}?${useSearchParams()}`;
  const [from, setFrom] = useState<string | null>(null);
  useEffect(() => {
    const ask = (event: Event) => event.defaultPrevented && leadsAway(event) && setFrom(here);
    window.addEventListener("click", ask);
    window.addEventListener("submit", ask);
    return () => {
      window.removeEventListener("click", ask);
      window.removeEventListener("submit", ask);
    };
  }, [here]);
  useEffect(() => {
    if (from === null) return;
    const over = setTimeout(() => setFrom(null), mostMs);
    return () => clearTimeout(over);
  }, [from]);
  return (
    <p className={s.going} role="status" data-going={from === here || undefined}>
      {from === here && <span className="sr">The next page is on its way.</span>}
    </p>
  );
}

/** Whether an event asks for another page of this shop, or for this one with another filter. */
function leadsAway(event: Event): boolean {
  if (event instanceof MouseEvent) return linkOf(event) !== null;
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "get") return false;
  const asked = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const there = new URL(form.action);
  return there.pathname !== location.pathname || asked.toString() !== location.search.slice(1);
}
