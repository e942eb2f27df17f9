import { checkoutMinutes } from "@/lib/checkout/rules-of-holds";
import { rawSql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";
import { readShop } from "@/lib/settings/queries";
import { behindOfferSql } from "@/lib/stock/take-offers";
import type { LockedPlace } from "@/lib/waiting/with-place";

/** The hold behind an offer: of its units so many are the offer's; the rest is what the cart keeps beside it, by itself or of another offer. */
export type OfferedHold = { id: string; cartId: string | null; units: number; rest: number };

/** What is kept for a locked place now, by itself or through the cart that took it up; null: nothing. */
export async function findOfferedHold(tx: Tx, { id, levelId }: LockedPlace): Promise<OfferedHold | null> {
  const [hold] = await tx.$queryRaw<OfferedHold[]>`
    SELECT h.id, h.cart_id AS "cartId", least(h.units, p.offered_units) AS units, h.units - least(h.units, p.offered_units) AS rest
      FROM waiting_places p JOIN holds h ON h.level_id = p.level_id AND ${rawSql(behindOfferSql)}
     WHERE p.id = ${id} AND p.state = 'offered' AND h.level_id = ${levelId} AND h.ends_at > holdfast_now()`;
  return hold ?? null;
}

/**
 * Leaves a hold what it has beside the units that a place was offered, but no longer than is due to that: a checkout beyond the end of the last offer that
 * stays behind it, or from now where none does. It is gone where that is nothing.
 */
export async function leaveRest(tx: Tx, { id, rest }: OfferedHold, place: Pick<LockedPlace, "id">): Promise<void> {
  if (rest === 0) return void (await tx.hold.delete({ where: { id } }));
  const minutes = checkoutMinutes((await readShop(tx)).holdMinutes);
  await tx.$executeRaw`
    UPDATE holds h SET units = ${rest}::int, ends_at = least(h.ends_at, make_interval(mins => ${minutes}::int) + coalesce(
             (SELECT max(p.offered_until) FROM waiting_places p
               WHERE p.level_id = h.level_id AND p.state = 'offered' AND p.id <> ${place.id} AND ${rawSql(behindOfferSql)}), holdfast_now()))
     WHERE h.id = ${id}`;
}
