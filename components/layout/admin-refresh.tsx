"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLive } from "@/components/layout/admin-live";

/** Reads the page again every so many seconds while something on it is under way, in a tab that is looked at. */
export function Refresh({ every, while: underWay }: { every: number; while: boolean }) {
  const router = useRouter();
  const { inTouch } = useLive();
  useEffect(() => {
    if (!underWay || !inTouch) return;
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), every * 1_000);
    return () => clearInterval(timer);
  }, [every, underWay, inTouch, router]);
  return null;
}
