"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLiveStock } from "@/components/live/use-live-stock";
import type { LiveLevel } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

/** Reads the page again when a level it shows has changed elsewhere. */
export function FreshStock({ day, levels: written }: { day: Day; levels: LiveLevel[] }) {
  const router = useRouter();
  const { levels } = useLiveStock(day, written);
  const changed = written
    .map(({ variantId, version }) => ({ variantId, version, now: levels.get(variantId)?.version ?? version }))
    .filter(({ version, now }) => now !== version)
    .map(({ variantId, now }) => `${variantId} ${now}`)
    .join();
  const asked = useRef("");
  useEffect(() => {
    if (changed === "" || changed === asked.current) return;
    asked.current = changed;
    router.refresh();
  }, [changed, router]);
  return null;
}
