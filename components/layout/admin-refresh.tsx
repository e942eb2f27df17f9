"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLive } from "@/components/layout/admin-live";

/** A refresh that fails makes the browser load the page anew, and lose what is shown: first see whether the shop answers. */
async function isThere(): Promise<boolean> {
  const answer = await fetch("/api/health", { cache: "no-store" }).catch(() => null);
  return answer?.ok ?? false;
}

/** Reads the page again every so many seconds while something on it is under way, in a tab that is looked at. */
export function Refresh({ every, while: underWay }: { every: number; while: boolean }) {
  const router = useRouter();
  const { inTouch } = useLive();
  useEffect(() => {
    if (!underWay || !inTouch) return;
    const look = async () => {
      if (document.visibilityState === "visible" && (await isThere())) router.refresh();
    };
    const timer = setInterval(look, every * 1_000);
    return () => clearInterval(timer);
  }, [every, underWay, inTouch, router]);
  return null;
}
