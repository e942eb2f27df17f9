import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import type { Permission } from "@/lib/permission";
import { refuseCommon } from "@/lib/refusal";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockLevelFor } from "@/lib/stock/find-level";
import { type EntryInput, mostUnits } from "@/lib/stock/input";
import { levelEvent } from "@/lib/stock/level-event";
import { requirePromised } from "@/lib/stock/promised";
import { refuse } from "@/lib/stock/refusals";
import { undoableReasons } from "@/lib/stock/rules";
import { fromDate } from "@/lib/time";

/**
 * Takes back what somebody received, counted, wrote off or sold at the counter, by an entry that undoes it: once.
 * Refuses `already_undone`, `not_undoable` for what orders and the plan wrote, `below_promised`, naming the orders, when too few would be
 * left for them, `too_many_units`, `not_found`, `busy`.
 */
export async function undoEntry(actor: Actor | null, { entryId }: EntryInput): Promise<void> {
  requirePermission(actor, "stock.view");
  await inTransaction(async (tx) => {
    const entry = (await findEntry(tx, entryId)) ?? refuseCommon("not_found", { what: "entry" });
    const who = requirePermission(actor, permissionFor(entry));
    const level = await lockLevelFor(tx, entry.level.variantId, entry.level.day && fromDate(entry.level.day));
    if (await tx.stockEntry.count({ where: { undoesId: entry.id } })) refuse("already_undone", {});
    const onHand = level.onHand - entry.onHandDelta;
    if (onHand > mostUnits) refuse("too_many_units", { most: mostUnits });
    await requirePromised(tx, level, onHand);
    if (entry.causeKind === "sale") await takeSaleBack(tx, entry.causeId ?? "");
    const change = { levelId: level.id, onHand: -entry.onHandDelta, committed: 0, held: 0 };
    const made = await changeLevels(tx, who, [change], {
      reason: "entry_undone",
      note: noteOf(entry),
      undoes: entryId,
    });
    await levelEvent(tx, who, { type: "stock.entry_undone", level, made, onHand, more: { undoes: entryId } });
  });
}

type Entry = NonNullable<Awaited<ReturnType<typeof findEntry>>>;

function findEntry(tx: Tx, entryId: string) {
  return tx.stockEntry.findUnique({
    where: { id: BigInt(entryId) },
    select: {
      ...{ id: true, reason: true, note: true, onHandDelta: true, committedDelta: true, heldDelta: true },
      ...{ causeKind: true, causeId: true, level: { select: { variantId: true, day: true } } },
    },
  });
}

function permissionFor({ reason, committedDelta, heldDelta }: Entry): Permission {
  const permission = undoableReasons[reason];
  return permission && committedDelta === 0 && heldDelta === 0 ? permission : refuse("not_undoable", {});
}

function noteOf({ reason, note }: Entry): string {
  return note || (reason === "sold_at_counter" ? "Sold at the counter" : "");
}

/** The sale counts as never made. Refuses `already_undone` if the counter took it back before. */
async function takeSaleBack(tx: Tx, saleId: string): Promise<void> {
  const { count } = await tx.counterSale.updateMany({
    where: { id: saleId, undoneAt: null },
    data: { undoneAt: new Date() },
  });
  if (count === 0) refuse("already_undone", {});
}
