import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import type { ClosedRow, ClosePolicy } from "@/lib/stock/rules-of-close";
import { type Day, fromDate } from "@/lib/time";

export type CloseRules = { closesByItself: boolean; afterMinutes: number; version: number };

/** Whether and when a day closes by itself. */
export async function getCloseRules(): Promise<CloseRules> {
  const rules = await db().closeRules.findFirst({
    select: { closesByItself: true, afterMinutes: true, version: true },
  });
  return rules ?? { closesByItself: true, afterMinutes: 60, version: 0 };
}

/** A variant as it stands at the close of a day: what is left of it, what is promised, and what becomes of the rest. */
export type LeftRow = {
  variantId: string;
  sku: string;
  name: string;
  atClose: ClosePolicy;
  left: number;
  promised: number;
};

/** What is left for a day, of every variant that is made by day, in the catalogue's order. */
export async function listLeft(day: Day): Promise<LeftRow[]> {
  return db().$queryRaw<LeftRow[]>`
    SELECT v.id AS "variantId", v.sku, concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, '')) AS name, v.at_close AS "atClose",
           coalesce(s.on_hand - s.committed - s.held, 0) AS left, coalesce(s.committed + s.held, 0) AS promised
      FROM variants v
      JOIN items i ON i.id = v.item_id
      JOIN categories c ON c.id = i.category_id
      LEFT JOIN stock_levels s ON s.variant_id = v.id AND s.day = ${day}::date
     WHERE NOT i.keeps AND ((v.hidden_at IS NULL AND i.hidden_at IS NULL) OR s.on_hand > 0)
     ORDER BY c.position, i.position, v.position`;
}

/** Past days with units that nobody needs: they came free after the day was closed, or it was not closed yet. Newest first, at most 14. */
export async function listUnclosed(before: Day): Promise<{ day: Day; left: number }[]> {
  return db().$queryRaw<{ day: Day; left: number }[]>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(on_hand - committed - held)::int AS left FROM stock_levels
     WHERE day < ${before}::date AND on_hand - committed - held > 0
     GROUP BY stock_levels.day ORDER BY stock_levels.day DESC LIMIT 14`;
}

export type ClosingRow = {
  id: string;
  day: Day;
  at: Date;
  actor: { kind: Actor["kind"]; name?: string };
  byItself: boolean;
  toDay: Day | null;
  rows: ClosedRow[];
};

/** The last closings, newest first, at most 30. */
export async function listClosings(): Promise<ClosingRow[]> {
  const rows = await db().dayClosing.findMany({ orderBy: [{ at: "desc" }, { id: "desc" }], take: 30 });
  return rows.map(({ day, toDay, actor, rows: left, ...closing }) => ({
    ...closing,
    day: fromDate(day),
    toDay: toDay && fromDate(toDay),
    actor: actor as ClosingRow["actor"],
    rows: left as ClosedRow[],
  }));
}
