import { type Actor, requirePermission } from "@/lib/actor";
import { lockBakePlan } from "@/lib/db/locks-of-stock";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { type Applied, applyPlan, planId, stepsNow } from "@/lib/stock/apply-plan";
import type { PlanDayInput } from "@/lib/stock/input-of-plan";
import { listSkus, readPlanCalendar } from "@/lib/stock/plan-queries";
import { requireVersion } from "@/lib/stock/require-version";
import { type Day, toDate } from "@/lib/time";

/**
 * Says what is made on one day, whatever its weekday says, and brings the day's levels to it at once: more, less or none. A variant for
 * which nothing is said follows its weekday again. All of it, or nothing.
 * Refuses `rows_refused` with the orders that need more, `changed_meanwhile`, `busy`. A variant that is gone meanwhile is left out.
 */
export async function setPlanDay(actor: Actor | null, input: PlanDayInput): Promise<Applied> {
  const who = requirePermission(actor, "stock.plan");
  const calendar = await readPlanCalendar();
  return inTransaction(async (tx) => {
    requireVersion(await lockBakePlan(tx), input.version, "plan");
    const openBefore = await stepsNow(tx, calendar);
    const before = await tx.bakePlanException.findMany({ where: { day: toDate(input.day) } });
    await storeDay(tx, input, who.name);
    await tellDay(tx, who, input, before);
    return applyPlan(tx, who, { openBefore, calendar });
  });
}

async function storeDay(tx: Tx, { day, lines }: PlanDayInput, by: string): Promise<void> {
  await tx.bakePlan.updateMany({ data: { changedBy: by, version: { increment: 1 } } });
  await tx.bakePlanException.deleteMany({ where: { day: toDate(day) } });
  await tx.$executeRaw`
    INSERT INTO bake_plan_exceptions (variant_id, day, quantity)
    SELECT v.id, ${day}::date, l.quantity FROM variants v
      JOIN jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS l("variantId" text, quantity int) ON l."variantId" = v.id`;
}

type Told = { day: Day; lines: readonly { variantId: string; quantity: number }[] };

async function tellDay(tx: Tx, who: Actor, { day, lines }: Told, before: Told["lines"]): Promise<void> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const skus = await listSkus(
    tx,
    [...lines, ...before].map((line) => line.variantId),
  );
  const quantities = (of: Told["lines"]) =>
    Object.fromEntries(of.map((line) => [skus.get(line.variantId) ?? line.variantId, line.quantity]));
  await recordEvent(tx, who, {
    type: "plan.day_set",
    at,
    subject: { kind: "plan", id: planId, name: `Bake plan, ${day}` },
    snapshot: { day, exceptions: quantities(lines) },
    previous: { exceptions: quantities(before) },
  });
}
