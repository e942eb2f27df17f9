"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const longestMs = 2_000_000_000;

/** Reads the page again once an instant has passed, also when the tab slept over it: what it says can be done until then is done with. */
export function RefreshAt({ at }: { at: string }) {
  const router = useRouter();
  useEffect(() => {
    const left = () => Date.parse(at) - Date.now();
    if (left() <= 0) return undefined;
    const timer = setTimeout(() => router.refresh(), Math.min(longestMs, left() + 500));
    const onShow = () => {
      if (document.visibilityState === "visible" && left() <= 0) router.refresh();
    };
    document.addEventListener("visibilitychange", onShow);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onShow);
    };
  }, [at, router]);
  return null;
}
