import type { Tx } from "@/lib/db/transaction";
import { refuse } from "@/lib/stock/refusals";

/** Refuses `stocktake_settled`, saying who settled it. */
export async function refuseSettled(tx: Tx, stocktakeId: string): Promise<never> {
  const { state, settledBy } = await tx.stocktake.findUniqueOrThrow({
    where: { id: stocktakeId },
    select: { state: true, settledBy: true },
  });
  const by = (settledBy as { name?: string } | null)?.name ?? "somebody";
  return refuse("stocktake_settled", { state, by });
}
