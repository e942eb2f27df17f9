"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { useLiveStock } from "@/components/live/use-live-stock";
import type { LiveLevel } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

/**
 * Reads the page again when a level it shows has changed elsewhere. One reading at a time: another one that begins before the last is shown takes its place, and
 * in a rush the page would show none of them until it is over.
 */
export function FreshStock({ day, levels: written }: { day: Day; levels: LiveLevel[] }) {
  const router = useRouter();
  const { levels } = useLiveStock(day, written);
  const changed = written
    .map(({ variantId, version }) => ({ variantId, version, now: levels.get(variantId)?.version ?? version }))
    .filter(({ version, now }) => now !== version)
    .map(({ variantId, now }) => `${variantId} ${now}`)
    .join();
  const asked = useRef("");
  const [reading, read] = useTransition();
  useEffect(() => {
    if (reading || changed === "" || changed === asked.current) return;
    asked.current = changed;
    read(() => router.refresh());
  }, [changed, reading, router]);
  return null;
}
