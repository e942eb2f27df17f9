"use client";

import { useEffect, useState } from "react";
import type { SentState } from "@/components/checkout/use-sent-once";

const secondsUnlessSaid = 3;

/** What a form says that the shop was too busy for, or did not answer: what has not happened, and that it may be sent again. */
type Words = { busy: string; unanswered: string };

export const orderWords: Words = {
  busy: "Nothing was ordered yet, and what you typed is still here.",
  unanswered: "We do not know yet if your order arrived. Try again: it can only be placed once.",
};

type AgainProps = {
  state: SentState;
  /** The id of the form. */
  form: string;
  words: Words;
  /** Whether it is sent by itself: not what somebody may be changing meanwhile. */
  byItself?: boolean;
};

/**
 * The shop is busy, or did not answer. What was typed stays, and to a busy shop the form is sent again after the seconds that it asked for. Without
 * JavaScript by hand.
 */
export function TryAgain({ state, form, words, byItself = true }: AgainProps) {
  const left = useSendAgain(state, byItself ? form : null);
  return (
    <section className={state.unanswered ? "void bad" : "void low"}>
      <h2 className="title">{state.unanswered ? "The shop did not answer" : "The shop is very busy"}</h2>
      <p>{state.unanswered ? words.unanswered : words.busy}</p>
      <button type="submit" form={form} className="btn">
        {left === null ? "Try again" : `${byItself ? "Trying" : "Try"} again in ${left} s`}
      </button>
    </section>
  );
}

/** Whether a form is to be sent again as it is: the shop was too busy for it, or gave no answer. */
export function isUntaken(state: SentState): boolean {
  return state.unanswered === true || state.refusal?.code === "busy";
}

/**
 * The seconds until a busy shop takes a form; null when it was not busy, before JavaScript is there, and once they are over for a form that is not sent
 * by itself. At the end one that is named by its id is sent, once for each answer.
 */
export function useSendAgain(state: SentState, form: string | null): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    setLeft(null);
    if (state.refusal?.code !== "busy") return undefined;
    const { retryAfterSeconds = secondsUnlessSaid } = (state.refusal.detail ?? {}) as { retryAfterSeconds?: number };
    const due = Date.now() + retryAfterSeconds * 1_000;
    const timer = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((due - Date.now()) / 1_000));
      setLeft(seconds > 0 || form ? seconds : null);
      if (seconds > 0) return;
      clearInterval(timer);
      if (form) (document.getElementById(form) as HTMLFormElement | null)?.requestSubmit();
    }, 250);
    return () => clearInterval(timer);
  }, [state, form]);
  return left;
}
