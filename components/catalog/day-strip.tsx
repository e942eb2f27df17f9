"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useActionState } from "react";
import { useFormStatus } from "react-dom";
import type { Action } from "@/components/ui/form";
import type { PickupDay } from "@/lib/pickup/rules";
import { type Day, formatDay, formatShortDay } from "@/lib/time";

type DayStripProps = {
  strip: PickupDay[];
  later: PickupDay[];
  chosen: Day | null;
  locale: string;
  action: Action;
  /** Where the customer is, to come back to. */
  back: string;
  /** What there is to say about the chosen day. */
  children?: ReactNode;
};

/** The pickup days to choose from; the first question of the shop. */
export function DayStrip({ strip, later, chosen, locale, action, back, children }: DayStripProps) {
  const [state, choose] = useActionState(action, {});
  const isLater = later.some(({ day }) => day === chosen);
  return (
    <form action={choose}>
      <input type="hidden" name="back" value={back} />
      <ul className="strip" aria-label="Pickup day">
        {strip.map((day) => (
          <li key={day.day}>
            <DayButton day={day} chosen={chosen} locale={locale} />
          </li>
        ))}
      </ul>
      {children}
      {later.length > 0 && (
        <details className="later" open={isLater || undefined}>
          <summary>
            Another day
            <ChevronDown className="ico" aria-hidden />
          </summary>
          <ul>
            {later.map((day) => (
              <li key={day.day}>
                <DayButton day={day} chosen={chosen} locale={locale} withMonth />
              </li>
            ))}
          </ul>
        </details>
      )}
      {state.message && (
        <p className="notice mt-3" role="status">
          <span>{state.message}</span>
        </p>
      )}
    </form>
  );
}

const whyWords = { closed: "closed", too_late: "too late to order", full: "all times are full" } as const;

type DayButtonProps = { day: PickupDay; chosen: Day | null; locale: string; withMonth?: boolean };

function DayButton({ day: { day, orderable, because }, chosen, locale, withMonth = false }: DayButtonProps) {
  const { pending, data } = useFormStatus();
  const [weekday, date, month] = formatShortDay(day, locale).split(" ");
  const face = (
    <>
      {weekday}
      <b>{withMonth ? `${date} ${month}` : date}</b>
    </>
  );
  if (!orderable) {
    return (
      <span className="day shut">
        {face}
        <span className="sr-only">{whyWords[because ?? "closed"]}</span>
      </span>
    );
  }
  const going = pending && data?.get("day") === day;
  return (
    <button
      type="submit"
      name="day"
      value={day}
      className={going ? "day going" : "day"}
      aria-pressed={pending ? going : day === chosen}
      aria-label={formatDay(day, locale)}
    >
      {face}
    </button>
  );
}
