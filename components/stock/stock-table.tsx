"use client";

import { useState } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { KeyHints } from "@/components/layout/admin-keys";
import { BarPatterns } from "@/components/stock/level-bar";
import s from "@/components/stock/stock.module.css";
import { StockRow } from "@/components/stock/stock-row";
import type { FormKind, OpenForm, StockGroup } from "@/components/stock/stock-view";
import { stockKeyRows, useStockKeys } from "@/components/stock/use-stock-keys";
import type { Promised } from "@/lib/orders/board-queries";
import type { Day } from "@/lib/time";

type Props = {
  day: Day;
  dayWords: string;
  typed: string;
  groups: StockGroup[];
  promised: Promised[];
  form: OpenForm | null;
  ledgerOf: string | null;
  receive: StaffAction | null;
  count: StaffAction | null;
  writeOff: StaffAction | null;
};

/** A day's levels. Receive and count open in the row, and show what will be before it is saved. */
export function StockTable(props: Props) {
  const { day, groups, typed, promised, ledgerOf, receive, count, writeOff } = props;
  const [form, setForm] = useState(props.form);
  const table = useStockKeys();
  const open = (variantId: string, kind: FormKind | null) => {
    setForm(kind && { variantId, kind, typed: {}, refused: "" });
    if (!kind) focusRow(variantId);
  };
  const most = Math.max(...groups.flatMap((group) => group.rows.map((row) => row.onHand)), 1);
  if (groups.length === 0) return <Nothing typed={typed} />;
  return (
    <section aria-label={`Levels of ${props.dayWords}`}>
      <BarPatterns />
      <form id="open-form" action="/admin/stock">
        <input type="hidden" name="day" value={day} />
        {typed && <input type="hidden" name="find" value={typed} />}
      </form>
      <table className={s.table} ref={table}>
        <thead>
          <Head />
        </thead>
        {groups.map((group) => (
          <tbody key={group.name}>
            <tr className={s.category}>
              <th colSpan={8} scope="rowgroup">
                {group.name}
              </th>
            </tr>
            {group.rows.map((row) => (
              <StockRow
                key={row.variantId}
                day={day}
                row={row}
                most={most}
                promised={promised.filter((order) => order.variantId === row.variantId)}
                form={form?.variantId === row.variantId ? form : null}
                onOpen={(kind) => open(row.variantId, kind)}
                ledgerOpen={ledgerOf === row.variantId}
                actions={{ receive, count, writeOff }}
              />
            ))}
          </tbody>
        ))}
      </table>
      <KeyHints rows={stockKeyRows} />
    </section>
  );
}

function Head() {
  return (
    <tr>
      <th scope="col">Variant</th>
      <th scope="col" className={s.legend}>
        <span className="sr">As a bar: </span>
        <span data-kind="committed">committed</span>
        <span data-kind="held">held</span>
        <span data-kind="available">available</span>
        <span data-kind="low">low</span>
      </th>
      <th scope="col" className="num">
        On hand
      </th>
      <th scope="col" className="num">
        <abbr title="Committed: owed to open orders">Comm.</abbr>
      </th>
      <th scope="col" className="num">
        Held
      </th>
      <th scope="col" className="num">
        <abbr title="Available: what can still be ordered">Avail.</abbr>
      </th>
      <td />
      <td />
    </tr>
  );
}

function Nothing({ typed }: { typed: string }) {
  return typed ? (
    <p className="empty">
      <b>Nothing here is called “{typed}”.</b>
      Try a part of the item’s name, or its SKU.
    </p>
  ) : (
    <p className="empty">
      <b>The shop sells nothing yet.</b>
      Stock appears here with the first item.
    </p>
  );
}

function focusRow(variantId: string): void {
  document.getElementById(`row-${variantId}`)?.focus();
}
