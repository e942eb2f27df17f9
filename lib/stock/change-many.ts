import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { changeLevels } from "@/lib/stock/change-levels";
import type { LevelChange } from "@/lib/stock/change-levels-sql";
import { lockLevelsFor, type NamedLevel } from "@/lib/stock/find-level";
import type { ManyInput, ManyRow } from "@/lib/stock/input";
import { type RowCheck, refuseRows } from "@/lib/stock/refuse-rows";
import { setThresholds } from "@/lib/stock/set-thresholds";

/**
 * Changes many rows of a day's table with one save: what came is received, what was counted is set, thresholds are changed. All levels
 * are locked in the order of their ids; all of it is stored or nothing. Returns how many rows changed.
 * Refuses `rows_refused` with every row that cannot be changed, in words, and the orders that need its units; `not_found`, `busy`.
 */
export async function changeMany(actor: Actor | null, { day, note, rows }: ManyInput): Promise<number> {
  const who = requirePermission(actor, "stock.receive");
  if (rows.some((row) => row.counted !== undefined || row.lowAt !== undefined)) requirePermission(actor, "stock.count");
  const moved = rows.filter((row) => row.receive !== undefined || row.counted !== undefined);
  return inTransaction(async (tx) => {
    const thresholds = await setThresholds(tx, who, rows);
    const levels = await lockLevelsFor(
      tx,
      moved.map((row) => row.variantId),
      day,
    );
    const checks = moved.map((row) => checkOf(row, levels));
    await refuseRows(tx, checks);
    const changed = checks.filter(({ level, left }) => level.onHand !== left);
    const at = await storeChanges(tx, who, changed, { moved, note });
    if (at) await tellMany(tx, who, changed, { at, day, note });
    return new Set([...changed.map(({ level }) => level.variantId), ...thresholds]).size;
  });
}

function checkOf({ variantId, receive, counted, seen }: ManyRow, levels: ReadonlyMap<string, NamedLevel>): RowCheck {
  const level = levels.get(variantId);
  if (!level) throw new Error("A level that was just found is not there.");
  if (receive !== undefined) return { level, left: level.onHand + receive };
  const elsewhere = seen !== undefined && seen !== level.onHand;
  const wrong = elsewhere ? `On hand is ${level.onHand} now, it was ${seen} when you typed. Please look again.` : "";
  return { level, left: counted ?? level.onHand, wrong };
}

type Storing = { moved: readonly ManyRow[]; note: string };

async function storeChanges(
  tx: Tx,
  who: Actor,
  checks: readonly RowCheck[],
  { moved, note }: Storing,
): Promise<Date | null> {
  const received = new Set(moved.filter((row) => row.receive !== undefined).map((row) => row.variantId));
  const changes = (reason: "received" | "counted"): LevelChange[] =>
    checks
      .filter(({ level }) => received.has(level.variantId) === (reason === "received"))
      .map(({ level, left }) => ({ levelId: level.id, onHand: left - level.onHand, committed: 0, held: 0 }));
  const made = [
    ...(await changeLevels(tx, who, changes("received"), { reason: "received", note })),
    ...(await changeLevels(tx, who, changes("counted"), { reason: "counted", note })),
  ];
  return made[0]?.at ?? null;
}

async function tellMany(
  tx: Tx,
  who: Actor,
  checks: readonly RowCheck[],
  { at, day, note }: { at: Date; day: string; note: string },
): Promise<void> {
  const onHand = (of: (check: RowCheck) => number) =>
    Object.fromEntries(checks.map((check) => [check.level.sku, of(check)]));
  await recordEvent(tx, who, {
    type: "stock.many_changed",
    at,
    subject: { kind: "stock", id: day, name: `${checks.length} levels, ${day}` },
    snapshot: { day, note, onHand: onHand(({ left }) => left) },
    previous: { onHand: onHand(({ level }) => level.onHand) },
  });
}
