"use client";

import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/change/change.module.css";
import type { DayView } from "@/components/orders/change/change-view";
import { useActionForm } from "@/components/ui/action-form";
import type { Day } from "@/lib/time";

type Props = {
  days: readonly DayView[];
  chosen: Day;
  /** The day that the order has now. */
  now: Day;
  busy: boolean;
  /** How many of the order's variants there are too few of on a day. */
  short: (day: DayView) => number;
  onChoose: (day: Day) => void;
};

/** The pickup day, each with whether all of the order is there. */
export function ChangeDays({ days, chosen, now, busy, short, onChoose }: Props) {
  const { state, touch } = useActionForm();
  const wrong = state.fields?.day ?? (state.refusal?.code === "day_closed" ? state.message : undefined);
  return (
    <fieldset className={`panel ${s.days}`} aria-busy={busy} aria-describedby={wrong ? "day-wrong" : undefined}>
      <legend>Pickup day</legend>
      {days.map((day) => {
        const missing = short(day);
        return (
          <label key={day.day} data-chosen={day.day === chosen || undefined}>
            <input
              type="radio"
              name="day"
              value={day.day}
              data-words={day.words}
              checked={day.day === chosen}
              onChange={() => {
                onChoose(day.day);
                touch();
              }}
            />
            <b>{day.words}</b>
            <span>{missing === 0 ? "all there" : `${missing} short`}</span>
            <span className="quiet">
              {[day.day === now && "as it is", day.late && "closed to customers"].filter(Boolean).join(", ")}
            </span>
          </label>
        );
      })}
      {wrong && (
        <p className="wrong" id="day-wrong">
          <Glyph name="cross" />
          {wrong}
        </p>
      )}
    </fieldset>
  );
}
