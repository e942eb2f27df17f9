import type { SystemActor } from "@/lib/actor";
import { orderableSql } from "@/lib/catalog/on-sale";
import { prepare } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { type InLine, offerEnd, shareOut } from "@/lib/stock/rules-of-offers";
import { readSelling, type Selling } from "@/lib/stock/selling";
import { type Given, passOffers, storeOffers, takeBackOffers } from "@/lib/stock/store-offers";
import type { Day } from "@/lib/time";

/** Whom the ledger and the log name where units go to whoever is next. */
const line: SystemActor = { kind: "system", name: "the waiting list" };

type Found = Omit<InLine, "offer"> & {
  levelId: string;
  day: Day | null;
  free: number;
  onSale: boolean;
  offeredUnits: number | null;
  offeredUntil: Date | null;
};

/**
 * Offers what is free of locked levels to those who wait for it, in the order of their line, as holds of their own; an offer that was taken up and
 * given back is theirs again until its time is over, and one whose time is over passes. Nothing is offered of what cannot be ordered, and nothing anew while
 * ordering is paused; what was offered while the shop is closed or the item is not on sale goes back into line, where it was.
 * Called wherever units may have come free: see `changeLevels`.
 */
export async function offerFreed(tx: Tx, levelIds: readonly string[]): Promise<void> {
  if (levelIds.length === 0) return;
  const found = await tx.$queryRawUnsafe<Found[]>(lineSql, [...levelIds]);
  if (found.length === 0) return;
  const selling = await readSelling(tx);
  const offered = found.filter((place) => place.offeredUntil);
  const back = offered.filter((place) => !selling.open || !place.onSale);
  const passed = offered.filter((place) => !back.includes(place) && place.offeredUntil! <= selling.now);
  await takeBackOffers(tx, back);
  await passOffers(tx, line, passed);
  const standing = found.filter((place) => !back.includes(place) && !passed.includes(place));
  const byLevel = Map.groupBy(standing, (place) => place.levelId);
  await storeOffers(
    tx,
    line,
    [...byLevel.values()].flatMap((places) => offersOf(places, selling)),
  );
}

function offersOf(found: readonly Found[], selling: Selling): Given[] {
  const [{ levelId, day, free, onSale }] = found as [Found];
  const orderBy = selling.orderableUntil(day);
  if (!onSale || orderBy === null) return [];
  const places = selling.paused ? found.filter((place) => place.offeredUntil) : found;
  const byId = new Map(places.map((place) => [place.id, place]));
  return shareOut(free, places.map(inLine)).map(({ placeId, units, until }) => ({
    ...{ holdId: newId("hld"), placeId, levelId, units },
    waited: byId.get(placeId)?.offeredUntil ? 0 : 1,
    until: until ?? offerEnd(selling.now, selling.offerMinutes, orderBy),
  }));
}

function inLine({ offeredUnits, offeredUntil, ...place }: Found): InLine {
  return { ...place, offer: offeredUnits && offeredUntil ? { units: offeredUnits, until: offeredUntil } : null };
}

/** Those who could take something of what is free, and the offers that nothing is held for any more. Read after the lock, by a statement of its own. */
const lineSql = prepare(`
  SELECT p.id, p.level_id AS "levelId", to_char(p.day, 'YYYY-MM-DD') AS day, p.wanted, p.takes_fewer AS "takesFewer", v.limit_per_order AS "limit",
         l.on_hand - l.committed - l.held AS free, ${orderableSql} AS "onSale",
         CASE WHEN p.state = 'offered' THEN p.offered_units END AS "offeredUnits", CASE WHEN p.state = 'offered' THEN p.offered_until END AS "offeredUntil"
    FROM waiting_places p
    JOIN stock_levels l ON l.id = p.level_id
    JOIN variants v ON v.id = p.variant_id
    JOIN items i ON i.id = v.item_id
   WHERE p.level_id = ANY($1::text[])
     AND ((p.state = 'waiting' AND l.on_hand - l.committed - l.held >= CASE WHEN p.takes_fewer THEN 1 ELSE least(p.wanted, v.limit_per_order) END)
       OR (p.state = 'offered' AND NOT EXISTS (
            SELECT 1 FROM holds h WHERE h.level_id = p.level_id AND (h.place_id = p.id OR h.cart_id = p.cart_id))))
   ORDER BY p.level_id, p.state = 'offered' DESC, p.position, p.id`);
