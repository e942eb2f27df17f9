import { type Actor, requirePermission } from "@/lib/actor";
import { lockStocktake } from "@/lib/db/locks-of-stock";
import { inTransaction } from "@/lib/db/transaction";
import { actorRecord, recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import type { StocktakeInput } from "@/lib/stock/input-of-stocktake";
import { refuseSettled } from "@/lib/stock/refuse-settled";

/** Drops a stocktake: no level changes, and what was counted stays to be read. Refuses `stocktake_settled`, `not_found`, `busy`. */
export async function dropStocktake(actor: Actor | null, { stocktakeId: id }: StocktakeInput): Promise<void> {
  const who = requirePermission(actor, "stock.count");
  await inTransaction(async (tx) => {
    const locked = (await lockStocktake(tx, id)) ?? refuseCommon("not_found", { what: "stocktake" });
    if (locked.state !== "open") await refuseSettled(tx, id);
    const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
    const settled = { state: "dropped", settledAt: at, settledBy: actorRecord(who) };
    const { name } = await tx.stocktake.update({ where: { id }, data: settled, select: { name: true } });
    await recordEvent(tx, who, {
      type: "stock.stocktake_dropped",
      at,
      subject: { kind: "stock", id, name: `Stocktake: ${name}` },
      snapshot: { state: "dropped" },
      previous: { state: "open" },
    });
  });
}
