"use client";

import { useId } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { CountField } from "@/components/stock/count-field";
import { byCategory } from "@/components/stock/plan-view";
import s from "@/components/stock/stocktake.module.css";
import { Empty } from "@/components/ui/empty";
import type { StocktakeRow } from "@/lib/stock/stocktake-queries";

export type CountRow = StocktakeRow & { at: string };

type Props = { stocktakeId: string; rows: CountRow[]; action: StaffAction | null };

/** Every variant with one large field. What the books say is not shown here: who counts should not be led. */
export function CountList({ stocktakeId, rows, action }: Props) {
  const counted = rows.filter((row) => row.count).length;
  const id = useId();
  if (rows.length === 0) return <Empty title="There is nothing to count here.">This category has no variants.</Empty>;
  return (
    <>
      <p className={s.progress} role="status">
        <progress value={counted} max={rows.length} aria-labelledby={id} />
        <span id={id}>
          {counted} of {rows.length} counted
        </span>
      </p>
      {byCategory(rows).map(([category, ofCategory]) => (
        <section key={category} aria-label={category}>
          <h2 className={s.category}>{category}</h2>
          <ul className={s.counts}>
            {ofCategory.map((row) => (
              <li key={row.variantId} data-counted={row.count ? true : undefined}>
                <CountField stocktakeId={stocktakeId} row={row} action={action} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="mid meta">Count what is packed for orders too: it is here until it is handed over.</p>
    </>
  );
}
