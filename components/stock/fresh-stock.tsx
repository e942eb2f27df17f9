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
  const newer = written
    .filter((level) => (levels.get(level.variantId)?.version ?? 0) > level.version)
    .map((level) => `${level.variantId} ${levels.get(level.variantId)?.version}`)
    .join();
  const asked = useRef("");
  useEffect(() => {
    if (newer === "" || newer === asked.current) return;
    asked.current = newer;
    router.refresh();
  }, [newer, router]);
  return null;
}
