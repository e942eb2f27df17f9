"use client";

import { useState } from "react";
import s from "@/components/pickup/times-rows.module.css";
import { useActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import type { DayTimes } from "@/lib/pickup/rules-of-slots";

const spareRows = 2;

/** The fields of a day's times, with room for more: from when to when, how much fits in, and what holds for the day. */
export function TimesRows({ prefix, times }: { prefix: string; times: DayTimes }) {
  const { touch } = useActionForm();
  const [rows, setRows] = useState(times.windows.length + spareRows);
  const values = valuesOf(prefix, times);
  const value = (part: string) => ({ name: `${prefix}.${part}`, defaultValue: values[`${prefix}.${part}`] ?? "" });
  return (
    <>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place.
        <div className={s.row} key={row}>
          <TextField {...value(`${row}.starts`)} label="From" type="time" />
          <TextField {...value(`${row}.ends`)} label="To" type="time" />
          <TextField {...value(`${row}.fits`)} label="Fits in" inputMode="numeric" />
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
      <div className={s.rest}>
        <TextField {...value("lead")} label="Choose until, in minutes before it begins" inputMode="numeric" />
        <TextField {...value("day")} label="Fits into the whole day, if that is less" inputMode="numeric" />
      </div>
    </>
  );
}

/** A day's times as their fields hold them. */
export function valuesOf(prefix: string, { windows, leadMinutes, dayCapacity }: DayTimes): Record<string, string> {
  const rows = windows.flatMap(({ startsMinute, endsMinute, capacity }, row) => [
    [`${prefix}.${row}.starts`, clockOf(startsMinute)],
    [`${prefix}.${row}.ends`, clockOf(endsMinute)],
    [`${prefix}.${row}.fits`, String(capacity)],
  ]);
  return {
    ...(Object.fromEntries(rows) as Record<string, string>),
    [`${prefix}.lead`]: String(leadMinutes),
    [`${prefix}.day`]: dayCapacity === null ? "" : String(dayCapacity),
  };
}

/** A minute of the day as a field of the time has it: "08:30". */
export function clockOf(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}
