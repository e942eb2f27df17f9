import { lockBakePlan } from "@/lib/db/locks-of-stock";
import { inTransaction } from "@/lib/db/transaction";
import { type Applied, applyPlan } from "@/lib/stock/apply-plan";
import { readPlanCalendar } from "@/lib/stock/plan-queries";

/**
 * Makes the levels of the days that the plan now reaches. Doing it again changes nothing, whoever else does it at once. A level of which
 * more is promised than the plan wants stays as it is.
 */
export async function keepPlan(now = new Date()): Promise<Applied> {
  const calendar = await readPlanCalendar(now);
  return inTransaction(async (tx) => {
    await lockBakePlan(tx);
    return applyPlan(tx, { kind: "system", name: "Bake plan" }, { calendar });
  });
}
