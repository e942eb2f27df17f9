"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { usePassed, useWait } from "@/components/drops/shop-clock";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { StateMark } from "@/components/layout/admin-icons";
import { staffLine } from "@/components/live/line";
import { useLiveOrdering } from "@/components/live/use-live-ordering";
import s from "@/components/ordering/pause-panel.module.css";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import type { LiveOrdering } from "@/lib/live/rules";
import { minutesWords, pauseLimits, untilWords } from "@/lib/settings/rules-of-ordering";

const choices = [15, 30, 60] as const;

type Place = { locale: string; timezone: string };
type Props = { ordering: LiveOrdering; place: Place; may: boolean; pause: StaffAction; resume: StaffAction };

/** Pausing ordering for some minutes, and the pause that is: until when, what customers read, and its end. */
export function PausePanel({ ordering, place, may, pause, resume }: Props) {
  const { open, pausedUntil, pausedMessage, readAt } = useLiveOrdering(ordering, staffLine);
  const isOver = usePassed(pausedUntil);
  if (!open || (!may && (isOver || pausedUntil === null))) return null;
  if (isOver || pausedUntil === null) return <PauseForm pause={pause} />;
  return (
    <section className={`panel ${s.pause}`} aria-labelledby="paused">
      <h2 id="paused">Ordering is paused</h2>
      <p className={s.now}>
        <StateMark hue="unsure" glyph="late">
          Paused until {untilWords({ until: pausedUntil, now: readAt, ...place })}
        </StateMark>
        <TimeLeft until={pausedUntil} />
      </p>
      <p className="mid">
        {pausedMessage ? `Customers read: “${pausedMessage}”` : "Customers read when it goes on."} It opens by itself.
        You can still take orders at the counter.
      </p>
      {may && (
        <ActionForm action={resume} about="pause" label="Open again" className={s.form}>
          <button type="submit" className="btn go">
            Open again now
          </button>
        </ActionForm>
      )}
    </section>
  );
}

function PauseForm({ pause }: { pause: StaffAction }) {
  return (
    <details className={`panel ${s.pause}`}>
      <summary className={s.summary}>Pause ordering</summary>
      <ActionForm action={pause} about="pause" label="Pause ordering" className={s.form} resets>
        <p className="mid">
          For a rush: customers order nothing until then, wherever they are. You can still take orders at the counter.
          Whoever is offered something from a waiting list has it for as much longer.
        </p>
        <fieldset className={s.choices}>
          <legend className="sr">For how long</legend>
          {choices.map((minutes) => (
            <label key={minutes} className={s.choice}>
              <input type="radio" name="minutes" value={minutes} defaultChecked={minutes === choices[0]} />
              {minutes} minutes
            </label>
          ))}
          <label className={s.choice}>
            <input type="radio" name="minutes" value="other" />
            Other
          </label>
          <TextField
            name="other"
            label="Minutes, if other"
            inputMode="numeric"
            autoComplete="off"
            placeholder={`${pauseLimits.min} to ${pauseLimits.max}`}
          />
        </fieldset>
        <TextField name="message" label="Words to customers" required={false} maxLength={200} autoComplete="off" />
        <button type="submit" className="btn">
          Pause ordering now
        </button>
      </ActionForm>
    </details>
  );
}

/** How long it still lasts. At its end the page is read again: what else it says of ordering has changed. */
function TimeLeft({ until }: { until: number }) {
  const router = useRouter();
  const left = useWait(until);
  const isOver = left !== null && left <= 0;
  useEffect(() => {
    if (isOver) router.refresh();
  }, [isOver, router]);
  return left === null || isOver ? null : <span className="mid">{minutesWords(left)} left</span>;
}
