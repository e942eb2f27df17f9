"use client";

import Link from "next/link";
import { useRef, useState } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { moveInGrid, selectWhole } from "@/components/stock/grid-keys";
import s from "@/components/stock/plan.module.css";
import { byCategory, typedNumber } from "@/components/stock/plan-view";
import { RefusedLevels } from "@/components/stock/refused-levels";
import { ActionForm } from "@/components/ui/action-form";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { fillField } from "@/components/ui/form-entries";
import { Notice } from "@/components/ui/notice";
import { SaveBar } from "@/components/ui/save-bar";
import type { PlanLevel, PlannedVariant } from "@/lib/stock/plan-queries";
import type { Day } from "@/lib/time";

export type PlanDayRow = PlannedVariant & {
  /** What its weekday says. */
  usual: number;
  /** What the day says instead; null: as its weekday. */
  typed: number | null;
  level: PlanLevel | null;
};

type Props = {
  day: Day;
  open: boolean;
  version: number;
  rows: PlanDayRow[];
  past: { day: Day; words: string; current: boolean }[];
  action: StaffAction | null;
};

const nothing: StaffAction = async () => ({});

/** One day that differs: more, less, none, or as a past day was. Empty fields follow the weekday. */
export function PlanDayForm({ day, open, version, rows, past, action }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const [sum, setSum] = useState(() => rows.reduce((all, row) => all + (row.typed ?? row.usual), 0));
  const read = () => table.current && setSum(sumIn(table.current));
  const fillAll = (value: string) => {
    const form = table.current?.closest("form");
    if (form) for (const { id } of rows) fillField(form, id, value);
    read();
  };
  const values = Object.fromEntries(rows.map((row) => [row.id, row.typed === null ? "" : String(row.typed)]));
  const labels = Object.fromEntries(rows.map((row) => [row.id, `${row.itemName} ${row.variantName}`]));
  return (
    <ActionForm action={action ?? nothing} label="This day" guard className={s.form}>
      {!open && (
        <Notice hue="unsure" glyph="note" title="The shop is closed on this day.">
          Nothing is made for it, whatever stands here.
        </Notice>
      )}
      <RefusedLevels />
      <input type="hidden" name="day" value={day} />
      {action && (
        <div className={s.ways}>
          <button type="button" className="btn" onClick={() => fillAll("0")}>
            None at all
          </button>
          <button type="button" className="btn" onClick={() => fillAll("")}>
            As every week
          </button>
          {past.length > 0 && <span className="mid meta">The same as on</span>}
          {past.map((each) => (
            <Link
              key={each.day}
              className="btn small"
              href={`/admin/plan/${day}?like=${each.day}`}
              aria-current={each.current ? "true" : undefined}
            >
              {each.words}
            </Link>
          ))}
        </div>
      )}
      <table ref={table} className={`${s.grid} ${s.one}`} onKeyDown={moveInGrid} onFocus={selectWhole} onInput={read}>
        <caption className="sr">How many are made on this day</caption>
        <thead>
          <tr>
            <th scope="col">Made</th>
            <th scope="col" className="num">
              Every week
            </th>
            <th scope="col">This day</th>
            <th scope="col">There now</th>
          </tr>
        </thead>
        {byCategory(rows).map(([category, ofCategory]) => (
          <tbody key={category}>
            <tr className={s.category}>
              <th colSpan={4} scope="rowgroup">
                {category}
              </th>
            </tr>
            {ofCategory.map((row) => (
              <DayRow key={row.id} row={row} at={rows.indexOf(row)} locked={action === null} />
            ))}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <th scope="row">All of it</th>
            <td className="num">{rows.reduce((all, row) => all + row.usual, 0)}</td>
            <td className="num">{sum}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      <ChangedMeanwhile version={version} theirs={values} labels={labels} />
      {action && <SaveBar>Save this day</SaveBar>}
    </ActionForm>
  );
}

function DayRow({ row, at, locked }: { row: PlanDayRow; at: number; locked: boolean }) {
  return (
    <tr>
      <th scope="row">
        <b>{row.itemName}</b> <span className="mid">{row.variantName}</span>
      </th>
      <td className="num">{row.usual}</td>
      <td>
        <input
          className="field num"
          name={row.id}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          placeholder={String(row.usual)}
          aria-label={`${row.itemName} ${row.variantName}, this day`}
          defaultValue={row.typed ?? ""}
          readOnly={locked}
          data-usual={row.usual}
          data-grid-row={at}
          data-grid-column={0}
        />
      </td>
      <td className="meta mid">{levelWords(row.level)}</td>
    </tr>
  );
}

function levelWords(level: PlanLevel | null): string {
  if (!level) return "";
  const promised = level.promised > 0 ? `, ${level.promised} promised` : "";
  return `${level.onHand} on hand${promised}${level.byHand ? ". Changed by hand: the plan leaves it alone" : ""}`;
}

function sumIn(table: HTMLTableElement): number {
  const fields = [...table.querySelectorAll<HTMLInputElement>("input[data-grid-row]")];
  return fields.reduce(
    (all, { value, dataset }) => all + (value.trim() === "" ? Number(dataset.usual) : typedNumber(value)),
    0,
  );
}
