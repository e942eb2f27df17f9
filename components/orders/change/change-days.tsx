"use client";

import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/change/change.module.css";
import type { DayView } from "@/components/orders/change/change-view";
import { useOpened } from "@/components/orders/change/use-opened";
import { useActionForm } from "@/components/ui/action-form";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { Day } from "@/lib/time";

type Props = {
  days: readonly DayView[];
  chosen: Day;
  /** The order as it is now. */
  order: OrderSnapshot;
  busy: boolean;
  /** How many of the order's variants there are too few of on a day. */
  short: (day: DayView) => number;
  onChoose: (day: Day) => void;
};

/** The pickup day, each with whether all of the order is there. */
export function ChangeDays({ days, chosen, order, busy, short, onChoose }: Props) {
  const { state, touch } = useActionForm();
  const opened = useOpened(order);
  const timeOf = (day: Day) => [order, opened].find(({ pickupDay }) => pickupDay === day)?.slot;
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
              data-words={withTime(day.words, timeOf(day.day), order.locale)}
              checked={day.day === chosen}
              onChange={() => {
                onChoose(day.day);
                touch();
              }}
            />
            <b>{day.words}</b>
            <span>{missing === 0 ? "all there" : `${missing} short`}</span>
            <span className="quiet">
              {[day.day === order.pickupDay && "as it is", day.late && "closed to customers"]
                .filter(Boolean)
                .join(", ")}
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

/** A day as a comparison names it: with the time that the order has or had on it. */
function withTime(words: string, slot: OrderSnapshot["slot"] | undefined, locale: string): string {
  return slot ? `${words}, ${timeWords(slot, locale)}` : words;
}
