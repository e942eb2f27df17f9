"use client";

import { useEffect, useState } from "react";
import type { SentState } from "@/components/checkout/use-sent-once";

const secondsUnlessSaid = 3;

/** The shop is busy: what was typed stays, and the order is sent again by itself after the seconds that the shop asked for. Without JavaScript by hand. */
export function TryAgain({ state }: { state: SentState }) {
  const left = useSendAgain(state);
  return (
    <section className="void low">
      <h2 className="title">The shop is very busy</h2>
      <p>Nothing was ordered yet, and what you typed is still here.</p>
      <button type="submit" form="checkout" className="btn">
        {left === null ? "Try again" : `Trying again in ${left} s`}
      </button>
    </section>
  );
}

/** The seconds that are left; null before JavaScript is there. At the end the form is sent, once for each answer. */
function useSendAgain(state: SentState): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const { retryAfterSeconds = secondsUnlessSaid } = (state.refusal?.detail ?? {}) as { retryAfterSeconds?: number };
    const due = Date.now() + retryAfterSeconds * 1_000;
    const timer = setInterval(() => {
      const seconds = Math.ceil((due - Date.now()) / 1_000);
      setLeft(Math.max(0, seconds));
      if (seconds > 0) return;
      clearInterval(timer);
      (document.getElementById("checkout") as HTMLFormElement | null)?.requestSubmit();
    }, 250);
    return () => clearInterval(timer);
  }, [state]);
  return left;
}
