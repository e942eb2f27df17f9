import { useEffect, useState } from "react";

/**
 * Seconds until an instant by the shop's clock, whole and never negative. The device's clock only says how time passes: what it is off by is known
 * from `now`, the shop's time when the page was read. True again at once when the page wakes from sleep.
 */
export function useSecondsLeft(until: string, now: string): number {
  const [left, setLeft] = useState(() => secondsFrom(Date.parse(now), until));
  useEffect(() => {
    const ahead = Date.parse(now) - Date.now();
    const tick = () => setLeft(secondsFrom(Date.now() + ahead, until));
    tick();
    const timer = setInterval(tick, 1_000);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [until, now]);
  return left;
}

function secondsFrom(instant: number, until: string): number {
  return Math.max(0, Math.ceil((Date.parse(until) - instant) / 1_000));
}
