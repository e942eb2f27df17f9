import { Bars } from "@/components/reports/bars";
import { busiest, HeatMap } from "@/components/reports/heat-map";
import { Ranks } from "@/components/reports/ranks";
import { Report } from "@/components/reports/report";
import {
  channelWords,
  counts,
  stateWords,
  stepWords,
  tickWords,
  weekdayNames,
} from "@/components/reports/report-words";
import s from "@/components/reports/reports.module.css";
import { csvOf, type View } from "@/components/reports/view";
import { Table } from "@/components/ui/table";
import { formatMoney } from "@/lib/money";
import { type Step, startOf } from "@/lib/reports/rules";
import type { Sales, Sum } from "@/lib/reports/sales";

type Props = { sales: Sales; view: View };

const when: Record<Step, string> = { day: "on", week: "in the week from", month: "in" };

/** Money by day, week or month. */
export function SalesReport({ sales, view }: Props) {
  const { step, today, place } = view;
  const money = (minor: number) => formatMoney(minor, place.currency, place.locale);
  const best = sales.steps.reduce((most, sum) => (sum.totalMinor > most.totalMinor ? sum : most), sales.steps[0]!);
  const bars = sales.steps.map(({ start, orders, totalMinor }) => ({
    key: start,
    words: tickWords(start, step, place.locale, sales.steps.length <= 7),
    value: totalMinor,
    says: `${stepWords(start, step, place.locale)}: ${money(totalMinor)}, ${ordersWords(orders, place.locale)}`,
    mark: start === startOf(today, step) || undefined,
  }));
  const none = sales.total.totalMinor === 0;
  const says = none ? "" : `most ${when[step]} ${stepWords(best.start, step, place.locale)}: ${money(best.totalMinor)}`;
  return (
    <div className={s.wide}>
      <Report
        id="sales"
        title={`Sales by ${step}`}
        says={says}
        csv={csvOf("sales", view)}
        empty={none ? "Nothing was sold on these days." : null}
        table={
          <Table
            caption={`Sales by ${step}`}
            rows={[...sales.steps].reverse()}
            keyOf={({ start }) => start}
            columns={[
              {
                head: step === "day" ? "Day" : "From",
                cell: ({ start }) => stepWords(start, step, place.locale),
                main: true,
              },
              { head: "Orders", cell: ({ orders }) => counts(place.locale)(orders), num: true },
              { head: "Sold", cell: ({ totalMinor }) => money(totalMinor), num: true },
            ]}
          />
        }
      >
        <Bars label={`Sales by ${step}: ${says}. All in the table below.`} bars={bars} top={money(best.totalMinor)} />
      </Report>
    </div>
  );
}

/** Orders by weekday and hour. */
export function HoursReport({ sales, view }: Props) {
  const { locale } = view.place;
  const rows = weekdayNames(locale, "long").flatMap((day, weekday) =>
    (sales.hours[weekday] ?? []).flatMap((orders, hour) => (orders ? [{ day, hour, orders }] : [])),
  );
  return (
    <div className={s.most}>
      <Report
        id="hours"
        title="When orders come in"
        says={busiest(sales.hours, locale)}
        csv={csvOf("hours", view)}
        empty={rows.length === 0 ? "No order came in on these days." : null}
        table={
          <Table
            caption="Orders by weekday and hour"
            rows={rows}
            keyOf={({ day, hour }) => `${day} ${hour}`}
            columns={[
              { head: "Weekday and hour", cell: ({ day, hour }) => `${day}, ${hour} to ${hour + 1}`, main: true },
              { head: "Orders", cell: ({ orders }) => counts(locale)(orders), num: true },
            ]}
          />
        }
      >
        <HeatMap hours={sales.hours} locale={locale} />
      </Report>
    </div>
  );
}

/** Orders by state and by channel. */
export function OrdersReport({ sales, view }: Props) {
  const { place } = view;
  const money = (minor: number) => formatMoney(minor, place.currency, place.locale);
  const states = sales.statuses
    .filter(({ orders }) => orders > 0)
    .map(({ key, ...sum }) => ({ name: stateWords(key), ...sum }));
  const channels = sales.channels.map(({ key, ...sum }) => ({ name: channelWords(key), ...sum }));
  const all = states.reduce((sum, { orders }) => sum + orders, 0);
  return (
    <div className={s.rest}>
      <Report
        id="orders"
        title="Orders by state and channel"
        says={`${ordersWords(all, place.locale)} placed, those cancelled and not collected with them`}
        csv={csvOf("orders", view)}
        empty={states.length + channels.length === 0 ? "No order came in on these days." : null}
        table={
          <Table
            caption="Orders by state and channel"
            rows={[...states, ...channels]}
            keyOf={({ name }) => name}
            columns={[
              { head: "State or channel", cell: ({ name }) => name, main: true },
              { head: "Orders", cell: ({ orders }) => counts(place.locale)(orders), num: true },
              { head: "Worth", cell: ({ totalMinor }) => money(totalMinor), num: true },
            ]}
          />
        }
      >
        <Ranks
          label="Orders by state"
          rows={states.map((row) => rank(row, row.orders, ordersWords(row.orders, place.locale)))}
        />
        <Ranks
          label="Sales by channel"
          rows={channels.map((row) => rank(row, row.totalMinor, money(row.totalMinor)))}
        />
      </Report>
    </div>
  );
}

function rank({ name }: Sum & { name: string }, value: number, figure: string) {
  return { key: name, name, parts: [{ value, fill: "ink" as const }], figure };
}

function ordersWords(count: number, locale: string): string {
  return `${counts(locale)(count)} ${count === 1 ? "order" : "orders"}`;
}
