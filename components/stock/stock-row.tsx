"use client";

import Link from "next/link";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { StateMark } from "@/components/layout/admin-icons";
import { LevelBar } from "@/components/stock/level-bar";
import s from "@/components/stock/stock.module.css";
import { StockForm } from "@/components/stock/stock-form";
import { type FormKind, type OpenForm, standingOf, stockPath, variantWords } from "@/components/stock/stock-view";
import { listsPath, waitWords } from "@/components/waiting/admin/lists-path";
import type { Promised } from "@/lib/orders/board-queries";
import type { LevelRow } from "@/lib/stock/queries";
import type { Day } from "@/lib/time";

export type StockActions = Record<FormKind, StaffAction | null>;

type Props = {
  day: Day;
  row: LevelRow;
  most: number;
  promised: Promised[];
  form: OpenForm | null;
  ledgerOpen: boolean;
  actions: StockActions;
  onOpen: (kind: FormKind | null) => void;
};

/** One variant's level, and below it the form that changes it. */
export function StockRow(props: Props) {
  const { day, row, most, form, ledgerOpen, actions, onOpen } = props;
  const standing = standingOf(row);
  const dash = (units: number) => (units === 0 ? "–" : units);
  return (
    <>
      <tr
        id={`row-${row.variantId}`}
        className={s.row}
        tabIndex={-1}
        data-row
        data-standing={standing}
        data-open={form ? true : undefined}
        data-ledger={ledgerOpen || undefined}
      >
        <th scope="row">
          <Link
            href={stockPath(day, { ledger: row.variantId })}
            data-ledger-link
            title="Open its ledger"
            scroll={false}
          >
            <b>{row.itemName}</b> <span className="mid">{row.variantName}</span>
            {row.hidden && <span className="quiet"> ({row.draft ? "draft" : "hidden"})</span>}
          </Link>
        </th>
        <td className={s.barCell}>
          <LevelBar level={row} most={most} />
        </td>
        <td className="num" data-label="on hand">
          {row.onHand}
        </td>
        <td className="num" data-label="committed" data-none={row.committed === 0 || undefined}>
          {dash(row.committed)}
        </td>
        <td className="num" data-label="held" data-none={row.held === 0 || undefined}>
          {dash(row.held)}
        </td>
        <td className={`num ${s.left}`} data-label="available">
          {row.available}
        </td>
        <td className={s.standing}>
          {standing === "low" && (
            <StateMark hue="placed" glyph="low">
              Low
            </StateMark>
          )}
          {standing === "sold_out" && (
            <StateMark hue="stop" glyph="cross">
              Sold out
            </StateMark>
          )}
          {standing === "none" && <span className="quiet">Not stocked</span>}
          {row.waiting > 0 && (
            <Link
              className={`link ${s.waits}`}
              href={listsPath({ variant: row.variantId, day: row.keeps ? null : day })}
            >
              {waitWords(row.waiting)}
              <span className="sr"> for {variantWords(row)}</span>
            </Link>
          )}
        </td>
        <td className={s.actions}>
          <Opener kind="receive" words="Receive" {...props} />
          {actions.count ? (
            <Opener kind="count" words="Count" {...props} />
          ) : (
            <Opener kind="writeOff" words="Write off" {...props} />
          )}
        </td>
      </tr>
      {form && (
        <tr className={s.edit}>
          <td colSpan={8}>
            <StockForm
              key={form.kind}
              day={day}
              row={row}
              form={form}
              promised={props.promised}
              actions={actions}
              onOpen={onOpen}
            />
          </td>
        </tr>
      )}
    </>
  );
}

/** A button that opens the row's form; without JavaScript it asks for the page with that form open. */
function Opener({ kind, words, row, actions, onOpen }: Props & { kind: FormKind; words: string }) {
  if (!actions[kind]) return null;
  return (
    <button
      type="submit"
      form="open-form"
      name={kind}
      value={row.variantId}
      className="btn small"
      data-opens={kind}
      aria-label={`${words} ${variantWords(row)}`}
      onClick={(event) => {
        event.preventDefault();
        onOpen(kind);
      }}
    >
      {words}
    </button>
  );
}
