import { orderableSql } from "@/lib/catalog/on-sale";
import { type KeptLine, mostUnits } from "@/lib/checkout/rules";
import { mostHeld } from "@/lib/checkout/rules-of-holds";
import { rawSql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";
import { setHolds, type WantedHold } from "@/lib/stock/set-holds";
import { type Day, toDate } from "@/lib/time";

const customer = { kind: "customer" } as const;

/** What a locked cart holds: on which levels, until when (null: nothing), since when it began to, and from where. The instant is the database's. */
export type Kept = {
  levelIds: string[];
  endsAt: Date | null;
  heldSince: Date | null;
  heldFrom: string | null;
  now: Date;
};

/** Reads what a locked cart holds. */
export async function readKept(tx: Tx, cartId: string): Promise<Kept> {
  const [row] = await tx.$queryRaw<Kept[]>`
    SELECT c.held_since AS "heldSince", c.held_from AS "heldFrom", holdfast_now() AS now, max(h.ends_at) AS "endsAt",
           coalesce(array_agg(h.level_id) FILTER (WHERE h.level_id IS NOT NULL), '{}') AS "levelIds"
      FROM carts c LEFT JOIN holds h ON h.cart_id = c.id WHERE c.id = ${cartId} GROUP BY c.id`;
  if (!row) throw new Error("A cart that was just locked is not there.");
  return row;
}

/** A locked cart as its holds follow from it. */
export type HoldingCart = {
  id: string;
  day: Day;
  lines: readonly KeptLine[];
  heldFrom: string | null;
  levelIds: readonly string[];
};

/** Makes a locked cart hold what is in it until an instant, as far as it may. Its address is locked, or its holds only shrink. */
export async function setKept(tx: Tx, cart: HoldingCart, endsAt: Date): Promise<Map<string, number>> {
  const wanted = await listWanted(tx, cart);
  const others = await sumOfAddress(tx, cart);
  const mostOf = (level: Parameters<typeof mostHeld>[0], levelId: string) =>
    mostHeld(level) - (others.get(levelId) ?? 0);
  return setHolds(tx, customer, { cartId: cart.id, levelIds: cart.levelIds, wanted }, { endsAt, mostOf });
}

/** Gives back all that a locked cart holds. */
export async function giveBackKept(tx: Tx, cartId: string, levelIds: readonly string[]): Promise<void> {
  await setHolds(tx, customer, { cartId, levelIds, wanted: [] }, { endsAt: new Date(0), mostOf: () => 0 });
}

/** The levels of what is in the cart and on sale, with as many units as one order may have. */
async function listWanted(tx: Tx, { day, lines }: HoldingCart): Promise<WantedHold[]> {
  const rows = await tx.$queryRaw<{ levelId: string; variantId: string; limit: number }[]>`
    SELECT l.id AS "levelId", v.id AS "variantId", least(v.limit_per_order, ${mostUnits}::int) AS "limit"
      FROM variants v
      JOIN items i ON i.id = v.item_id
      JOIN stock_levels l ON l.variant_id = v.id AND l.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE ${toDate(day)}::date END
     WHERE v.id = ANY(${lines.map((line) => line.variantId)}) AND ${rawSql(orderableSql)}`;
  return rows.map(({ levelId, variantId, limit }) => {
    const quantity = lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
    return { levelId, units: Math.min(quantity, limit) };
  });
}

/** What other carts of the same address hold now, in units by level. */
async function sumOfAddress(tx: Tx, { id, heldFrom }: HoldingCart): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ levelId: string; units: number }[]>`
    SELECT h.level_id AS "levelId", sum(h.units)::int AS units FROM holds h JOIN carts c ON c.id = h.cart_id
     WHERE c.held_from = ${heldFrom} AND c.id <> ${id} AND h.ends_at > holdfast_now() GROUP BY 1`;
  return new Map(rows.map(({ levelId, units }) => [levelId, units]));
}
