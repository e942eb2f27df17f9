"use client";

import { Clock } from "lucide-react";
import { useActionState, useState } from "react";
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
};

export type ToldKept = {
  kept: Kept | null;
  /** Whether what is in the cart may be kept now. */
  mayKeep: boolean;
  /** What is kept only in part: "6 of your 8 Fernhill sourdough". */
  partly: string[];
};

type KeptForYouProps = { told: ToldKept; keep: Action; leave: Action };

/** How long what is in the cart is kept for whoever checks out, and what then. Without JavaScript it says until when. */
export function KeptForYou({ told, keep, leave }: KeptForYouProps) {
  const { kept, mayKeep, partly } = useKept(told);
  const [, ask] = useActionState(keep, {});
  const [, give] = useActionState(leave, {});
  const [over, end] = useState<string | null>(null);
  if (!kept || over === kept.until) {
    const again = kept ? Date.parse(kept.longest) - Date.parse(kept.until) > 30_000 : mayKeep;
    return <NotKept mayKeep={again} wasKept={over !== null} ask={ask} />;
  }
  return (
    <section className="notice good kept" aria-label="Kept for you">
      <Clock className="ico" aria-hidden />
      <div>
        <Countdown key={kept.until} kept={kept} ask={ask} whenOver={() => end(kept.until)} />
        {partly.length > 0 && <p className="small">Of that: {partly.join(", ")}.</p>}
        <form action={give}>
          <Press className="link small">Give it back</Press>
        </form>
      </div>
    </section>
  );
}

type Ask = (form: FormData) => void;

function Countdown({ kept, ask, whenOver }: { kept: Kept; ask: Ask; whenOver: () => void }) {
  const left = useSecondsLeft(kept, whenOver);
  const soon = left <= 120;
  const more = Date.parse(kept.longest) - Date.parse(kept.until) > 30_000;
  return (
    <>
      <p>
        <strong>
          Kept for you until <time dateTime={kept.until}>{kept.untilWords}</time>
        </strong>
        <span className="needs-script small" role="timer">
          {` ${clockOf(left)} left`}
        </span>
      </p>
      <p className="sr-only" role="status">
        {soon && left > 0 ? "Less than two minutes left." : ""}
      </p>
      {soon && more && (
        <form action={ask}>
          <Press className="link" waiting="One moment">
            I need longer
          </Press>
        </form>
      )}
    </>
  );
}

type NotKeptProps = { mayKeep: boolean; wasKept: boolean; ask: Ask };

function NotKept({ mayKeep, wasKept, ask }: NotKeptProps) {
  const words = wasKept
    ? "It is no longer kept for you. What is still there you can order."
    : "Nothing is kept for you until you order.";
  return (
    <section className="notice plain kept" aria-label="Not kept">
      <Clock className="ico" aria-hidden />
      <div>
        <p role="status">{words}</p>
        {mayKeep && (
          <form action={ask}>
            <Press className="link" waiting="One moment">
              Keep it while I check out
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
