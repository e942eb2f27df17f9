"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/stock/close.module.css";
import { ActionForm } from "@/components/ui/action-form";
import { CheckField, QuantityField, SelectField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { Empty } from "@/components/ui/empty";
import { SaveBar } from "@/components/ui/save-bar";
import { type Column, Table } from "@/components/ui/table";
import type { CloseRules, LeftRow } from "@/lib/stock/close-queries";
import { closePolicies } from "@/lib/stock/rules-of-close";

type Props = { rules: CloseRules; rows: LeftRow[]; action: StaffAction | null };

const nothing: StaffAction = async () => ({});
const policies = Object.entries(closePolicies).map(([value, words]) => ({ value, words }));

/** What becomes of what is left, by variant, and when. */
export function CloseForm({ rules, rows, action }: Props) {
  if (rows.length === 0) return <Empty title="Nothing is made by day yet.">Goods that keep stay on the shelf.</Empty>;
  return (
    <ActionForm action={action ?? nothing} label="Close of day" guard className={s.form}>
      <Table
        caption="What is left today"
        columns={columnsOf(action === null)}
        rows={rows}
        keyOf={(row) => row.variantId}
      />
      <fieldset className={s.settings} disabled={action === null}>
        <CheckField
          name="closesByItself"
          label="Days close by themselves"
          defaultChecked={rules.closesByItself}
          hint="Once a day, also when the shop’s computer was off."
        />
        <QuantityField
          name="afterMinutes"
          label="Minutes after closing time"
          min={0}
          max={1440}
          defaultValue={rules.afterMinutes}
        />
      </fieldset>
      <ChangedMeanwhile version={rules.version} theirs={valuesOf(rules, rows)} labels={labelsOf(rows)} />
      {action && <SaveBar>Save</SaveBar>}
    </ActionForm>
  );
}

function columnsOf(locked: boolean): Column<LeftRow>[] {
  return [
    { head: "Variant", main: true, cell: (row) => row.name },
    { head: "Left", num: true, cell: (row) => row.left },
    { head: "Promised, stays", num: true, cell: (row) => row.promised || "–" },
    {
      head: "What is left becomes",
      cell: (row) =>
        locked ? (
          closePolicies[row.atClose]
        ) : (
          <div className={s.policy}>
            <SelectField
              name={row.variantId}
              label={`What is left of ${row.name} becomes`}
              quiet
              defaultValue={row.atClose}
              options={policies}
            />
          </div>
        ),
    },
  ];
}

function valuesOf(rules: CloseRules, rows: LeftRow[]): Record<string, string> {
  const chosen = Object.fromEntries(rows.map((row) => [row.variantId, row.atClose]));
  return { ...chosen, closesByItself: rules.closesByItself ? "on" : "", afterMinutes: String(rules.afterMinutes) };
}

function labelsOf(rows: LeftRow[]): Record<string, string> {
  const names = Object.fromEntries(rows.map((row) => [row.variantId, row.name]));
  return { ...names, closesByItself: "Days close by themselves", afterMinutes: "Minutes after closing time" };
}
