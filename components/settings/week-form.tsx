"use client";

import { useState } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/settings/settings.module.css";
import { Section } from "@/components/settings/settings-page";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { CheckField, SelectField, TextField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { Hours } from "@/lib/settings/queries";

export type Weekday = { weekday: number; words: string; hours: Hours | null };

const before = Array.from({ length: 8 }, (_, days) => ({
  value: String(days),
  words: days === 0 ? "the same day" : days === 1 ? "the day before" : `${days} days before`,
}));

/** The week: when each day is open, and until when one can order for it. */
export function WeekForm({
  week,
  version,
  action,
}: {
  week: readonly Weekday[];
  version: number;
  action: StaffAction;
}) {
  const theirs = Object.fromEntries(week.flatMap((day) => Object.entries(valuesOf(day))));
  const labels = Object.fromEntries(week.flatMap((day) => Object.entries(labelsOf(day))));
  return (
    <ActionForm action={action} about="hours" label="The week" guard draft="settings-hours">
      <ChangedMeanwhile version={version} theirs={theirs} labels={labels} />
      <Section
        title="The week"
        words="When orders are collected, and until when one can order for a day. Orders that are in stay as they are."
      >
        <div className={s.week}>
          {week.map((day) => (
            <DayRow key={day.weekday} day={day} />
          ))}
        </div>
      </Section>
      <SaveBar />
    </ActionForm>
  );
}

function DayRow({ day }: { day: Weekday }) {
  const { state, touch } = useActionForm();
  const values = valuesOf(day);
  const name = (part: string) => `d${day.weekday}.${part}`;
  const [open, setOpen] = useState(day.hours !== null || state.typed?.[name("open")] === "on");
  return (
    <fieldset className={s.day} aria-label={day.words}>
      <CheckField
        name={name("open")}
        label={day.words}
        checked={open}
        onChange={(event) => {
          setOpen(event.target.checked);
          touch();
        }}
      />
      {open ? (
        <>
          <TextField name={name("opens")} label="Opens" type="time" defaultValue={values[name("opens")] || "08:00"} />
          <TextField
            name={name("closes")}
            label="Closes"
            type="time"
            defaultValue={values[name("closes")] || "13:00"}
          />
          <SelectField
            name={name("before")}
            label="Order until"
            options={before}
            defaultValue={values[name("before")] || "0"}
          />
          <TextField name={name("by")} label="At" type="time" defaultValue={values[name("by")] || "11:00"} />
        </>
      ) : (
        <p className={s.closed}>Closed</p>
      )}
    </fieldset>
  );
}

/** A day as its fields hold it. */
function valuesOf({ weekday, hours }: Weekday): Record<string, string> {
  return {
    [`d${weekday}.open`]: hours ? "on" : "",
    [`d${weekday}.opens`]: hours ? clock(hours.opensMinute) : "",
    [`d${weekday}.closes`]: hours ? clock(hours.closesMinute) : "",
    [`d${weekday}.before`]: hours ? String(hours.orderDaysBefore) : "",
    [`d${weekday}.by`]: hours ? clock(hours.orderByMinute) : "",
  };
}

function labelsOf({ weekday, words }: Weekday): Record<string, string> {
  return {
    [`d${weekday}.open`]: `${words}, open`,
    [`d${weekday}.opens`]: `${words}, opens`,
    [`d${weekday}.closes`]: `${words}, closes`,
    [`d${weekday}.before`]: `${words}, order until`,
    [`d${weekday}.by`]: `${words}, at`,
  };
}

/** "08:30"; midnight at a day's end is 00:00, as a clock shows it. */
function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}
