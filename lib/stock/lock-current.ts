import type { SystemActor } from "@/lib/actor";
import { prepare } from "@/lib/db/client";
import { type LockedLevel, lockLevels } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { availableIn, changeLevels } from "@/lib/stock/change-levels";
import { offerFreed } from "@/lib/stock/offer-freed";

/** A level under its lock. `awaited`: units that are free, and that those in line could take, though they cannot be offered to them now. */
export type CurrentLevel = LockedLevel & { awaited: number };

/** Levels under their lock, and what a cart holds of them itself, in units by level. */
export type CurrentLevels = { levels: CurrentLevel[]; own: ReadonlyMap<string, number> };

type FoundHold = { levelId: string; units: number; ended: boolean };

const clock: SystemActor = { kind: "system", name: "the clock" };

/**
 * Locks stock levels as `lockLevels` does, gives back what holds on them have ended by the database's clock, and offers what is free to those who wait
 * for it, so that a sale waits for no sweep and no sweep is needed for who is first.
 * Whoever takes units, or says how many there are to take, locks with this.
 */
export async function lockCurrent(tx: Tx, ids: readonly string[]): Promise<CurrentLevel[]> {
  return (await lockForCart(tx, ids, null)).levels;
}

/**
 * As `lockCurrent`, for a cart whose own units are not in its way. What it was offered and gave back it has again, for the rest of the offer's time. The cart is
 * locked, or nobody else knows of it.
 */
export async function lockForCart(tx: Tx, ids: readonly string[], cartId: string | null): Promise<CurrentLevels> {
  let levels = await lockLevels(tx, ids);
  let holds = await readHolds(tx, levels, cartId);
  for (let awaited = listAwaited(levels); awaited.length > 0 || holds.ended.length > 0; awaited = []) {
    await giveBack(tx, holds.ended);
    await offerFreed(tx, awaited);
    levels = await lockLevels(tx, ids);
    // What was offered just now may be the cart's own: a place that it had taken up before.
    holds = await readHolds(tx, levels, cartId);
  }
  const awaited = await readAwaited(tx, listAwaited(levels));
  return { levels: levels.map((level) => ({ ...level, awaited: awaited.get(level.id) ?? 0 })), own: holds.own };
}

/** Units of a locked level that a customer can have: what is free, but for those in line. */
export function takeableIn(level: CurrentLevel): number {
  return availableIn(level) - level.awaited;
}

/** Levels of which something is free while somebody waits. */
function listAwaited(levels: readonly LockedLevel[]): string[] {
  return levels.filter((level) => level.waiting > 0 && availableIn(level) > 0).map(({ id }) => id);
}

/** How much of what is free on locked levels those in line could take. */
async function readAwaited(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; units: number }[]>`
    SELECT id, free - left_after_line(id, free) AS units
      FROM (SELECT id, on_hand - committed - held AS free FROM stock_levels WHERE id = ANY(${[...ids]}::text[])) AS levels`;
  return new Map(rows.map(({ id, units }) => [id, units]));
}

/** What a cart holds of locked levels, by level, and what holds on them have ended: these are gone, and to be given back. */
async function readHolds(tx: Tx, levels: readonly LockedLevel[], cartId: string | null) {
  const held = levels.filter((level) => level.held > 0).map((level) => level.id);
  const holds = held.length > 0 ? await tx.$queryRawUnsafe<FoundHold[]>(holdsSql, held, cartId) : [];
  const own = new Map(holds.filter((hold) => !hold.ended).map(({ levelId, units }) => [levelId, units]));
  return { own, ended: holds.filter((hold) => hold.ended) };
}

/** Read by a statement of its own, after the lock: holds change under it alone. */
const holdsSql = prepare(`
  WITH moment AS MATERIALIZED (SELECT holdfast_now() AS at),
  ended AS (
    DELETE FROM holds WHERE level_id = ANY($1::text[]) AND ends_at <= (SELECT at FROM moment)
    RETURNING level_id AS "levelId", units, true AS ended
  ),
  mine AS (
    DELETE FROM holds h USING waiting_places p
     WHERE h.place_id = p.id AND p.cart_id = $2 AND p.state = 'offered' AND h.level_id = ANY($1::text[]) AND h.ends_at > (SELECT at FROM moment)
    RETURNING h.id, h.level_id, h.units, h.ends_at
  ),
  again AS (
    INSERT INTO holds (id, level_id, cart_id, units, made_at, ends_at)
    SELECT min(id), level_id, $2, sum(units), (SELECT at FROM moment), max(ends_at) FROM mine GROUP BY level_id
    ON CONFLICT (cart_id, level_id) DO UPDATE SET units = holds.units + excluded.units, ends_at = greatest(holds.ends_at, excluded.ends_at)
    RETURNING level_id, units
  )
  SELECT * FROM ended
   UNION ALL SELECT level_id, units, false FROM again
   UNION ALL
  SELECT level_id, units, false FROM holds
   WHERE cart_id = $2 AND level_id = ANY($1::text[]) AND ends_at > (SELECT at FROM moment) AND level_id NOT IN (SELECT level_id FROM again)`);

async function giveBack(tx: Tx, ended: readonly FoundHold[]): Promise<void> {
  const sums = Map.groupBy(ended, (hold) => hold.levelId);
  const changes = [...sums].map(([levelId, holds]) => ({
    levelId,
    ...{ onHand: 0, committed: 0, held: -holds.reduce((sum, hold) => sum + hold.units, 0) },
  }));
  await changeLevels(tx, clock, changes, { reason: "hold_ended" });
}
