"use client";

import { useState } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/settings/settings.module.css";
import { Section } from "@/components/settings/settings-page";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { WeekdayTimes } from "@/lib/pickup/queries-of-times";

export type TimesOfDay = WeekdayTimes & { words: string };

type TimesFormProps = { week: readonly TimesOfDay[]; version: number; action: StaffAction };

/** The pickup times of each weekday, how much fits into each, and into the day. */
export function TimesForm({ week, version, action }: TimesFormProps) {
  const theirs = Object.fromEntries(week.flatMap((day) => Object.entries(valuesOf(day))));
  const labels = Object.fromEntries(Object.keys(theirs).map((name) => [name, labelOf(name, week)]));
  return (
    <ActionForm action={action} about="times" label="Pickup times" guard draft="settings-times">
      <ChangedMeanwhile version={version} theirs={theirs} labels={labels} />
      <Section
        title="Pickup times"
        words="Customers choose one of a day's times. What fits in is counted in work: most things take one each, and an order takes the sum. Days without times are as they were: an order is for the day. Orders stay in the times that they have; where they hold more than fits now, the time sinks to it as they leave."
      >
        {week.map((day) => (
          <DayTimes key={day.weekday} day={day} />
        ))}
      </Section>
      <SaveBar />
    </ActionForm>
  );
}

const spareRows = 2;

function DayTimes({ day }: { day: TimesOfDay }) {
  const { touch } = useActionForm();
  const [rows, setRows] = useState(day.windows.length + spareRows);
  const values = valuesOf(day);
  const name = (part: string) => `w${day.weekday}.${part}`;
  return (
    <fieldset aria-label={day.words}>
      <h3>{day.words}</h3>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place.
        <div className={s.day} key={row}>
          <TextField
            name={name(`${row}.starts`)}
            label="From"
            type="time"
            defaultValue={values[name(`${row}.starts`)] ?? ""}
          />
          <TextField
            name={name(`${row}.ends`)}
            label="To"
            type="time"
            defaultValue={values[name(`${row}.ends`)] ?? ""}
          />
          <TextField
            name={name(`${row}.fits`)}
            label="Fits in"
            inputMode="numeric"
            defaultValue={values[name(`${row}.fits`)] ?? ""}
          />
        </div>
      ))}
      <p>
        <button
          type="button"
          className="btn small"
          onClick={() => {
            setRows(rows + 1);
            touch();
          }}
        >
          Another time
        </button>
      </p>
      <div className={s.day}>
        <TextField
          name={name("lead")}
          label="Choose until, in minutes before it begins"
          inputMode="numeric"
          defaultValue={values[name("lead")]}
        />
        <TextField
          name={name("day")}
          label="Fits into the whole day, if that is less"
          inputMode="numeric"
          defaultValue={values[name("day")]}
        />
      </div>
    </fieldset>
  );
}

/** A day's times as their fields hold them. */
function valuesOf({ weekday, windows, leadMinutes, dayCapacity }: WeekdayTimes): Record<string, string> {
  const rows = windows.flatMap(({ startsMinute, endsMinute, capacity }, row) => [
    [`w${weekday}.${row}.starts`, clock(startsMinute)],
    [`w${weekday}.${row}.ends`, clock(endsMinute)],
    [`w${weekday}.${row}.fits`, String(capacity)],
  ]);
  return {
    ...(Object.fromEntries(rows) as Record<string, string>),
    [`w${weekday}.lead`]: String(leadMinutes),
    [`w${weekday}.day`]: dayCapacity === null ? "" : String(dayCapacity),
  };
}

const partWords: Readonly<Record<string, string>> = {
  starts: "from",
  ends: "to",
  fits: "fits in",
  lead: "choose until",
  day: "fits into the day",
};

function labelOf(name: string, week: readonly TimesOfDay[]): string {
  const parts = name.split(".");
  const day = week.find(({ weekday }) => parts[0] === `w${weekday}`)?.words ?? "";
  return `${day}, ${partWords[parts.at(-1) ?? ""] ?? ""}`;
}

function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}
