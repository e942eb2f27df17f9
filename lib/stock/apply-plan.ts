import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockLevelsAt, type NamedLevel } from "@/lib/stock/find-level";
import { listPlanLevels, listPlannedVariants, readPlan } from "@/lib/stock/plan-queries";
import { type RefusedRow, refuse } from "@/lib/stock/refusals";
import { listRefused, type RowCheck } from "@/lib/stock/refuse-rows";
import { type PlanCalendar, type PlanStep, planSteps } from "@/lib/stock/rules-of-plan";
import { addDays } from "@/lib/time";

export const planId = "plan_1";

/** What applying the plan did: levels that changed, and levels that stay as they are because more is promised. */
export type Applied = { changed: number; stuck: RefusedRow[] };

type How = {
  /** The steps that were open before the plan was changed: refuses if a level cannot follow that was not among them. Else such levels stay as they are. */
  openBefore?: readonly PlanStep[];
  /** Of as many days as a plan may look ahead. */
  calendar: PlanCalendar;
};

/**
 * Brings the days' levels to what the plan wants, through the ledger, in a transaction that holds the plan's lock. Doing it again changes
 * nothing. What somebody changed by hand is left alone. After a change of the plan it refuses `rows_refused` with the orders that need the units.
 */
export async function applyPlan(tx: Tx, who: Actor, { openBefore, calendar }: How): Promise<Applied> {
  const first = await stepsNow(tx, calendar);
  if (first.length === 0) return { changed: 0, stuck: [] };
  const levels = await lockLevelsAt(tx, first);
  const wanted = new Set(first.map(keyOf));
  // Again under the locks: what was changed by hand meanwhile is left alone.
  const steps = (await stepsNow(tx, calendar)).filter((step) => wanted.has(keyOf(step)));
  const checks = checksOf(steps, levels);
  const stuck = await listRefused(tx, checks);
  if (openBefore) refuseNew(stuck, steps, openBefore);
  const held = new Set(stuck.map(keyOf));
  const free = checks.filter(({ level }) => !held.has(keyOf(level)));
  await store(tx, who, free);
  return { changed: free.length, stuck };
}

function keyOf({ variantId, day }: { variantId: string; day: string | null }): string {
  return `${variantId} ${day}`;
}

/** What could not follow before, to the same number, is no reason to refuse a change that is about something else. */
function refuseNew(stuck: readonly RefusedRow[], steps: readonly PlanStep[], openBefore: readonly PlanStep[]): void {
  const known = new Set(openBefore.map((step) => `${keyOf(step)} ${step.wanted}`));
  const wanted = new Map(steps.map((step) => [keyOf(step), step.wanted]));
  const rows = stuck.filter((row) => !known.has(`${keyOf(row)} ${wanted.get(keyOf(row))}`));
  if (rows.length > 0) refuse("rows_refused", { rows });
}

/** What must change for every level to be as planned, as of now. */
export async function stepsNow(tx: Tx, calendar: PlanCalendar): Promise<PlanStep[]> {
  const { today } = calendar;
  const plan = await readPlan(today, tx);
  const levels = await listPlanLevels(today, addDays(today, plan.horizonDays - 1), tx);
  const variants = (await listPlannedVariants(tx)).map(({ id }) => id);
  return planSteps(plan, calendar, variants, levels);
}

function checksOf(steps: readonly PlanStep[], levels: readonly NamedLevel[]): RowCheck[] {
  const changes = new Map(steps.map((step) => [keyOf(step), step.change]));
  return levels.flatMap((level) => {
    const change = changes.get(keyOf(level));
    return change ? [{ level, left: level.onHand + change }] : [];
  });
}

async function store(tx: Tx, who: Actor, checks: readonly RowCheck[]): Promise<void> {
  const changes = checks.map(({ level, left }) => ({
    levelId: level.id,
    onHand: left - level.onHand,
    committed: 0,
    held: 0,
  }));
  const [made] = await changeLevels(tx, who, changes, { reason: "planned", cause: { kind: "plan", id: planId } });
  if (!made) return;
  const days = [...new Set(checks.map(({ level }) => level.day ?? ""))].sort();
  await recordEvent(tx, who, {
    type: "plan.applied",
    at: made.at,
    subject: { kind: "plan", id: planId, name: "Bake plan" },
    snapshot: { levels: checks.length, from: days[0] ?? "", to: days.at(-1) ?? "" },
  });
}
