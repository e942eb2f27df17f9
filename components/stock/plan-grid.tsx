"use client";

import { useRef, useState } from "react";
import { moveInGrid, selectWhole } from "@/components/stock/grid-keys";
import s from "@/components/stock/plan.module.css";
import type { Weekday } from "@/components/stock/plan-form";
import { byCategory, type LastMade, typedNumber } from "@/components/stock/plan-view";
import { useActionForm } from "@/components/ui/action-form";
import { fillField } from "@/components/ui/form-entries";
import type { PlannedVariant, StoredPlan } from "@/lib/stock/plan-queries";

type Props = {
  plan: StoredPlan;
  variants: PlannedVariant[];
  weekdays: Weekday[];
  last: Readonly<Record<number, LastMade>>;
  locked: boolean;
};

type Numbers = Readonly<Record<string, number>>;

/** Weekdays across, variants down; arrows and Enter move about. Sums are of what is typed. */
export function PlanGrid({ plan, variants, weekdays, last, locked }: Props) {
  const planned = Object.fromEntries(plan.lines.map((line) => [`${line.variantId}.${line.weekday}`, line.quantity]));
  const [numbers, setNumbers] = useState<Numbers>(planned);
  const table = useRef<HTMLTableElement>(null);
  const read = () => table.current && setNumbers(numbersIn(table.current));
  const fill = (weekday: number, made: Numbers) => {
    const form = table.current?.closest("form");
    if (form) for (const { id } of variants) fillField(form, `${id}.${weekday}`, String(made[id] ?? ""));
    read();
  };
  const sumOf = (cells: string[]) => cells.reduce((sum, cell) => sum + (numbers[cell] ?? 0), 0);
  const row = new Map(variants.map(({ id }, index) => [id, index]));
  return (
    <table ref={table} className={s.grid} onKeyDown={moveInGrid} onFocus={selectWhole} onInput={read}>
      <caption className="sr">How many of what are made on which weekday</caption>
      <thead>
        <tr>
          <th scope="col">Made each</th>
          {weekdays.map(({ weekday, short, long, open }) => (
            <th key={weekday} scope="col" data-closed={!open || undefined}>
              <abbr title={long}>{short}</abbr>
              <Fill
                last={last[weekday]}
                weekday={long}
                locked={locked || !open}
                onFill={(made) => fill(weekday, made)}
              />
            </th>
          ))}
          <th scope="col" className="num">
            Week
          </th>
        </tr>
      </thead>
      {byCategory(variants).map(([category, ofCategory]) => (
        <tbody key={category}>
          <tr className={s.category}>
            <th colSpan={9} scope="rowgroup">
              {category}
            </th>
          </tr>
          {ofCategory.map((variant) => (
            <tr key={variant.id} className={s.variant}>
              <th scope="row">
                <b>{variant.itemName}</b> <span className="mid">{variant.variantName}</span>
              </th>
              {weekdays.map((weekday) => (
                <Cell
                  key={weekday.weekday}
                  variant={variant}
                  weekday={weekday}
                  at={row.get(variant.id) ?? 0}
                  planned={planned[`${variant.id}.${weekday.weekday}`]}
                  locked={locked}
                />
              ))}
              <td className={`num ${s.sum}`} data-label="Week">
                {sumOf(weekdays.filter(({ open }) => open).map(({ weekday }) => `${variant.id}.${weekday}`))}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
      <tfoot>
        <tr className={s.variant}>
          <th scope="row">All of it</th>
          {weekdays.map(({ weekday, short, open }) => (
            <td key={weekday} className="num" data-label={short}>
              {open ? sumOf(variants.map(({ id }) => `${id}.${weekday}`)) : "–"}
            </td>
          ))}
          <td className={`num ${s.sum}`} data-label="Week">
            {sumOf(
              weekdays
                .filter(({ open }) => open)
                .flatMap(({ weekday }) => variants.map(({ id }) => `${id}.${weekday}`)),
            )}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

type FillProps = { last: LastMade | undefined; weekday: string; locked: boolean; onFill: (made: Numbers) => void };

/** Fills a weekday with what was made on its last day. */
function Fill({ last, weekday, locked, onFill }: FillProps) {
  if (locked) return null;
  if (!last) return null;
  return (
    <button
      type="button"
      className={s.fill}
      onClick={() => onFill(last.made)}
      aria-label={`${weekday} as made on ${last.words}`}
    >
      as {last.words.replace(/^\S+ /, "")}
    </button>
  );
}

type CellProps = {
  variant: PlannedVariant;
  weekday: Weekday;
  at: number;
  planned: number | undefined;
  locked: boolean;
};

function Cell({ variant, weekday, at, planned, locked }: CellProps) {
  const { state } = useActionForm();
  const name = `${variant.id}.${weekday.weekday}`;
  return (
    <td data-label={weekday.short} data-closed={!weekday.open || undefined}>
      <input
        className="field num"
        name={name}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        placeholder="–"
        aria-label={`${variant.itemName} ${variant.variantName}, ${weekday.long}${weekday.open ? "" : ", closed"}`}
        aria-invalid={state.fields?.[name] ? true : undefined}
        title={state.fields?.[name]}
        defaultValue={planned}
        readOnly={locked || !weekday.open}
        data-grid-row={at}
        data-grid-column={weekday.weekday}
      />
    </td>
  );
}

function numbersIn(table: HTMLTableElement): Numbers {
  const fields = [...table.querySelectorAll<HTMLInputElement>("input[data-grid-row]")];
  return Object.fromEntries(fields.map((field) => [field.name, typedNumber(field.value)]));
}
