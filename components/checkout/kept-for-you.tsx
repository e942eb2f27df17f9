"use client";

import { Clock } from "lucide-react";
import { type ReactNode, useActionState, useState } from "react";
import { useKept } from "@/components/checkout/use-kept";
import { useSecondsLeft } from "@/components/checkout/use-seconds-left";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";

/** Instants in UTC, as ISO 8601. */
export type Kept = {
  until: string;
  /** The shop's time when this was read. */
  now: string;
  /** The end as people read it: "10:42". */
  untilWords: string;
  /** However often it is asked for: not beyond this. */
  longest: string;
  /** For how long a cart is kept at a time. */
  seconds: number;
};

export type ToldKept = {
  kept: Kept | null;
  /** Whether what is in the cart may be kept now. */
  mayKeep: boolean;
  /** What is kept only in part: "6 of your 8 Fernhill sourdough". */
  partly: string[];
};

type KeptForYouProps = {
  told: ToldKept;
  keep: Action;
  leave: Action;
  /** The page of the checkout that it stands on: without JavaScript it comes again. */
  back: "/checkout" | "/checkout/code";
};

/** Over the checkout, in sight all the while: how long what is in the cart is kept, and what then. Without JavaScript it says until when. */
export function KeptForYou({ told, keep, leave, back }: KeptForYouProps) {
  const { kept, mayKeep, partly } = useKept(told);
  const [, ask] = useActionState(keep, {});
  const [, give] = useActionState(leave, {});
  const [over, end] = useState<string | null>(null);
  if (!kept || over === kept.until) {
    const again = kept ? Date.parse(kept.longest) - Date.parse(kept.until) > 30_000 : mayKeep;
    return <NotKept mayKeep={again} wasKept={over !== null} ask={ask} back={back} />;
  }
  return (
    <Countdown key={kept.until} kept={kept} ask={ask} back={back} whenOver={() => end(kept.until)}>
      {partly.length > 0 && <p className="small">Of that: {partly.join(", ")}.</p>}
      <form action={give}>
        <Press className="link small">Give it back</Press>
      </form>
    </Countdown>
  );
}

type Ask = (form: FormData) => void;
type CountdownProps = { kept: Kept; ask: Ask; back: string; whenOver: () => void; children: ReactNode };

function Countdown({ kept, ask, back, whenOver, children }: CountdownProps) {
  const left = useSecondsLeft(kept, whenOver);
  const soon = left <= 120;
  const more = Date.parse(kept.longest) - Date.parse(kept.until) > 30_000;
  return (
    <section className="kept" aria-label="Kept for you">
      <div className="within">
        <Clock className="ico" aria-hidden />
        <p className="until">
          Kept for you until <time dateTime={kept.until}>{kept.untilWords}</time>
        </p>
        <p className="needs-script clock" role="timer">
          {clockOf(left)}
          <span className="sr-only"> left</span>
        </p>
        <div className="also">
          {children}
          {soon && more && (
            <form action={ask}>
              <input type="hidden" name="back" value={back} />
              <Press className="link small" waiting="One moment">
                I need longer
              </Press>
            </form>
          )}
        </div>
        <p className="sr-only" role="status">
          {soon && left > 0 ? "Less than two minutes left." : ""}
        </p>
      </div>
      <progress className="needs-script" max={kept.seconds} value={Math.min(left, kept.seconds)} aria-hidden />
    </section>
  );
}

type NotKeptProps = { mayKeep: boolean; wasKept: boolean; ask: Ask; back: string };

function NotKept({ mayKeep, wasKept, ask, back }: NotKeptProps) {
  return (
    <section className={wasKept ? "kept over" : "kept none"} aria-label="Not kept">
      <div className="within">
        <Clock className="ico" aria-hidden />
        <p className="until" role="status">
          {wasKept
            ? "Your time is over. What is still there you can order."
            : "Nothing is kept for you until you order."}
        </p>
        {mayKeep && (
          <form action={ask}>
            <input type="hidden" name="back" value={back} />
            <Press className="link" waiting="One moment">
              {wasKept ? "Keep it again" : "Keep it while I check out"}
            </Press>
          </form>
        )}
      </div>
    </section>
  );
}

function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
