"use client";

import { type ReactNode, useState } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { moveInGrid, selectWhole } from "@/components/stock/grid-keys";
import s from "@/components/stock/many.module.css";
import { ManyRow } from "@/components/stock/many-row";
import { rowsToSend, type TypedRow, untyped } from "@/components/stock/many-rules";
import type { StockGroup } from "@/components/stock/stock-view";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import { SaveBar } from "@/components/ui/save-bar";
import type { RefusedRow } from "@/lib/stock/refusals";
import type { Day } from "@/lib/time";

type Props = { day: Day; dayWords: string; groups: StockGroup[]; mayCount: boolean; action: StaffAction };

/** A day's levels with a field for each: what came, what was counted, when it is low. One save, all or nothing. */
export function ManyForm({ day, dayWords, groups, mayCount, action }: Props) {
  const [typed, setTyped] = useState<ReadonlyMap<string, TypedRow>>(new Map());
  const forget = () => setTyped(new Map());
  const type = (variantId: string, change: Partial<TypedRow>) =>
    setTyped((all) => new Map(all).set(variantId, { ...untyped, ...all.get(variantId), ...change }));
  const order = groups.flatMap((group) => group.rows.map((row) => row.variantId));
  const rows = rowsToSend(typed);
  return (
    <ActionForm action={action} label={`Levels of ${dayWords}`} guard onDone={forget} className={s.form}>
      <input type="hidden" name="day" value={day} />
      <input type="hidden" name="rows" value={JSON.stringify(rows)} />
      <table className={s.table} onKeyDown={moveInGrid} onFocus={selectWhole} data-counts={mayCount || undefined}>
        <caption className="sr">Levels of {dayWords}</caption>
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col" className="num">
              On hand
            </th>
            <th scope="col" className="num">
              Promised
            </th>
            <th scope="col">Receive</th>
            {mayCount && <th scope="col">Set to</th>}
            <th scope="col">Will be</th>
            <th scope="col">Low at</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <Group key={group.name} name={group.name}>
            {group.rows.map((row) => (
              <Refusable key={row.variantId} variantId={row.variantId}>
                {(refused) => (
                  <ManyRow
                    row={row}
                    at={order.indexOf(row.variantId)}
                    typed={typed.get(row.variantId) ?? untyped}
                    mayCount={mayCount}
                    refused={refused}
                    onType={(change) => type(row.variantId, change)}
                  />
                )}
              </Refusable>
            ))}
          </Group>
        ))}
      </table>
      <div className={s.foot}>
        <TextField
          name="note"
          label="What is this?"
          placeholder="Morning bake"
          defaultValue="Morning bake"
          maxLength={120}
          required
        />
      </div>
      <SaveBar onDiscard={forget}>{rows.length > 1 ? `Save ${rows.length} rows` : "Save"}</SaveBar>
    </ActionForm>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tbody>
      <tr className={s.group}>
        <th colSpan={7} scope="rowgroup">
          {name}
        </th>
      </tr>
      {children}
    </tbody>
  );
}

/** What the last save was refused for in this row. */
function Refusable({
  variantId,
  children,
}: {
  variantId: string;
  children: (refused: RefusedRow | null) => ReactNode;
}) {
  const { state } = useActionForm();
  const { rows = [] } = (state.refusal?.detail ?? {}) as { rows?: RefusedRow[] };
  return children(rows.find((row) => row.variantId === variantId) ?? null);
}
