"use client";

import { useTouch } from "@/components/live/use-touch";

type OutOfTouchProps = { locale: string; timezone: string; what: "Counts" | "What you see" };

/** Says that an open page no longer hears from the shop, and since when. Its buttons still work. */
export function OutOfTouch({ locale, timezone, what }: OutOfTouchProps) {
  const { inTouch, lastHeard } = useTouch();
  if (inTouch) return null;
  const since = lastHeard
    ? ` ${what} ${what === "Counts" ? "are" : "is"} from ${clock(lastHeard, locale, timezone)}.`
    : "";
  return (
    <div className="band" role="status">
      <span>No connection.{since}</span>
      <button type="button" className="link" onClick={() => window.location.reload()}>
        Try again
      </button>
    </div>
  );
}

function clock(at: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(at);
}
