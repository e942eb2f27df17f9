import { Ranks } from "@/components/reports/ranks";
import { Report } from "@/components/reports/report";
import { counts } from "@/components/reports/report-words";
import { csvOf, type View } from "@/components/reports/view";
import { Table } from "@/components/ui/table";
import { formatMoney } from "@/lib/money";
import { byItem } from "@/lib/reports/rules-summary";
import type { VariantSales } from "@/lib/reports/units";

const shown = 10;

/** Money and units by item; by variant in the table. */
export function ItemsReport({ sales, view }: { sales: readonly VariantSales[]; view: View }) {
  const { currency, locale } = view.place;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const count = counts(locale);
  const items = byItem(sales);
  const rest = items.length - shown;
  return (
    <Report
      id="items"
      title="Items sold"
      says={rest > 0 ? `the first ${shown} of ${items.length}, by money` : "by money"}
      csv={csvOf("items", view)}
      empty={items.length === 0 ? "Nothing was sold on these days." : null}
      table={
        <Table
          caption="Sales by variant"
          rows={sales}
          keyOf={({ variantId }) => variantId}
          columns={[
            {
              head: "Variant",
              cell: ({ itemName, variantName }) => [itemName, variantName].filter(Boolean).join(", "),
              main: true,
            },
            { head: "SKU", cell: ({ sku }) => sku, quietOnPhone: true },
            { head: "Units", cell: ({ units }) => count(units), num: true },
            { head: "Sold", cell: ({ totalMinor }) => money(totalMinor), num: true },
          ]}
        />
      }
    >
      <Ranks
        label="Items sold"
        rows={items.slice(0, shown).map(({ itemId, itemName, units, totalMinor }) => ({
          key: itemId,
          name: itemName,
          parts: [{ value: totalMinor, fill: "ink" }],
          figure: money(totalMinor),
          under: `${count(units)} ${units === 1 ? "unit" : "units"}`,
        }))}
      />
    </Report>
  );
}
