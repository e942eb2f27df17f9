"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/pickup/day-form.module.css";
import { OrdersInTimes } from "@/components/pickup/orders-in-times";
import { clockOf, TimesRows } from "@/components/pickup/times-rows";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import { SaveBar } from "@/components/ui/save-bar";
import { Submit } from "@/components/ui/submit";
import type { TimeWithOrders } from "@/lib/pickup/refusals-of-days";
import type { DayTimes } from "@/lib/pickup/rules-of-slots";

export type TimesOfDay = DayTimes & { orderDaysBefore: number; orderByMinute: number };

type Props = {
  day: string;
  /** Its own times, or those of its weekday to begin with. */
  times: TimesOfDay;
  /** What the day had of its own when this was read. */
  opened: string;
  /** Whether its weekday is open, and whether the day has times of its own. */
  weekday: string | null;
  own: boolean;
  set: StaffAction;
  follow: StaffAction;
};

/** The times of a single day, whatever its weekday has, and the way back to those. */
export function DayTimesForm({ day, times, opened, weekday, own, set, follow }: Props) {
  return (
    <section className={`panel ${s.panel} ${s.narrow}`} aria-labelledby="times">
      <h2 id="times">Times of this day</h2>
      <p className="mid">{standing(own, weekday)}</p>
      <ActionForm action={set} about={day} label="Times of this day" className={s.form} guard>
        <input type="hidden" name="day" value={day} />
        <input type="hidden" name="opened" value={opened} />
        <InTheWay />
        <TimesRows prefix="d" times={times} />
        <div className={s.pair}>
          <TextField
            name="d.before"
            label="Order by, so many days before"
            inputMode="numeric"
            defaultValue={times.orderDaysBefore}
          />
          <TextField name="d.by" label="At" type="time" defaultValue={clockOf(times.orderByMinute)} />
        </div>
        <SaveBar>Save these times</SaveBar>
      </ActionForm>
      {own && (
        <ActionForm action={follow} about={`${day} follow`} label="Follow the weekday" className={s.form}>
          <input type="hidden" name="day" value={day} />
          <InTheWay />
          <p>
            <Submit className="btn">{weekday ? `As every ${weekday} again` : "No times on this day again"}</Submit>
          </p>
        </ActionForm>
      )}
    </section>
  );
}

function standing(own: boolean, weekday: string | null): string {
  if (own) return "This day has times of its own. What fits in is counted in work.";
  if (weekday) return `So far it is as every ${weekday}. What you save here holds for this day alone.`;
  return "The shop is closed on this weekday. With times of its own it is an extra day.";
}

/** The orders that keep a time from going, each with the way to move it. */
function InTheWay() {
  const { state } = useActionForm();
  if (state.refusal?.code !== "times_have_orders") return null;
  const { times } = state.refusal.detail as { times: TimeWithOrders[] };
  return <OrdersInTimes times={times} label="Orders to move" />;
}

type ClosedProps = {
  day: string;
  words: string;
  /** Why it is closed; null if it is not. */
  reason: string | null;
  close: StaffAction;
  reopen: StaffAction;
};

/** Closing the shop on a single day, and opening it again. */
export function DayClosed({ day, words, reason, close, reopen }: ClosedProps) {
  const isClosed = reason !== null;
  return (
    <section className={`panel ${s.panel} ${s.narrow}`} aria-labelledby="closed">
      <h2 id="closed">{isClosed ? "Closed that day" : "Close this day"}</h2>
      <p className="mid">
        {isClosed
          ? `${reason ? `“${reason}”. ` : ""}Nobody can order for it. It keeps the times below for when it opens again.`
          : "Nobody can order for it then. Orders that are in stay until you move or cancel them. Who is in line for something of it is told after two minutes."}
      </p>
      <ActionForm
        action={isClosed ? reopen : close}
        about={`${day} closed`}
        label={`${isClosed ? "Open" : "Close"} ${words}`}
        className={s.form}
        key={isClosed ? "closed" : "open"}
      >
        <input type="hidden" name="day" value={day} />
        {!isClosed && (
          <TextField name="reason" label="Reason" maxLength={120} placeholder="Bank holiday" required={false} />
        )}
        <p>
          <Submit className="btn">{isClosed ? "Open this day again" : "Close this day"}</Submit>
        </p>
      </ActionForm>
    </section>
  );
}
