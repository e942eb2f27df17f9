import { descendTo } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";

/** Locks the bake plan, making it if there is none, and returns its version and who changed it last. */
export async function lockBakePlan(tx: Tx): Promise<{ version: number; changedBy: string }> {
  descendTo(tx, "bake_plan");
  return lockOnly(tx, "bake_plan");
}

/** Locks the rules of the close of day, making them if there are none: one day closes at a time. */
export async function lockCloseRules(tx: Tx): Promise<{ version: number; changedBy: string }> {
  descendTo(tx, "close_rules");
  return lockOnly(tx, "close_rules");
}

/** Locks a stocktake. Null if there is none. */
export async function lockStocktake(tx: Tx, id: string): Promise<{ state: string } | null> {
  descendTo(tx, "stocktakes");
  const rows = await tx.$queryRaw<{ state: string }[]>`SELECT state FROM stocktakes WHERE id = ${id} FOR UPDATE`;
  return rows[0] ?? null;
}

/** Lets one proof be kept at a time, so that of two that fail at once only the first tells of it. Reading them goes on. */
export async function lockProofs(tx: Tx): Promise<void> {
  descendTo(tx, "stock_proofs");
  await tx.$executeRaw`LOCK TABLE stock_proofs IN SHARE ROW EXCLUSIVE MODE`;
}

async function lockOnly(tx: Tx, table: "bake_plan" | "close_rules"): Promise<{ version: number; changedBy: string }> {
  await tx.$executeRawUnsafe(`INSERT INTO ${table} DEFAULT VALUES ON CONFLICT DO NOTHING`);
  const rows = await tx.$queryRawUnsafe<{ version: number; changedBy: string }[]>(
    `SELECT version, changed_by AS "changedBy" FROM ${table} FOR UPDATE`,
  );
  return rows[0] ?? { version: 0, changedBy: "" };
}
