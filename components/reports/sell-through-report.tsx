import { Ranks } from "@/components/reports/ranks";
import { Report } from "@/components/reports/report";
import { counts, hoursWords, type Place } from "@/components/reports/report-words";
import s from "@/components/reports/reports.module.css";
import { csvOf, type View } from "@/components/reports/view";
import { Table } from "@/components/ui/table";
import type { SellThrough, VariantThrough } from "@/lib/reports/sell-through";
import { dayOf, formatShortDay, formatTime } from "@/lib/time";

type Props = {
  variants: readonly VariantThrough[];
  /** The newest of the rows that the file has. */
  newest: readonly SellThrough[];
  view: View;
};

/** What became of the days' stock, and how soon it was gone. */
export function SellThroughReport({ variants, newest, view }: Props) {
  const number = counts(view.place.locale);
  const [made, sold] = [total(variants, "made"), total(variants, "sold")];
  return (
    <div className={s.wide}>
      <Report
        id="sell-through"
        title="Sell-through"
        says={
          made ? `${number(sold)} of ${number(made)} made for these pickup days were sold, ${percent(sold, made)}` : ""
        }
        csv={csvOf("sell-through", view)}
        empty={variants.length === 0 ? "Nothing was made for these days." : null}
        table={<DaysTable rows={newest} all={total(variants, "days")} place={view.place} />}
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
        <Ranks label="Sell-through by variant" rows={variants.map((row) => rankOf(row, number))} />
      </Report>
    </div>
  );
}

function rankOf(row: VariantThrough, number: (count: number) => string) {
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
    under: `${number(sold)} of ${number(made)}${wasted ? `, ${number(wasted)} wasted` : ""}${goneWords(row)}`,
  };
}

function goneWords({ days, soldOutDays, hoursToSoldOut }: VariantThrough): string {
  if (soldOutDays === 0 || hoursToSoldOut === null) return "";
  const when = days === 1 ? "sold out" : `sold out on ${soldOutDays} of ${days} days`;
  return `; ${when} after ${hoursWords(hoursToSoldOut)}`;
}

function DaysTable({ rows, all, place }: { rows: readonly SellThrough[]; all: number; place: Place }) {
  return (
    <>
      {rows.length < all && (
        <p className="meta mid">
          The newest {rows.length} of {counts(place.locale)(all)} rows. The CSV file has all of them.
        </p>
      )}
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
    </>
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

function total(variants: readonly VariantThrough[], field: "made" | "sold" | "days"): number {
  return variants.reduce((sum, variant) => sum + variant[field], 0);
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)}%`;
}
