import type { ReactNode } from "react";
import type { OwnRow, Wanted } from "@/components/orders/own/own-view";

type ShelfProps = {
  open: boolean;
  rows: readonly OwnRow[];
  wanted: Wanted;
  left: (variantId: string) => number;
  line: (row: OwnRow) => ReactNode;
};

/** Everything else that is on sale that day, with what is left of it; what is chosen stays in sight. */
export function Shelf({ open, rows, wanted, left, line }: ShelfProps) {
  const chosen = rows.some(({ field }) => (wanted[field] ?? 0) > 0);
  const shown = rows.filter(({ field, variantId }) => left(variantId) > 0 || (wanted[field] ?? 0) > 0);
  return (
    <section className="blk" aria-label="Add something" id="add">
      <details className="later own-shelf" open={open || chosen || undefined}>
        <summary>Add something</summary>
        {shown.length > 0 ? <ul className="lines">{shown.map(line)}</ul> : <p>Nothing else is left for this day.</p>}
      </details>
    </section>
  );
}
