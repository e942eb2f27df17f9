import { orderableSql } from "@/lib/catalog/on-sale";
import { type KeptLine, mostUnits } from "@/lib/checkout/rules";
import { endInTurn, mostHeld } from "@/lib/checkout/rules-of-holds";
import { keepTurns, readTurns } from "@/lib/checkout/turns-of-address";
import { waitsForCodeSql } from "@/lib/checkout/waits-for-code-sql";
import { rawSql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";
import { setHolds, type WantedHold } from "@/lib/stock/set-holds";
import { type Day, toDate } from "@/lib/time";

const customer = { kind: "customer" } as const;

/**
 * What a locked cart holds: on which levels, and of these which it was offered; until when the rest (null: nothing), since when it began to, and from where; and whether
 * it waits for a code. The instant is the database's.
 */
export type Kept = {
  levelIds: string[];
  offeredIds: string[];
  endsAt: Date | null;
  heldSince: Date | null;
  heldFrom: string | null;
  waitsForCode: boolean;
  now: Date;
};

/** Reads what a locked cart holds. */
export async function readKept(tx: Tx, cartId: string): Promise<Kept> {
  const [row] = await tx.$queryRaw<Kept[]>`
    WITH offered AS (SELECT DISTINCT level_id FROM waiting_places WHERE cart_id = ${cartId} AND state = 'offered')
    SELECT c.held_since AS "heldSince", c.held_from AS "heldFrom", holdfast_now() AS now, ${rawSql(waitsForCodeSql("c"))} AS "waitsForCode", max(h.ends_at) FILTER (WHERE o.level_id IS NULL) AS "endsAt",
           coalesce(array_agg(h.level_id) FILTER (WHERE h.level_id IS NOT NULL), '{}') AS "levelIds", ARRAY(SELECT level_id FROM offered) AS "offeredIds"
      FROM carts c LEFT JOIN holds h ON h.cart_id = c.id LEFT JOIN offered o ON o.level_id = h.level_id
     WHERE c.id = ${cartId} GROUP BY c.id`;
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
  offeredIds: readonly string[];
  endsAt: Date | null;
  waitsForCode: boolean;
};

/** What a cart holds in units by level, and until when what it did not hold before; null: none of that. */
type NowHeld = { held: Map<string, number>; endsAt: Date | null };

/**
 * Makes a locked cart hold what is in it, as far and as long as its address may: what it did not hold before until an instant (null: none of that). Its address is locked, or
 * its holds only shrink. More than the half of a level it holds only as long as the turn of its address there lasts: with what else it holds, since a cart has one end. What
 * it was offered has an end of its own, later than a cart would have; so of that it never holds more than it was offered. One that waits for a code holds of nothing more than it did.
 */
export async function setKept(tx: Tx, cart: HoldingCart, longest: Date | null): Promise<NowHeld> {
  const found = await listWanted(tx, cart);
  const others = await sumOfAddress(tx, cart);
  const turns = await readTurns(tx, cart.heldFrom);
  const of = (levelId: string) => others.get(levelId) ?? 0;
  const bounded = found.filter(({ levelId }) => !cart.offeredIds.includes(levelId));
  const asked = bounded.map(({ level, units, levelId }) => {
    const holds = cart.levelIds.includes(levelId);
    return { level, units: units + of(levelId), turn: turns.of(levelId), holds };
  });
  const endsAt = longest && endInTurn(turns.now, longest, cart.endsAt, asked);
  const mostOf = (level: Parameters<typeof mostHeld>[0], levelId: string) =>
    cart.waitsForCode || cart.offeredIds.includes(levelId)
      ? 0
      : mostHeld(level, !!endsAt && endsAt <= turns.of(levelId).until) - of(levelId);
  const wanted = found.map(({ levelId, units }) => ({ levelId, units }));
  const held = await setHolds(tx, customer, { cartId: cart.id, levelIds: cart.levelIds, wanted }, { endsAt, mostOf });
  const own = [...held.keys()].filter((levelId) => !cart.offeredIds.includes(levelId));
  await keepTurns(tx, cart.heldFrom, turns, own);
  return { held, endsAt };
}

/** Gives back all that a locked cart holds. */
export async function giveBackKept(tx: Tx, cartId: string, levelIds: readonly string[]): Promise<void> {
  await setHolds(tx, customer, { cartId, levelIds, wanted: [] }, { endsAt: new Date(0), mostOf: () => 0 });
}

/** `level`: what it was when it was read, without a lock. */
type Wanted = WantedHold & { level: Parameters<typeof mostHeld>[0] };
type Row = Wanted["level"] & { levelId: string; variantId: string; limit: number };

/** The levels of what is in the cart and on sale, with as many units as one order may have. */
async function listWanted(tx: Tx, { day, lines }: HoldingCart): Promise<Wanted[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT l.id AS "levelId", l.on_hand AS "onHand", l.committed, v.id AS "variantId", least(v.limit_per_order, ${mostUnits}::int) AS "limit"
      FROM variants v
      JOIN items i ON i.id = v.item_id
      JOIN stock_levels l ON l.variant_id = v.id AND l.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE ${toDate(day)}::date END
     WHERE v.id = ANY(${lines.map((line) => line.variantId)}) AND ${rawSql(orderableSql)}`;
  return rows.map(({ levelId, variantId, limit, ...level }) => {
    const quantity = lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
    return { levelId, level, units: Math.min(quantity, limit) };
  });
}

/** What other carts of the same address hold now, in units by level. */
async function sumOfAddress(tx: Tx, { id, heldFrom }: HoldingCart): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ levelId: string; units: number }[]>`
    SELECT h.level_id AS "levelId", sum(h.units)::int AS units FROM holds h JOIN carts c ON c.id = h.cart_id
     WHERE c.held_from = ${heldFrom} AND c.id <> ${id} AND h.ends_at > holdfast_now() GROUP BY 1`;
  return new Map(rows.map(({ levelId, units }) => [levelId, units]));
}
