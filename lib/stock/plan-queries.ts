import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { getShop } from "@/lib/settings/queries";
import { listOpenDays } from "@/lib/stock/open-days";
import { mostDaysAhead, type Plan, type PlanCalendar, type PlannedLevel } from "@/lib/stock/rules-of-plan";
import { addDays, type Day, dayOf, fromDate, minuteOf, toDate } from "@/lib/time";

export type StoredPlan = Plan & { version: number; changedBy: string };

type Reader = Pick<Tx, "bakePlan" | "bakePlanLine" | "bakePlanException">;

/** The bake plan with its exceptions from today on; an empty one before the first was saved. */
export async function readPlan(from: Day, reader: Reader = db()): Promise<StoredPlan> {
  const plan = await reader.bakePlan.findFirst();
  const lines = await reader.bakePlanLine.findMany();
  const exceptions = await reader.bakePlanException.findMany({ where: { day: { gte: toDate(from) } } });
  return {
    horizonDays: plan?.horizonDays ?? 28,
    startsOn: plan?.startsOn ? fromDate(plan.startsOn) : null,
    endsOn: plan?.endsOn ? fromDate(plan.endsOn) : null,
    version: plan?.version ?? 0,
    changedBy: plan?.changedBy ?? "",
    lines,
    exceptions: exceptions.map(({ day, ...exception }) => ({ ...exception, day: fromDate(day) })),
  };
}

/** Today and the open days from it on, as far as a plan may look ahead, in the shop's zone. */
export async function readPlanCalendar(now = new Date()): Promise<PlanCalendar> {
  const { timezone } = await getShop();
  const today = dayOf(now, timezone);
  const open = await listOpenDays(today, addDays(today, mostDaysAhead - 1));
  const closes = open.get(today);
  return { today, todayIsOver: closes !== undefined && minuteOf(now, timezone) >= closes, open: new Set(open.keys()) };
}

export type PlannedVariant = { id: string; sku: string; itemName: string; variantName: string; category: string };

/** The variants that are planned by day and on sale, in the catalogue's order. */
export async function listPlannedVariants(reader: Pick<Tx, "$queryRaw"> = db()): Promise<PlannedVariant[]> {
  return reader.$queryRaw<PlannedVariant[]>`
    SELECT v.id, v.sku, i.name AS "itemName", concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')) AS "variantName", c.name AS category
      FROM variants v JOIN items i ON i.id = v.item_id JOIN categories c ON c.id = i.category_id
     WHERE NOT i.keeps AND i.hidden_at IS NULL AND v.hidden_at IS NULL
     ORDER BY c.position, i.position, v.position`;
}

export type PlanLevel = PlannedLevel & { onHand: number; promised: number };

/** What the plan put into the levels of some days so far, and which of them somebody changed by hand since. */
export async function listPlanLevels(from: Day, to: Day, reader: Pick<Tx, "$queryRaw"> = db()): Promise<PlanLevel[]> {
  return reader.$queryRaw<PlanLevel[]>`
    SELECT s.variant_id AS "variantId", to_char(s.day, 'YYYY-MM-DD') AS day, s.on_hand AS "onHand", s.committed + s.held AS promised,
           coalesce(sum(e.on_hand_delta) FILTER (WHERE e.reason = 'planned'), 0)::int AS planned,
           coalesce(bool_or(e.reason IN ('received', 'counted', 'written_off') AND e.order_id IS NULL AND u.id IS NULL), false) AS "byHand"
      FROM stock_levels s
      LEFT JOIN stock_entries e ON e.level_id = s.id AND e.reason IN ('planned', 'received', 'counted', 'written_off')
      LEFT JOIN stock_entries u ON u.undoes_id = e.id AND u.undoes_id IS NOT NULL
     WHERE s.day BETWEEN ${from}::date AND ${to}::date
     GROUP BY s.id`;
}

export type Made = { variantId: string; day: Day; made: number };

/** How many of each variant were made for some past days: what was planned and received, and not taken back. */
export async function listMade(days: readonly Day[]): Promise<Made[]> {
  return db().$queryRaw<Made[]>`
    SELECT s.variant_id AS "variantId", to_char(s.day, 'YYYY-MM-DD') AS day, sum(e.on_hand_delta)::int AS made
      FROM stock_levels s
      JOIN stock_entries e ON e.level_id = s.id AND e.reason IN ('planned', 'received')
      LEFT JOIN stock_entries u ON u.undoes_id = e.id AND u.undoes_id IS NOT NULL
     WHERE s.day = ANY(${[...days]}::date[]) AND u.id IS NULL
     GROUP BY s.id HAVING sum(e.on_hand_delta) > 0`;
}

/** The last days before one that something was made for, newest first, at most eight. */
export async function listMadeDays(before: Day): Promise<Day[]> {
  const rows = await db().$queryRaw<{ day: Day }[]>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day FROM stock_levels WHERE day < ${before}::date AND day > ${before}::date - 90
     GROUP BY stock_levels.day
    HAVING bool_or(EXISTS (SELECT 1 FROM stock_entries e WHERE e.level_id = stock_levels.id AND e.reason IN ('planned', 'received')))
     ORDER BY 1 DESC LIMIT 8`;
  return rows.map((row) => row.day);
}

/** The SKUs of variants, by id. */
export async function listSkus(tx: Tx, variantIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.variant.findMany({ where: { id: { in: [...variantIds] } }, select: { id: true, sku: true } });
  return new Map(rows.map(({ id, sku }) => [id, sku]));
}
