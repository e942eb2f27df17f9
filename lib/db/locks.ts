import { prepare } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";

/** The one lock order. A transaction goes down this list, never up. */
export const lockSequence = [
  "carts",
  "people",
  "orders",
  "pickup_week",
  "pickup_days",
  "pickup_slots",
  "catalog",
  "bake_plan",
  "close_rules",
  "stocktakes",
  "stock_levels",
  "staff_members",
  "stock_proofs",
  "shop",
  "calendar",
] as const;
export type LockedTable = (typeof lockSequence)[number];

const depth = new WeakMap<Tx, number>();

/** Notes that a transaction is about to lock rows of a table. Going up the order is a bug and throws. */
export function descendTo(tx: Tx, table: LockedTable): void {
  const next = lockSequence.indexOf(table);
  const reached = depth.get(tx) ?? 0;
  if (next < reached) throw new Error(`Lock order: ${table} asked for after ${lockSequence[reached]}.`);
  depth.set(tx, next);
}

export type LockedCart = { orderId: string | null; version: number };

const cartSql = prepare(`SELECT order_id AS "orderId", version FROM carts WHERE id = $1 FOR UPDATE`);

/** Locks a cart. Null if it is gone. */
export async function lockCart(tx: Tx, id: string): Promise<LockedCart | null> {
  descendTo(tx, "carts");
  const rows = await tx.$queryRawUnsafe<LockedCart[]>(cartSql, id);
  return rows[0] ?? null;
}

/** Lets one cart at a time begin to hold for each of some network addresses, which go by hashes; in one order. */
export async function lockAddresses(tx: Tx, hashes: readonly string[]): Promise<void> {
  descendTo(tx, "people");
  for (const hash of [...new Set(hashes)].sort())
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${hash}, 0))::text`;
}

/** Locks an order. False if there is none. */
export async function lockOrder(tx: Tx, id: string): Promise<boolean> {
  descendTo(tx, "orders");
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM orders WHERE id = ${id} FOR UPDATE`;
  return rows.length > 0;
}

/** Keeps an order as it is until the transaction ends; others may read it and hold it too. */
export async function holdOrder(tx: Tx, id: string): Promise<void> {
  descendTo(tx, "orders");
  await tx.$queryRaw`SELECT 1 FROM orders WHERE id = ${id} FOR SHARE`;
}

/**
 * Lets one change of the catalogue happen at a time: two people cannot give out one SKU, and an order of items never loses one. Selling and
 * reading go on.
 */
export async function lockCatalog(tx: Tx): Promise<void> {
  descendTo(tx, "catalog");
  await tx.$executeRaw`LOCK TABLE categories IN SHARE ROW EXCLUSIVE MODE`;
}

/** Locks an item, and so holds off whoever makes a stock level for it. After `lockCatalog`. */
export async function lockItem(tx: Tx, id: string): Promise<boolean> {
  descendTo(tx, "catalog");
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM items WHERE id = ${id} FOR UPDATE`;
  return rows.length > 0;
}

/** Locks orders, in the order of their ids. */
export async function lockOrders(tx: Tx, ids: readonly string[]): Promise<void> {
  descendTo(tx, "orders");
  await tx.$queryRaw`SELECT 1 FROM orders WHERE id = ANY(${[...ids]}::text[]) ORDER BY id FOR UPDATE`;
}

export type LockedLevel = {
  id: string;
  variantId: string;
  onHand: number;
  committed: number;
  held: number;
  /** Places on the waiting list that wait for units of it. */
  waiting: number;
  version: number;
};

const levelsSql = prepare(
  `SELECT id, variant_id AS "variantId", on_hand AS "onHand", committed, held, waiting, version
     FROM stock_levels WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
);

/** Locks stock levels, in the order of their ids, each once, and returns their counters as they are now. */
export async function lockLevels(tx: Tx, ids: readonly string[]): Promise<LockedLevel[]> {
  descendTo(tx, "stock_levels");
  return tx.$queryRawUnsafe<LockedLevel[]>(levelsSql, [...new Set(ids)].sort());
}

/**
 * Lets one change of who is on the staff happen at a time: two owners cannot remove each other, and two first owners
 * cannot both be made. Reading and signing in go on.
 */
export async function lockStaff(tx: Tx): Promise<void> {
  descendTo(tx, "staff_members");
  await tx.$executeRaw`LOCK TABLE staff_members IN SHARE ROW EXCLUSIVE MODE`;
}

/**
 * Keeps the shop's own settings as they are until the transaction ends; others may keep them too. For whoever has locked the levels it needs: it may lock
 * those again, and nothing else.
 */
export async function keepShop(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM shop FOR SHARE`;
}

/** Lets one change of the shop's own settings happen at a time. Placing an order reads them without this lock. */
export async function lockShop(tx: Tx, id: string): Promise<void> {
  descendTo(tx, "shop");
  await tx.$queryRaw`SELECT 1 FROM shop WHERE id = ${id} FOR UPDATE`;
}
