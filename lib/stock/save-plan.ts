import { type Actor, requirePermission } from "@/lib/actor";
import { lockBakePlan } from "@/lib/db/locks-of-stock";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { type Applied, applyPlan, planId, stepsNow } from "@/lib/stock/apply-plan";
import type { PlanInput } from "@/lib/stock/input-of-plan";
import { listSkus, readPlan, readPlanCalendar, type StoredPlan } from "@/lib/stock/plan-queries";
import { requireVersion } from "@/lib/stock/require-version";
import { toDate } from "@/lib/time";

/**
 * Saves the bake plan, and brings the days' levels to it at once: all of it, or nothing.
 * Refuses `rows_refused` with every level that would fall below what is promised and the orders that need it, `changed_meanwhile`,
 * `busy`. A variant that is gone meanwhile is left out.
 */
export async function savePlan(actor: Actor | null, input: PlanInput): Promise<Applied> {
  const who = requirePermission(actor, "stock.plan");
  const calendar = await readPlanCalendar();
  return inTransaction(async (tx) => {
    requireVersion(await lockBakePlan(tx), input.version, "plan");
    const before = await readPlan(calendar.today, tx);
    const openBefore = await stepsNow(tx, calendar);
    await storePlan(tx, input, who.name);
    await tellPlan(tx, who, before, input);
    return applyPlan(tx, who, { openBefore, calendar });
  });
}

async function storePlan(tx: Tx, { horizonDays, startsOn, endsOn, lines }: PlanInput, by: string): Promise<void> {
  await tx.bakePlan.updateMany({
    data: {
      horizonDays,
      startsOn: startsOn && toDate(startsOn),
      endsOn: endsOn && toDate(endsOn),
      changedBy: by,
      version: { increment: 1 },
    },
  });
  await tx.bakePlanLine.deleteMany({ where: { variantId: { in: [...new Set(lines.map((line) => line.variantId))] } } });
  await tx.$executeRaw`
    INSERT INTO bake_plan_lines (variant_id, weekday, quantity)
    SELECT v.id, l.weekday, l.quantity FROM variants v
      JOIN jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS l("variantId" text, weekday int, quantity int) ON l."variantId" = v.id
     WHERE l.quantity > 0`;
}

async function tellPlan(tx: Tx, who: Actor, before: StoredPlan, after: PlanInput): Promise<void> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const known = new Map(before.lines.map((line) => [`${line.variantId}.${line.weekday}`, line.quantity]));
  const changed = after.lines.filter((line) => (known.get(`${line.variantId}.${line.weekday}`) ?? 0) !== line.quantity);
  const settings = ({ horizonDays, startsOn, endsOn }: Pick<PlanInput, "horizonDays" | "startsOn" | "endsOn">) => ({
    horizonDays,
    startsOn,
    endsOn,
  });
  const was = changed.map((line) => ({ ...line, quantity: known.get(`${line.variantId}.${line.weekday}`) ?? 0 }));
  const skus = await listSkus(
    tx,
    changed.map((line) => line.variantId),
  );
  const named = (lines: PlanInput["lines"]) =>
    lines.map(({ variantId, ...line }) => ({ sku: skus.get(variantId) ?? variantId, ...line }));
  await recordEvent(tx, who, {
    type: "plan.saved",
    at,
    subject: { kind: "plan", id: planId, name: "Bake plan" },
    snapshot: { ...settings(after), lines: named(changed) },
    previous: { ...settings(before), lines: named(was) },
  });
}
