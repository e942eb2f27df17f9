"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import type { FormState } from "@/lib/web/action";

/** In a rush a page is not drawn anew with each refusal: it reads what is left by itself, a little later, at a moment of its own. */
const after = { leastMs: 1_000, withinMs: 3_000 };

/** Whether the page has yet to read what a refusal was about. */
export function useReadLater(state: FormState): boolean {
  const router = useRouter();
  const [read, setRead] = useState<FormState | null>(null);
  const [, start] = useTransition();
  const unread = state.later === true && read !== state;
  useEffect(() => {
    if (!unread) return undefined;
    const readAgain = () =>
      start(() => {
        router.refresh();
        setRead(state);
      });
    const timer = setTimeout(readAgain, after.leastMs + Math.random() * after.withinMs);
    return () => clearTimeout(timer);
  }, [unread, state, router]);
  return unread;
}
