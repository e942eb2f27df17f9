"use client";

import Link from "next/link";
import { useId, useState } from "react";
import { StaffForm } from "@/components/layout/admin-form";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/stock/stock.module.css";
import type { StockActions } from "@/components/stock/stock-row";
import { type FormKind, type OpenForm, resultOf, stockPath, variantWords } from "@/components/stock/stock-view";
import type { Promised } from "@/lib/orders/board-queries";
import type { LevelRow } from "@/lib/stock/queries";
import { losses } from "@/lib/stock/rules";
import type { Day } from "@/lib/time";

type Props = {
  day: Day;
  row: LevelRow;
  form: OpenForm;
  promised: Promised[];
  actions: StockActions;
  onOpen: (kind: FormKind | null) => void;
};

const kinds = {
  receive: {
    words: "Receive",
    field: "quantity",
    howMany: "How many came",
    why: "Where from",
    reasons: ["First bake", "Second bake", "From another day", "Supplier"],
  },
  count: {
    words: "Count",
    field: "counted",
    howMany: "How many are there",
    why: "Why it differs",
    reasons: ["Counted again", "Broken or split", "Kept for the shop", "Not baked"],
  },
  writeOff: {
    words: "Write off",
    field: "quantity",
    howMany: "How many are gone",
    why: "What happened",
    reasons: ["Fell", "Overproved", "Too dark", "Tasting"],
  },
} as const;

/** Receive, count or write off, in the row: what will be is shown before it is saved. */
export function StockForm({ day, row, form, promised, actions, onOpen }: Props) {
  const { words, field, howMany, why, reasons } = kinds[form.kind];
  const [units, setUnits] = useState(form.typed[field] ?? "");
  const id = useId();
  const action = actions[form.kind];
  if (!action) return null;
  return (
    <StaffForm
      action={action}
      about={row.variantId}
      back={stockPath(day)}
      className={s.form}
      label={`${words} ${variantWords(row)}`}
      onDone={() => onOpen(null)}
    >
      {({ state, pending }) => (
        <>
          <input type="hidden" name="variantId" value={row.variantId} />
          <input type="hidden" name="day" value={row.keeps ? "" : day} />
          <KindSwitch kind={form.kind} row={row} actions={actions} onOpen={onOpen} />
          <label htmlFor={`${id}-units`} className="sr">
            {howMany}
          </label>
          <input
            id={`${id}-units`}
            name={field}
            className={`field ${s.units}`}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            required
            value={units}
            onChange={(event) => setUnits(event.target.value)}
            aria-describedby={`${id}-result`}
            // The row was opened to be typed in.
            ref={focusOnce}
            onKeyDown={(event) => event.key === "Escape" && onOpen(null)}
          />
          {form.kind === "writeOff" && <WhyGone typed={state.typed?.why ?? form.typed.why ?? "broken"} />}
          <label htmlFor={`${id}-note`} className="sr">
            {why}
          </label>
          <input
            id={`${id}-note`}
            name="note"
            className={`field ${s.why}`}
            list={`${id}-reasons`}
            placeholder={why}
            maxLength={120}
            required={form.kind === "count"}
            autoComplete="off"
            defaultValue={state.typed?.note ?? form.typed.note ?? ""}
          />
          <datalist id={`${id}-reasons`}>
            {reasons.map((reason) => (
              <option key={reason} value={reason} />
            ))}
          </datalist>
          <button type="submit" className="btn go" aria-busy={pending}>
            {words} {resultOf(row, form.kind, units) ? Number(units) : ""}
          </button>
          <Link className="btn bare" href={stockPath(day)} onClick={(event) => close(event, onOpen)} scroll={false}>
            Close
          </Link>
          <p id={`${id}-result`} className={s.result} aria-live="polite">
            <Result row={row} kind={form.kind} units={units} promised={promised} />
            <Wrong words={refusedWords(state, form)} />
          </p>
        </>
      )}
    </StaffForm>
  );
}

function KindSwitch({ kind, row, actions, onOpen }: Pick<Props, "row" | "actions" | "onOpen"> & { kind: FormKind }) {
  const offered = (Object.keys(kinds) as FormKind[]).filter((each) => actions[each]);
  if (offered.length < 2) return null;
  return (
    <span className="seg">
      {offered.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={each === kind}
          aria-label={`${kinds[each].words} instead, ${variantWords(row)}`}
          onClick={() => onOpen(each)}
        >
          {kinds[each].words}
        </button>
      ))}
    </span>
  );
}

/** Why units are gone without being sold. */
function WhyGone({ typed }: { typed: string }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="sr">
        Why they are gone
      </label>
      <select id={id} name="why" className={`field ${s.loss}`} defaultValue={typed}>
        {Object.entries(losses).map(([loss, words]) => (
          <option key={loss} value={loss}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}

function Result({
  row,
  kind,
  units,
  promised,
}: {
  row: LevelRow;
  kind: FormKind;
  units: string;
  promised: Promised[];
}) {
  const result = resultOf(row, kind, units);
  if (!result) return `On hand ${row.onHand}, available ${row.available} now.`;
  if (result.short) return <Short row={row} promised={promised} />;
  return (
    <>
      On hand {row.onHand} <b>→ {result.onHand}</b>, available {row.available} <b>→ {result.available}</b>. Customers
      see it at once.
    </>
  );
}

/** What would leave fewer than were promised is refused: these orders need the units. */
function Short({ row, promised }: { row: LevelRow; promised: Promised[] }) {
  return (
    <>
      <b>{row.committed + row.held} are promised.</b>{" "}
      {promised.length > 0 && (
        <>
          Needed by{" "}
          {promised.map((order, index) => (
            <span key={order.orderId}>
              {index > 0 && ", "}
              <Link className="link" href={`/admin/orders/${order.orderId}`}>
                {order.number}
              </Link>{" "}
              ({order.quantity})
            </span>
          ))}
          {row.held > 0 && `, and ${row.held} held`}. Cancel one first.
        </>
      )}
    </>
  );
}

function Wrong({ words }: { words: string }) {
  if (!words) return null;
  return (
    <span className="wrong" role="alert">
      <Glyph name="cross" />
      {words}
    </span>
  );
}

type Told = { done?: boolean; message?: string; fields?: Record<string, string> };

function refusedWords(state: Told, form: OpenForm): string {
  if (state.done) return "";
  return Object.values(state.fields ?? {})[0] ?? state.message ?? form.refused;
}

function close(event: React.MouseEvent, onOpen: Props["onOpen"]): void {
  event.preventDefault();
  onOpen(null);
}

const focusOnce = (field: HTMLInputElement | null) => field?.focus();
