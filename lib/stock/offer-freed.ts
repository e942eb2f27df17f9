import type { SystemActor } from "@/lib/actor";
import { orderableSql } from "@/lib/catalog/on-sale";
import { prepare } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { barredSql, leastSql, mayHaveSql } from "@/lib/stock/limits-in-line";
import { type InLine, isShut, offerEnd, type Room, shareOut } from "@/lib/stock/rules-of-offers";
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
  barred: boolean;
  offeredUnits: number | null;
  offeredUntil: Date | null;
  /** Of one unit, in work units. */
  work: number;
  /** Of what the place is offered, and of all that is offered for its day. */
  offeredWork: number;
  offeredOfDay: number;
};

/**
 * Offers what is free of locked levels to those who wait for it, in the order of their line, as holds of their own; an offer that was taken up and
 * given back is theirs again until its time is over, and one whose time is over passes. Nothing is offered of what cannot be ordered, nor more than the day's times have room
 * for, and nothing anew while ordering is paused; what was offered and stands behind a closed door (see `isShut`) goes back into line, where it was.
 * Called wherever units may have come free: see `changeLevels`.
 */
export async function offerFreed(tx: Tx, levelIds: readonly string[]): Promise<void> {
  if (levelIds.length === 0) return;
  const found = await tx.$queryRawUnsafe<Found[]>(lineSql, [...levelIds]);
  if (found.length === 0) return;
  const selling = await readSelling(tx);
  const back = found.filter((place) => isBehindDoor(place, selling));
  const passed = found.filter((place) => !back.includes(place) && isOver(place, selling));
  await takeBackOffers(tx, back);
  await passOffers(tx, line, passed);
  const standing = found.filter((place) => !back.includes(place) && !passed.includes(place));
  await storeOffers(tx, line, offersOf(standing, [...back, ...passed], selling));
}

function isBehindDoor({ offeredUntil, work, takesFewer, offeredWork, ...place }: Found, selling: Selling): boolean {
  return (
    offeredUntil !== null && isShut({ ...place, offeredUntil, leastWork: takesFewer ? work : offeredWork }, selling)
  );
}

function isOver({ offeredUntil }: Found, { now }: Selling): boolean {
  return offeredUntil !== null && offeredUntil <= now;
}

/** What is offered to whom, level by level. `gone`: what was offered until now, and is no more. */
function offersOf(found: readonly Found[], gone: readonly Found[], selling: Selling): Given[] {
  const offered = new Map(found.map(({ day, offeredOfDay }) => [day, offeredOfDay]));
  const add = (day: Day | null, work: number) => offered.set(day, (offered.get(day) ?? 0) + work);
  for (const { day, offeredWork } of gone) add(day, -offeredWork);
  return [...Map.groupBy(found, ({ levelId }) => levelId).values()].flatMap((places) => {
    const [{ day, work }] = places as [Found];
    const given = offersOfLevel(places, inUnits(selling.roomOn(day), work, offered.get(day) ?? 0), selling);
    for (const { units, waited } of given) add(day, waited * units * work);
    return given;
  });
}

function offersOfLevel(found: readonly Found[], room: Room, selling: Selling): Given[] {
  const [{ levelId, day, free, onSale }] = found as [Found];
  const orderBy = selling.orderableUntil(day);
  if (!onSale || orderBy === null) return [];
  const places = selling.paused ? found.filter((place) => place.offeredUntil) : found;
  const byId = new Map(places.map((place) => [place.id, place]));
  return shareOut(free, places.map(inLine), room).map(({ placeId, units, until }) => ({
    ...{ holdId: newId("hld"), placeId, levelId, units },
    waited: byId.get(placeId)?.offeredUntil ? 0 : 1,
    until: until ?? offerEnd(selling.now, selling.offerMinutes, orderBy),
  }));
}

/** Room for work as room for units that take so much each, beside what is offered already. */
function inUnits({ most, inAll }: Room, work: number, offered: number): Room {
  if (work === 0) return { most: Number.POSITIVE_INFINITY, inAll: Number.POSITIVE_INFINITY };
  return { most: Math.floor(most / work), inAll: Math.floor((inAll - offered) / work) };
}

function inLine({ offeredUnits, offeredUntil, ...place }: Found): InLine {
  return { ...place, offer: offeredUnits && offeredUntil ? { units: offeredUnits, until: offeredUntil } : null };
}

/** Those who could take something of what is free, and the offers that nothing is held for any more. Read after the lock, by a statement of its own. */
const lineSql = prepare(`
  WITH offered AS MATERIALIZED (
    SELECT w.day, sum(w.offered_units * v.work_units)::int AS work FROM waiting_places w JOIN variants v ON v.id = w.variant_id
     WHERE w.state = 'offered' GROUP BY w.day
  )
  SELECT p.id, p.level_id AS "levelId", to_char(p.day, 'YYYY-MM-DD') AS day, p.wanted, p.takes_fewer AS "takesFewer",
         least(v.limit_per_order, i.limit_per_person) AS "limit", m.units AS may, p.state = 'offered' AND ${barredSql} AS barred,
         l.on_hand - l.committed - l.held AS free, ${orderableSql} AS "onSale", v.work_units AS work, coalesce(o.work, 0) AS "offeredOfDay",
         CASE WHEN p.state = 'offered' THEN p.offered_units * v.work_units ELSE 0 END AS "offeredWork",
         CASE WHEN p.state = 'offered' THEN p.offered_units END AS "offeredUnits", CASE WHEN p.state = 'offered' THEN p.offered_until END AS "offeredUntil"
    FROM waiting_places p
    JOIN stock_levels l ON l.id = p.level_id
    JOIN variants v ON v.id = p.variant_id
    JOIN items i ON i.id = v.item_id
    ${mayHaveSql}
    LEFT JOIN offered o ON o.day = p.day
   WHERE p.level_id = ANY($1::text[])
     AND ((p.state = 'waiting' AND least(l.on_hand - l.committed - l.held, m.units) >= ${leastSql})
       OR (p.state = 'offered' AND NOT EXISTS (
            SELECT 1 FROM holds h WHERE h.level_id = p.level_id AND (h.place_id = p.id OR h.cart_id = p.cart_id))))
   ORDER BY p.level_id, p.state = 'offered' DESC, p.position, p.id`);
