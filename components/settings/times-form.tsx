"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { OrdersInTimes } from "@/components/pickup/orders-in-times";
import { TimesRows, valuesOf } from "@/components/pickup/times-rows";
import { Section } from "@/components/settings/settings-page";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { CheckField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { Notice } from "@/components/ui/notice";
import { SaveBar } from "@/components/ui/save-bar";
import type { WeekdayTimes } from "@/lib/pickup/queries-of-times";
import type { TimeWithOrders } from "@/lib/pickup/refusals-of-days";

export type TimesOfDay = WeekdayTimes & { words: string };

type TimesFormProps = { week: readonly TimesOfDay[]; version: number; action: StaffAction };

/** The pickup times of each weekday, how much fits into each, and into the day. */
export function TimesForm({ week, version, action }: TimesFormProps) {
  const theirs = Object.fromEntries(week.flatMap((day) => Object.entries(valuesOf(`w${day.weekday}`, day))));
  const labels = Object.fromEntries(Object.keys(theirs).map((name) => [name, labelOf(name, week)]));
  return (
    <ActionForm action={action} about="times" label="Pickup times" guard draft="settings-times">
      <ChangedMeanwhile version={version} theirs={theirs} labels={labels} />
      <Staying />
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

/** The orders whose time would no longer be offered: saved once somebody saw them and said that they stay. */
function Staying() {
  const { state } = useActionForm();
  if (state.refusal?.code !== "orders_would_stay") return null;
  const { times } = state.refusal.detail as { times: TimeWithOrders[] };
  const ids = times.flatMap(({ orders }) => orders.map(({ id }) => id)).join(",");
  return (
    <Notice hue="unsure" glyph="unknown" title="Orders in times that would go">
      <div>
        <OrdersInTimes times={times} label="Orders in times that would go" />
        <CheckField
          key={ids}
          name="staying"
          value={ids}
          label="They keep their times; nobody else can choose these any more"
        />
      </div>
    </Notice>
  );
}

function DayTimes({ day }: { day: TimesOfDay }) {
  return (
    <fieldset aria-label={day.words}>
      <h3>{day.words}</h3>
      <TimesRows prefix={`w${day.weekday}`} times={day} />
    </fieldset>
  );
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
