import { Ranks } from "@/components/reports/ranks";
import { Report } from "@/components/reports/report";
import { hoursWords, type Place } from "@/components/reports/report-words";
import s from "@/components/reports/reports.module.css";
import { csvOf, type View } from "@/components/reports/view";
import { Table } from "@/components/ui/table";
import { throughByVariant, type VariantThrough } from "@/lib/reports/rules-summary";
import type { SellThrough } from "@/lib/reports/sell-through";
import { dayOf, formatShortDay, formatTime } from "@/lib/time";

/** What became of the days' stock, and how soon it was gone. */
export function SellThroughReport({ rows, view }: { rows: readonly SellThrough[]; view: View }) {
  const variants = throughByVariant(rows);
  const [made, sold] = [total(variants, "made"), total(variants, "sold")];
  return (
    <div className={s.wide}>
      <Report
        id="sell-through"
        title="Sell-through"
        says={made ? `${sold} of ${made} made for these pickup days were sold, ${percent(sold, made)}` : ""}
        csv={csvOf("sell-through", view)}
        empty={variants.length === 0 ? "Nothing was made for these days." : null}
        table={<DaysTable rows={rows} place={view.place} />}
      >
        <p className={s.keys} aria-hidden="true">
          <span className={s.key} data-fill="ink">
            sold
          </span>
          <span className={s.key} data-fill="hatch">
            wasted
          </span>
          <span className={s.key}>left</span>
        </p>
        <Ranks label="Sell-through by variant" rows={variants.map(rankOf)} />
      </Report>
    </div>
  );
}

function rankOf(row: VariantThrough) {
  const { variantId, made, sold, wasted } = row;
  return {
    key: variantId,
    name: nameOf(row),
    parts: [
      { value: sold, fill: "ink" as const },
      { value: wasted, fill: "hatch" as const },
      { value: made - sold - wasted, fill: "open" as const },
    ],
    figure: percent(sold, made),
    under: `${sold} of ${made}${wasted ? `, ${wasted} wasted` : ""}${goneWords(row)}`,
  };
}

function goneWords({ days, soldOutDays, hoursToSoldOut }: VariantThrough): string {
  if (soldOutDays === 0 || hoursToSoldOut === null) return "";
  const when = days === 1 ? "sold out" : `sold out on ${soldOutDays} of ${days} days`;
  return `; ${when} after ${hoursWords(hoursToSoldOut)}`;
}

function DaysTable({ rows, place }: { rows: readonly SellThrough[]; place: Place }) {
  return (
    <Table
      caption="Sell-through by pickup day and variant"
      rows={rows}
      keyOf={({ day, variantId }) => `${day} ${variantId}`}
      columns={[
        { head: "Variant", cell: nameOf, main: true },
        { head: "For", cell: ({ day }) => formatShortDay(day, place.locale) },
        { head: "Made", cell: ({ made }) => made, num: true },
        { head: "Sold", cell: ({ sold }) => sold, num: true },
        { head: "Wasted", cell: ({ wasted }) => wasted, num: true },
        { head: "Sold out", cell: (row) => soldOutWords(row, place) },
      ]}
    />
  );
}

function soldOutWords({ day, soldOutAt }: SellThrough, { locale, timezone }: Place): string {
  if (!soldOutAt) return "";
  const time = formatTime(soldOutAt, locale, timezone);
  const on = dayOf(soldOutAt, timezone);
  return on === day ? time : `${formatShortDay(on, locale)} ${time}`;
}

function nameOf({ itemName, variantName }: { itemName: string; variantName: string }): string {
  return [itemName, variantName].filter(Boolean).join(", ");
}

function total(variants: readonly VariantThrough[], field: "made" | "sold"): number {
  return variants.reduce((sum, variant) => sum + variant[field], 0);
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)}%`;
}
