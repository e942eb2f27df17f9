import { useEffect, useRef, useState } from "react";
import { lookOften } from "@/components/ui/look-often";

/** An end, and the shop's time when it was read: instants as ISO 8601. */
type Ending = { until: string; now: string };

/**
 * Seconds until an instant by the shop's clock, whole and never negative. The device's clock only says how time passes: what it is off by is known
 * from `now`. True again at once when the page wakes from sleep. `whenOver` is called once it is 0.
 */
export function useSecondsLeft({ until, now }: Ending, whenOver: () => void): number {
  const [left, setLeft] = useState(() => secondsFrom(Date.parse(now), until));
  const over = useRef(whenOver);
  over.current = whenOver;
  useEffect(() => {
    const ahead = Date.parse(now) - Date.now();
    const tick = () => {
      const seconds = secondsFrom(Date.now() + ahead, until);
      setLeft(seconds);
      if (seconds === 0) over.current();
    };
    return lookOften(1_000, tick);
  }, [until, now]);
  return left;
}

function secondsFrom(instant: number, until: string): number {
  return Math.max(0, Math.ceil((Date.parse(until) - instant) / 1_000));
}
