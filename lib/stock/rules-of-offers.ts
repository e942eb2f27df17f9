/** Somebody who waits for units of a level, as far as an offer goes. Units are whole. */
export type InLine = {
  id: string;
  wanted: number;
  takesFewer: boolean;
  /** The most of it that one order may have; null: as many as there are. */
  limit: number | null;
  /** An offer that was taken up and given back before its time: it is theirs until then. */
  offer: { units: number; until: Date } | null;
};

/** Units for one place. `until` is set where it was offered before. */
export type Share = { placeId: string; units: number; until: Date | null };

/**
 * Shares free units out along a line, its first first: each gets what they want if that is there, or fewer if that will do. Who cannot take what is
 * left stays where they are, and the next is asked.
 */
export function shareOut(free: number, line: readonly InLine[]): Share[] {
  const shares: Share[] = [];
  let left = free;
  for (const place of line) {
    const units = unitsFor(place, left);
    if (units === 0) continue;
    shares.push({ placeId: place.id, units, until: place.offer?.until ?? null });
    left -= units;
  }
  return shares;
}

function unitsFor({ wanted, takesFewer, limit, offer }: InLine, left: number): number {
  if (offer) return Math.min(offer.units, left);
  const most = Math.min(wanted, limit ?? wanted);
  return left >= most || takesFewer ? Math.min(most, left) : 0;
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
