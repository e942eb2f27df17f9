import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { actorRecord, recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import { refuseCommon } from "@/lib/refusal";
import type { OpenStocktakeInput } from "@/lib/stock/input-of-stocktake";
import { toDate } from "@/lib/time";

/**
 * Opens a stocktake of a day's levels and of goods that keep, or of one category. Selling goes on. Returns its id.
 * Refuses `not_found` for a category that is gone, `busy`.
 */
export async function openStocktake(actor: Actor | null, input: OpenStocktakeInput): Promise<string> {
  const who = requirePermission(actor, "stock.count");
  const { day, categoryId } = input;
  const id = newId("stk");
  await inTransaction(async (tx) => {
    const category =
      categoryId && (await tx.category.findUnique({ where: { id: categoryId }, select: { name: true } }));
    if (categoryId && !category) refuseCommon("not_found", { what: "category" });
    const name = input.name || (category ? category.name : "Everything");
    const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
    const data = { id, day: toDate(day), categoryId, name, openedAt: at, openedBy: actorRecord(who) };
    await tx.stocktake.create({ data, select: { id: true } });
    await recordEvent(tx, who, {
      type: "stock.stocktake_opened",
      at,
      subject: { kind: "stock", id, name: `Stocktake: ${name}` },
      snapshot: { day, categoryId, name },
    });
  });
  return id;
}
