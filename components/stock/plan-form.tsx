"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/stock/plan.module.css";
import { PlanGrid } from "@/components/stock/plan-grid";
import type { LastMade, WeekdayName } from "@/components/stock/plan-view";
import { RefusedLevels } from "@/components/stock/refused-levels";
import { ActionForm } from "@/components/ui/action-form";
import { QuantityField, TextField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { PlannedVariant, StoredPlan } from "@/lib/stock/plan-queries";
import { mostDaysAhead } from "@/lib/stock/rules-of-plan";

export type Weekday = WeekdayName & { weekday: number; open: boolean };

type Props = {
  plan: StoredPlan;
  variants: PlannedVariant[];
  weekdays: Weekday[];
  last: Readonly<Record<number, LastMade>>;
  /** Null for who may only look. */
  action: StaffAction | null;
};

const nothing: StaffAction = async () => ({});

/** The week's numbers, and how far and how long they hold. Saved, they are the levels of the days ahead. */
export function PlanForm({ plan, variants, weekdays, last, action }: Props) {
  return (
    <ActionForm action={action ?? nothing} label="Bake plan" guard draft="bake-plan" className={s.form}>
      <RefusedLevels />
      <PlanGrid plan={plan} variants={variants} weekdays={weekdays} last={last} locked={action === null} />
      <fieldset className={s.settings} disabled={action === null}>
        <legend>How far it reaches</legend>
        <QuantityField
          name="horizonDays"
          label="Days made ahead"
          min={1}
          max={mostDaysAhead}
          defaultValue={plan.horizonDays}
          hint="Each night the next day is made."
        />
        <TextField
          name="startsOn"
          label="Holds from"
          type="date"
          defaultValue={plan.startsOn ?? ""}
          hint="Empty: from now on."
        />
        <TextField
          name="endsOn"
          label="Holds until"
          type="date"
          defaultValue={plan.endsOn ?? ""}
          hint="Empty: for ever."
        />
      </fieldset>
      <ChangedMeanwhile
        version={plan.version}
        theirs={valuesOf(plan, variants, weekdays)}
        labels={labelsOf(variants, weekdays)}
      />
      {action && <SaveBar>Save the plan</SaveBar>}
    </ActionForm>
  );
}

function valuesOf(plan: StoredPlan, variants: PlannedVariant[], weekdays: Weekday[]): Record<string, string> {
  const lines = new Map(plan.lines.map((line) => [`${line.variantId}.${line.weekday}`, String(line.quantity)]));
  const cells = variants.flatMap(({ id }) => weekdays.map(({ weekday }) => `${id}.${weekday}`));
  return {
    ...Object.fromEntries(cells.map((cell) => [cell, lines.get(cell) ?? ""])),
    horizonDays: String(plan.horizonDays),
    startsOn: plan.startsOn ?? "",
    endsOn: plan.endsOn ?? "",
  };
}

function labelsOf(variants: PlannedVariant[], weekdays: Weekday[]): Record<string, string> {
  const cells = variants.flatMap(({ id, itemName, variantName }) =>
    weekdays.map(({ weekday, short }) => [
      `${id}.${weekday}`,
      `${[itemName, variantName].filter(Boolean).join(" ")}, ${short}`,
    ]),
  );
  return {
    ...Object.fromEntries(cells),
    horizonDays: "Days made ahead",
    startsOn: "Holds from",
    endsOn: "Holds until",
  };
}
