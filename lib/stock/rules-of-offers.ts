import type { Selling } from "@/lib/stock/selling";
import type { Day } from "@/lib/time";

/** Somebody who waits for units of a level, as far as an offer goes. Units are whole. */
export type InLine = {
  id: string;
  wanted: number;
  takesFewer: boolean;
  /** The most of it that one order, or one person, may have; null: as many as there are. */
  limit: number | null;
  /** What the limit per person leaves them for now; null: as many as there are. */
  may: number | null;
  /** An offer that was taken up and given back before its time: it is theirs until then. */
  offer: { units: number; until: Date } | null;
};

/** Units for one place. `until` is set where it was offered before. */
export type Share = { placeId: string; units: number; until: Date | null };

/** Units for which the times of a day have room: in one order, and in all orders together beside what is offered already. */
export type Room = { most: number; inAll: number };

const anyRoom: Room = { most: Number.POSITIVE_INFINITY, inAll: Number.POSITIVE_INFINITY };

/**
 * Shares free units out along a line, its first first: each gets what they want if that is there and can be ordered, or fewer if that will do. Who cannot take what is
 * left, or has had what a person may have, stays where they are, and the next is asked.
 */
export function shareOut(free: number, line: readonly InLine[], { most, inAll } = anyRoom): Share[] {
  const shares: Share[] = [];
  let [left, room] = [free, inAll];
  for (const place of line) {
    const units = unitsFor(place, left, Math.min(most, room));
    if (units <= 0) continue;
    shares.push({ placeId: place.id, units, until: place.offer?.until ?? null });
    left -= units;
    if (!place.offer) room -= units;
  }
  return shares;
}

function unitsFor({ wanted, takesFewer, limit, may, offer }: InLine, left: number, room: number): number {
  if (offer) return Math.min(offer.units, left);
  const [most, there] = [Math.min(wanted, limit ?? wanted), Math.min(left, room, may ?? left)];
  return there >= most || takesFewer ? Math.min(most, there) : 0;
}

/**
 * What decides whether an offer can be ordered: of what day, on sale or not, the work units that its customer takes at least, and until when it stands. `barred`: who has it
 * ordered so much of the item since that the limit per person leaves too little.
 */
export type Standing = { day: Day | null; onSale: boolean; barred: boolean; leastWork: number; offeredUntil: Date };

/**
 * Whether an offer stands behind a closed door: the shop takes no orders, the item is not on sale, or not to who has the offer, the day is closed, or its times are full. It is
 * no longer one when its time is over because it is too late to order.
 */
export function isShut({ day, onSale, barred, leastWork, offeredUntil }: Standing, selling: Selling): boolean {
  if (!selling.open || !onSale || barred) return true;
  if (selling.orderableUntil(day, leastWork) !== null) return false;
  return offeredUntil > selling.now || !selling.isLate(day);
}

/** A time in which nothing can be ordered. */
export type Standstill = { from: Date; until: Date };

/**
 * Until when an offer stands whose time does not run during a standstill: by as much longer, but not beyond the last moment to order (null: it cannot be
 * ordered), and never less long than before. One that is over by then stays so.
 */
export function endAfterPause(end: Date, { from, until }: Standstill, orderBy: Date | null): Date {
  if (end <= from || !orderBy) return end;
  const longer = Math.min(end.getTime() + until.getTime() - from.getTime(), orderBy.getTime());
  return new Date(Math.max(end.getTime(), longer));
}

/** Until when units are offered: for so many minutes, but never beyond the last moment to order. */
export function offerEnd(now: Date, minutes: number, orderBy: Date | null): Date {
  const end = now.getTime() + minutes * 60_000;
  return new Date(orderBy ? Math.min(end, orderBy.getTime()) : end);
}
