import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockForCart, takeableIn } from "@/lib/stock/lock-current";

/** Units of a level that a cart would have kept. */
export type WantedHold = { levelId: string; units: number };

/** Until when a cart keeps what it did not keep before (null: nothing of that), and at most how many of a level it may keep: the rest is left to others. */
export type HoldTerms = {
  endsAt: Date | null;
  mostOf: (level: { onHand: number; committed: number }, levelId: string) => number;
};

/** A cart, the levels on which it holds already, and what it would have kept. */
type Wish = { cartId: string; levelIds: readonly string[]; wanted: readonly WantedHold[] };

/** Units of a level that a cart held before, and holds after. */
export type Change = { levelId: string; had: number; has: number };

/**
 * Makes what a locked cart holds what it wants, as far as that is there: one hold for each level, units it no longer wants given back at once. What it held before
 * ends when it would have. Returns what it holds now, in units by level.
 */
export async function setHolds(
  tx: Tx,
  actor: Actor,
  { cartId, levelIds, wanted }: Wish,
  terms: HoldTerms,
): Promise<Map<string, number>> {
  const ids = [...new Set([...levelIds, ...wanted.map((hold) => hold.levelId)])];
  const { levels, own } = await lockForCart(tx, ids, cartId);
  const asked = new Map(wanted.map((hold) => [hold.levelId, hold.units]));
  const changes = levels.map((level): Change => {
    const had = own.get(level.id) ?? 0;
    // What was kept before stays: an offer that the cart took up may be more than it could keep by itself.
    const mayKeep = terms.endsAt || had > 0 ? terms.mostOf(level, level.id) : 0;
    const most = Math.min(takeableIn(level) + had, Math.max(had, mayKeep));
    return { levelId: level.id, had, has: Math.max(0, Math.min(asked.get(level.id) ?? 0, most)) };
  });
  await storeHolds(tx, cartId, changes, terms.endsAt);
  await enter(tx, actor, changes, "hold_given_back");
  await enter(tx, actor, changes, "held");
  return new Map(changes.filter(({ has }) => has > 0).map(({ levelId, has }) => [levelId, has]));
}

/** Gives back what a locked cart holds of locked levels beyond what becomes an order's. */
export async function giveBackRest(tx: Tx, actor: Actor, cartId: string, changes: readonly Change[]): Promise<void> {
  await storeHolds(tx, cartId, changes, null);
  await enter(tx, actor, changes, "hold_given_back");
}

async function storeHolds(tx: Tx, cartId: string, changes: readonly Change[], endsAt: Date | null): Promise<void> {
  const gone = changes.filter(({ had, has }) => had > 0 && has === 0).map(({ levelId }) => levelId);
  if (gone.length > 0) await tx.hold.deleteMany({ where: { cartId, levelId: { in: gone } } });
  const kept = changes.filter(({ has }) => has > 0).map(({ levelId, has }) => ({ id: newId("hld"), levelId, has }));
  if (kept.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO holds (id, level_id, cart_id, units, made_at, ends_at)
    SELECT k.id, k."levelId", ${cartId}, k.has, holdfast_now(), coalesce(${endsAt}::timestamptz, holdfast_now())
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS k(id text, "levelId" text, has int)
    ON CONFLICT (cart_id, level_id) DO UPDATE SET units = excluded.units`;
}

/**
 * Has a locked cart keep what it holds until an instant. What it was offered it keeps no shorter than before, and so many minutes beyond the offer's end at most: the next
 * in line waits for it.
 */
export async function renewHolds(tx: Tx, cartId: string, { endsAt, minutes }: { endsAt: Date; minutes: number }) {
  await tx.$executeRaw`
    WITH offered AS (
      SELECT level_id, max(offered_until) AS until FROM waiting_places WHERE cart_id = ${cartId} AND state = 'offered' GROUP BY level_id
    )
    UPDATE holds h SET ends_at = coalesce((
             SELECT greatest(h.ends_at, least(${endsAt}::timestamptz, o.until + make_interval(mins => ${minutes}::int))) FROM offered o
              WHERE o.level_id = h.level_id), ${endsAt}::timestamptz)
     WHERE h.cart_id = ${cartId}`;
}

/** What grew and what shrank are entries of their own kinds. */
async function enter(tx: Tx, actor: Actor, all: readonly Change[], reason: "held" | "hold_given_back"): Promise<void> {
  const grows = reason === "held";
  const changes = all.filter(({ had, has }) => (grows ? has > had : has < had));
  await changeLevels(
    tx,
    actor,
    changes.map(({ levelId, had, has }) => ({ levelId, onHand: 0, committed: 0, held: has - had })),
    { reason },
  );
}
