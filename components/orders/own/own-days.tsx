"use client";

import type { OwnDay } from "@/components/orders/own/own-view";
import { FieldError } from "@/components/ui/form-words";
import type { Day } from "@/lib/time";

type Props = {
  days: readonly OwnDay[];
  chosen: Day;
  /** The day that the order has now. */
  now: Day;
  /** How many of the things on the form there are too few of on a day. */
  short: (day: Day) => number;
  choose: (day: Day) => void;
  wrong: string | undefined;
};

/** The days to collect on, each with whether all of the order is there. */
export function OwnDays({ days, chosen, now, short, choose, wrong }: Props) {
  return (
    <fieldset className="blk own-days" aria-describedby={wrong ? "day-wrong" : undefined}>
      <legend className="title">Collect on</legend>
      {days.map(({ day, words, orderBy }) => (
        <label className="pick" key={day}>
          <input type="radio" name="day" value={day} checked={day === chosen} onChange={() => choose(day)} />
          <span>
            {words}
            <small>{[day === now ? "As it is" : fitWords(short(day)), orderBy].filter(Boolean).join(". ")}</small>
          </span>
        </label>
      ))}
      <FieldError id="day-wrong" words={wrong} />
    </fieldset>
  );
}

function fitWords(missing: number): string {
  if (missing === 0) return "All of it is there";
  return missing === 1 ? "One thing is short" : `${missing} things are short`;
}
