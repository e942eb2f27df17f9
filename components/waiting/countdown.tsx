"use client";

import { useEffect, useState } from "react";
import { lookOften } from "@/components/ui/look-often";

type Props = {
  /** Instants, ISO 8601: until when, and the shop's clock as the page was made. */
  until: string;
  now: string;
  /** When it ends, as the shop's clock shows it. */
  clock: string;
};

/** Seconds that are counted; of more the end is named. */
const longestCount = 3_600;

/** Counts down by the shop's clock, whatever this device's says; honest again at once after the page slept. Without JavaScript it names the end. */
export function Countdown({ until, now, clock }: Props) {
  const left = useSecondsLeft(until, now);
  if (left === null || left > longestCount) return <p className="turn">{`Until ${clock}`}</p>;
  if (left <= 0) return <p className="turn">The time is over</p>;
  return (
    <p className="turn">
      <span aria-hidden>{`${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left`}</span>
      <span className="sr-only" role="timer">{`Until ${clock}, ${Math.ceil(left / 60)} minutes left`}</span>
    </p>
  );
}

/** Null until the page runs here. */
function useSecondsLeft(until: string, now: string): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const ahead = Date.parse(now) - Date.now();
    const tick = () => setLeft(Math.max(0, Math.ceil((Date.parse(until) - Date.now() - ahead) / 1_000)));
    return lookOften(1_000, tick);
  }, [until, now]);
  return left;
}
