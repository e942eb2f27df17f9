"use client";

import { useEffect, useState } from "react";
import { lookOften } from "@/components/ui/look-often";

/** How far the shop's clock is ahead of this device's, in milliseconds; null before it was asked. One for the page. */
let ahead: number | null = null;
let asking: Promise<void> | null = null;
/** How late this page opens by its own clock: not all pages come at once. */
const lateMs = Math.random() * 900;

const askAgainMs = 5_000;

/** Asks the shop, and takes half of the way there and back off. A device that slept asks again. */
async function ask(): Promise<void> {
  const sent = Date.now();
  try {
    const answer = await fetch("/api/time", { cache: "no-store" });
    const { now } = (await answer.json()) as { now: number };
    ahead = now - (sent + Date.now()) / 2;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

function askOnce(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

/** Tells the shop's time four times a second once it is known, and after sleep at once. Returns what stops it. */
function seeOften(see: (now: number) => void): () => void {
  const look = () => {
    if (ahead === null) void askOnce();
    else see(Date.now() + ahead);
  };
  const wake = () => {
    if (document.visibilityState === "visible") void askOnce().then(look);
  };
  return lookOften(250, look, wake);
}

/** Milliseconds by the shop's clock until an instant; null before that clock is known. Counts on over sleep, and again after it. */
export function useWait(until: number): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => seeOften((now) => setLeft(Math.ceil((until - now) / 1_000) * 1_000)), [until]);
  return left;
}

/** Whether an instant has come, by the shop's clock and a little after it. `already`: it had, when the page was made. */
export function useBegun(at: number, already: boolean): boolean {
  const left = useWait(at);
  const [begun, begin] = useState(already);
  const due = left !== null && left <= 0;
  useEffect(() => {
    if (!due) return undefined;
    const timer = setTimeout(() => begin(true), lateMs);
    return () => clearTimeout(timer);
  }, [due]);
  return already || begun;
}

/** Whether an instant has come, by the shop's clock and a little after it; true without one. Another instant is another wait. */
export function usePassed(at: number | null): boolean {
  const [passed, pass] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return undefined;
    return seeOften((now) => {
      if (now >= at + lateMs) pass(at);
    });
  }, [at]);
  return at === null || passed === at;
}
