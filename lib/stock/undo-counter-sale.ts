import { type Actor, requirePermission } from "@/lib/actor";
import { fullName } from "@/lib/catalog/rules";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { refuseCommon } from "@/lib/refusal";
import { changeLevels } from "@/lib/stock/change-levels";
import { type CounterSale, saleEvent, saleFields, toSale } from "@/lib/stock/counter-sale";
import { lockLevelFor } from "@/lib/stock/find-level";
import type { UndoSaleInput } from "@/lib/stock/input";
import { refuse } from "@/lib/stock/refusals";
import { undoSaleSeconds } from "@/lib/stock/rules";
import { fromDate } from "@/lib/time";

/**
 * Takes a sale at the counter back within `undoSaleSeconds` of it: its unit returns by an entry of its own. Doing it again changes nothing.
 * Refuses `too_late_to_undo`, `not_found`, `busy`.
 */
export async function undoCounterSale(actor: Actor | null, { key }: UndoSaleInput): Promise<CounterSale> {
  const who = requirePermission(actor, "stock.sell");
  return inTransaction(async (tx) => {
    const found = await tx.counterSale.findUnique({ where: { key }, select: saleFields });
    if (!found) return refuseCommon("not_found", { what: "sale" });
    const level = await lockLevelFor(tx, found.variantId, found.day && fromDate(found.day));
    const undone = await takeBack(tx, key);
    const sale = await tx.counterSale.findUniqueOrThrow({ where: { key }, select: saleFields });
    if (!undone) return sale.undoneAt ? toSale(sale, level) : refuse("too_late_to_undo", {});
    const { quantity } = sale;
    const change = { levelId: level.id, onHand: quantity, committed: 0, held: 0 };
    await changeLevels(tx, who, [change], { reason: "sale_undone" });
    const after = { ...level, onHand: level.onHand + quantity, version: level.version + 1 };
    const name = fullName(sale.itemName, sale.variantName);
    await saleEvent(tx, who, { type: "stock.sale_undone", at: undone, sale, before: level, after, name });
    return toSale(sale, after);
  });
}

async function takeBack(tx: Tx, key: string): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ undoneAt: Date }[]>`
    UPDATE counter_sales SET undone_at = holdfast_now()
     WHERE key = ${key} AND undone_at IS NULL AND sold_at > holdfast_now() - make_interval(secs => ${undoSaleSeconds})
    RETURNING undone_at AS "undoneAt"`;
  return row?.undoneAt ?? null;
}
