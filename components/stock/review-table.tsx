import { StateMark } from "@/components/layout/admin-icons";
import { signed } from "@/components/stock/ledger-words";
import { type Column, Table } from "@/components/ui/table";
import { differenceOf, shouldBe } from "@/lib/stock/rules-of-stocktake";
import type { StocktakeRow } from "@/lib/stock/stocktake-queries";

type Props = { rows: StocktakeRow[]; settled: boolean; moment: (at: Date) => string; uncounted: number };
type Counted = StocktakeRow & { count: NonNullable<StocktakeRow["count"]> };

/** What was counted beside the books: differences first. */
export function ReviewTable({ rows, settled, moment, uncounted }: Props) {
  const counted = rows.flatMap((row) => (row.count ? [{ ...row, count: row.count }] : []));
  const off = (row: Counted) => (settled ? row.count.counted - row.count.onHandThen : differenceOf(row.count));
  const sorted = [...counted.filter((row) => off(row) !== 0), ...counted.filter((row) => off(row) === 0)];
  const differing = counted.filter((row) => off(row) !== 0).length;
  return (
    <>
      <p className="mid">
        {counted.length} counted, {differing === 0 ? "all as the books say" : `${differing} differ`}.{" "}
        {uncounted > 0 && `${uncounted} were not counted and stay as they are.`}
      </p>
      <Table
        caption="What was counted"
        rows={sorted}
        keyOf={(row) => row.variantId}
        hueOf={(row) => (!settled && tooFew(row) ? "stop" : undefined)}
        columns={columnsOf({ settled, moment, off })}
      />
    </>
  );
}

type Shown = { settled: boolean; moment: (at: Date) => string; off: (row: Counted) => number };

function columnsOf({ settled, moment, off }: Shown): Column<Counted>[] {
  const now: Column<Counted>[] = [
    { head: "Moved since", num: true, cell: ({ count }) => signed(count.moved) || "–" },
    {
      head: "Will be",
      num: true,
      cell: ({ count }) => (
        <span>
          {count.onHand} <b>→ {shouldBe(count)}</b>
        </span>
      ),
    },
  ];
  return [
    { head: "Variant", main: true, cell: (row) => [row.itemName, row.variantName].filter(Boolean).join(", ") },
    { head: "Books then", num: true, cell: ({ count }) => count.onHandThen },
    { head: "Counted", num: true, cell: ({ count }) => <b>{count.counted}</b> },
    { head: "By", cell: ({ count }) => `${count.by}, ${moment(count.at)}` },
    ...(settled ? [] : now),
    { head: "Difference", num: true, cell: (row) => <b>{signed(off(row)) || "0"}</b> },
    { head: "", label: "To look at", cell: (row) => (settled ? null : <Look row={row} off={off(row)} />) },
  ];
}

function tooFew({ count, promised }: Counted): boolean {
  return shouldBe(count) < promised;
}

function Look({ row, off }: { row: Counted; off: number }) {
  if (tooFew(row))
    return (
      <StateMark hue="stop" glyph="cross">
        {row.promised} are promised
      </StateMark>
    );
  if (row.count.near > 0 && off !== 0)
    return (
      <StateMark hue="unsure" glyph="unknown">
        {row.count.near} moved while you counted: look again
      </StateMark>
    );
  return null;
}
