import type { Tx } from "@/lib/db/transaction";
import type { NamedLevel } from "@/lib/stock/find-level";
import { mostUnits } from "@/lib/stock/input";
import { listNeededBy } from "@/lib/stock/promised";
import { type RefusedRow, refuse, shortWords } from "@/lib/stock/refusals";

/** A locked level, how many would be on hand, and what else is wrong with its row, in words. */
export type RowCheck = { level: NamedLevel; left: number; wrong?: string };

/** Refuses `rows_refused` with every row that would fall below what is promised, hold too many, or is wrong in itself. */
export async function refuseRows(tx: Tx, checks: readonly RowCheck[]): Promise<void> {
  const rows = await listRefused(tx, checks);
  if (rows.length > 0) refuse("rows_refused", { rows });
}

/** The rows that cannot be, in words, each with the orders that need its units, by day and name. */
export async function listRefused(tx: Tx, checks: readonly RowCheck[]): Promise<RefusedRow[]> {
  const wrong = checks.filter(
    ({ level, left, wrong }) => wrong || left < level.committed + level.held || left > mostUnits,
  );
  if (wrong.length === 0) return [];
  const short = wrong.filter(({ level, left }) => left < level.committed + level.held);
  const needed = await listNeededBy(
    tx,
    short.map(({ level }) => level.id),
  );
  const rows = wrong.map((check) => {
    const { variantId, day, name, id } = check.level;
    const orders = needed.get(id) ?? [];
    return { variantId, day, name, orders, words: wordsOf(check, orders) };
  });
  return rows.sort((one, other) => sortWords(one).localeCompare(sortWords(other)));
}

function sortWords({ day, name }: RefusedRow): string {
  return `${day ?? ""} ${name}`;
}

function wordsOf({ level, left, wrong }: RowCheck, orders: RefusedRow["orders"]): string {
  if (wrong) return wrong;
  if (left > mostUnits) return `One level holds at most ${mostUnits} units.`;
  return shortWords({ counted: left, committed: level.committed, held: level.held, orders });
}
