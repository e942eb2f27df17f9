import { Ranks } from "@/components/reports/ranks";
import { Report } from "@/components/reports/report";
import { counts } from "@/components/reports/report-words";
import { csvOf, type View } from "@/components/reports/view";
import { Table } from "@/components/ui/table";
import { formatMoney } from "@/lib/money";
import type { RefusedDemand } from "@/lib/reports/refused";

const shown = 10;

/** What customers asked for and could not get. */
export function RefusedReport({ refused, view }: { refused: readonly RefusedDemand[]; view: View }) {
  const { currency, locale } = view.place;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const name = ({ itemName, variantName }: RefusedDemand) => [itemName, variantName].filter(Boolean).join(", ");
  const count = counts(locale);
  const missing = refused.reduce((sum, row) => sum + row.missing, 0);
  const worth = refused.reduce((sum, row) => sum + row.worthMinor, 0);
  return (
    <Report
      id="refused"
      title="Asked for, and not to be had"
      says={missing ? `${count(missing)} more would have gone, worth ${money(worth)}; a second try counts again` : ""}
      csv={csvOf("refused", view)}
      empty={refused.length === 0 ? "Nobody asked for more than there was." : null}
      table={
        <Table
          caption="Refused demand by variant"
          rows={refused}
          keyOf={({ variantId }) => variantId}
          columns={[
            { head: "Variant", cell: name, main: true },
            { head: "Times", cell: ({ times }) => count(times), num: true },
            { head: "Units missing", cell: ({ missing }) => count(missing), num: true },
            { head: "Worth", cell: ({ worthMinor }) => money(worthMinor), num: true },
          ]}
        />
      }
    >
      <Ranks
        label="Units that were missing"
        rows={refused.slice(0, shown).map((row) => ({
          key: row.variantId,
          name: name(row),
          parts: [{ value: row.missing, fill: "hatch" }],
          figure: count(row.missing),
          under: `refused ${row.times === 1 ? "once" : `${count(row.times)} times`}`,
        }))}
      />
    </Report>
  );
}
