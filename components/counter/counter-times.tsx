"use client";

import s from "@/components/counter/order-form.module.css";
import { meantTime, type StaffTime, saidOf, whyNot } from "@/components/counter/times";
import { useLiveSlots } from "@/components/live/use-live-slots";
import type { Day } from "@/lib/time";

type Watched = { day: Day; times: readonly StaffTime[]; picked: string; work: number };

export type TimesNow = { shown: StaffTime[]; meant: StaffTime | undefined; said: string };

/** The times of the day as they fill up, here and elsewhere, and the one that the order is for. */
export function useTimes({ day, times, picked, work }: Watched): TimesNow {
  const live = useLiveSlots(
    times.length > 0 ? day : null,
    times.map(({ id, room, version, closed }) => ({ id, room, version, state: closed ? "closed" : "open" })),
  );
  const shown = times.map((time) => {
    const { room = time.room, state } = live.get(time.id) ?? {};
    return { ...time, room, closed: state === "closed" };
  });
  const meant = meantTime(shown, picked, work);
  return { shown, meant, said: saidOf(shown, picked, meant) };
}

type Props = TimesNow & { work: number; onPick: (id: string) => void };

/** When it is collected, within the chosen day: the next time with room unless another is picked. None where the day has no times. */
export function CounterTimes({ shown, meant, said, work, onPick }: Props) {
  if (shown.length === 0) return null;
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
                onChange={() => onPick(time.id)}
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
