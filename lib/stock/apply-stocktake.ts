import { type Actor, requirePermission } from "@/lib/actor";
import { lockStocktake } from "@/lib/db/locks-of-stock";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { actorRecord, recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockLevelsAt, type NamedLevel } from "@/lib/stock/find-level";
import type { StocktakeInput } from "@/lib/stock/input-of-stocktake";
import { refuse } from "@/lib/stock/refusals";
import { type RowCheck, refuseRows } from "@/lib/stock/refuse-rows";
import { refuseSettled } from "@/lib/stock/refuse-settled";
import { shouldBe } from "@/lib/stock/rules-of-stocktake";
import { listStocktakeRows, type StocktakeRow } from "@/lib/stock/stocktake-queries";

/**
 * Applies a stocktake: every level that was counted gets what was counted and what moved since, through the ledger, all at once or not at
 * all, and once. What was sold while people counted stays sold. Returns how many levels changed.
 * Refuses `rows_refused` with every level that would fall below what is promised and the orders that need it, `stocktake_settled`,
 * `nothing_counted`, `not_found`, `busy`.
 */
export async function applyStocktake(actor: Actor | null, { stocktakeId }: StocktakeInput): Promise<number> {
  const who = requirePermission(actor, "stock.count");
  return inTransaction(async (tx) => {
    const locked = (await lockStocktake(tx, stocktakeId)) ?? refuseCommon("not_found", { what: "stocktake" });
    if (locked.state !== "open") await refuseSettled(tx, stocktakeId);
    const before = (await listStocktakeRows(stocktakeId, tx)).filter((row) => row.count);
    if (before.length === 0) refuse("nothing_counted", {});
    const levels = await lockLevelsAt(tx, before);
    // Read again under the locks: what moved until now counts, and nothing moves any more.
    const checks = checksOf(await listStocktakeRows(stocktakeId, tx), levels);
    await refuseRows(tx, checks);
    return settle(tx, who, stocktakeId, checks);
  });
}

function checksOf(rows: readonly StocktakeRow[], levels: readonly NamedLevel[]): RowCheck[] {
  const counts = new Map(rows.map((row) => [row.variantId, row.count]));
  return levels.flatMap((level) => {
    const count = counts.get(level.variantId);
    return count ? [{ level, left: shouldBe(count) }] : [];
  });
}

async function settle(tx: Tx, who: Actor, id: string, checks: readonly RowCheck[]): Promise<number> {
  const changed = checks.filter(({ level, left }) => left !== level.onHand);
  const changes = changed.map(({ level, left }) => ({
    levelId: level.id,
    onHand: left - level.onHand,
    committed: 0,
    held: 0,
  }));
  await changeLevels(tx, who, changes, { reason: "counted", note: "Stocktake", cause: { kind: "stocktake", id } });
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const settled = { state: "applied", settledAt: at, settledBy: actorRecord(who) };
  const { name } = await tx.stocktake.update({ where: { id }, data: settled, select: { name: true } });
  const onHand = (of: (check: RowCheck) => number) =>
    Object.fromEntries(changed.map((check) => [check.level.sku, of(check)]));
  await recordEvent(tx, who, {
    type: "stock.stocktake_applied",
    at,
    subject: { kind: "stock", id, name: `Stocktake: ${name}` },
    snapshot: { counted: checks.length, onHand: onHand(({ left }) => left) },
    previous: { onHand: onHand(({ level }) => level.onHand) },
  });
  return changed.length;
}
