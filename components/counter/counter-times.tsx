"use client";

import { useEffect, useMemo, useState } from "react";
import s from "@/components/counter/order-form.module.css";
import { type Choice, type StaffTime, timesNow, whyNot } from "@/components/counter/times";
import { type SlotNow, useLiveSlots } from "@/components/live/use-live-slots";
import type { Day } from "@/lib/time";

type Watched = { day: Day; times: readonly StaffTime[]; work: number; locale: string };

export type TimesNow = {
  shown: StaffTime[];
  meant: StaffTime | undefined;
  said: string;
  onPick: (time: StaffTime) => void;
};

/** The times of the day as they fill up, come and go, here and elsewhere, and the one that the order is for. */
export function useTimes({ day, times, work, locale }: Watched): TimesNow {
  const read = useMemo(
    () => times.map(({ closed, ...time }): SlotNow => ({ ...time, state: closed ? "closed" : "open" })),
    [times],
  );
  const live = useLiveSlots(times.length > 0 ? day : null, read, locale);
  const shown = live.map(({ state, ...time }) => {
    const over = times.some(({ id, over }) => id === time.id && over);
    return { ...time, over, closed: state === "closed" };
  });
  const [choices, choose] = useState<Readonly<Record<Day, Choice>>>({});
  const { meant, choice, said } = timesNow(shown, { choice: choices[day], work, had: times.length > 0 });
  useEffect(() => {
    if (choice) choose((known) => (known[day]?.id === choice.id ? known : { ...known, [day]: choice }));
  }, [day, choice]);
  return {
    ...{ shown, meant, said },
    onPick: ({ id, words }) => choose((known) => ({ ...known, [day]: { id, words, picked: true } })),
  };
}

type Props = TimesNow & { work: number };

/** When it is collected, within the chosen day: the next time with room unless another is picked. None where the day has no times. */
export function CounterTimes({ shown, meant, said, work, onPick }: Props) {
  if (shown.length === 0 && !said) return null;
  return (
    <fieldset className={s.times}>
      <legend>Time</legend>
      <div>
        {shown.map((time) => {
          const why = whyNot(time, work);
          return (
            <label key={time.id}>
              <input
                type="radio"
                name="slot"
                value={time.id}
                checked={time.id === meant?.id}
                onChange={() => onPick(time)}
                disabled={why !== ""}
              />
              <span>
                <b>{time.words}</b>
                <small>{why || (time.over ? "over" : `room for ${time.room}`)}</small>
              </span>
            </label>
          );
        })}
      </div>
      <p className="meta" role="status">
        {said}
      </p>
    </fieldset>
  );
}
