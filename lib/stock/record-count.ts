import { type Actor, requirePermission } from "@/lib/actor";
import { lockStocktake } from "@/lib/db/locks-of-stock";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { actorRecord } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import type { StocktakeCountInput } from "@/lib/stock/input-of-stocktake";
import { refuseSettled } from "@/lib/stock/refuse-settled";

/**
 * Records what somebody counted of a variant, beside what the ledger says at this moment and up to which entry. No level changes: selling
 * goes on, and the variant's last number counts. One key records once.
 * Refuses `stocktake_settled`, `not_found` for a variant that the stocktake is not of, `busy`.
 */
export async function recordCount(actor: Actor | null, input: StocktakeCountInput): Promise<void> {
  const who = requirePermission(actor, "stock.count");
  const { stocktakeId, variantId, counted, key } = input;
  await inTransaction(async (tx) => {
    const locked = (await lockStocktake(tx, stocktakeId)) ?? refuseCommon("not_found", { what: "stocktake" });
    if (locked.state !== "open") await refuseSettled(tx, stocktakeId);
    const then = await readLedger(tx, stocktakeId, variantId);
    await tx.stocktakeCount.createMany({
      data: [{ stocktakeId, variantId, counted, key, actor: actorRecord(who), ...then }],
      skipDuplicates: true,
    });
  });
}

type Then = { onHandThen: number; entryThen: bigint; at: Date };

/** On hand and the last entry in one statement, so that they are of one moment: both are stored together, always. */
async function readLedger(tx: Tx, stocktakeId: string, variantId: string): Promise<Then> {
  const [then] = await tx.$queryRaw<Then[]>`
    SELECT coalesce(s.on_hand, 0) AS "onHandThen", holdfast_now() AS at,
           coalesce((SELECT max(id) FROM stock_entries WHERE level_id = s.id), 0) AS "entryThen"
      FROM stocktakes t
      JOIN variants v ON v.id = ${variantId}
      JOIN items i ON i.id = v.item_id AND (t.category_id IS NULL OR i.category_id = t.category_id)
      LEFT JOIN stock_levels s ON s.variant_id = v.id AND s.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE t.day END
     WHERE t.id = ${stocktakeId}`;
  return then ?? refuseCommon("not_found", { what: "variant" });
}
