/** Carts that one network address may hold for at a time. Others order all the same: nothing is kept for them meanwhile. */
export const mostCartsPerAddress = 6;

/** So many units of a level one address may hold in its turn, if they are there; beyond it, half of what is not promised to orders. */
const heldInTurn = 4;

/** Minutes for which a checkout has what it was offered, where the shop keeps nothing for checkouts otherwise. */
const leastMinutes = 10;

/** Minutes for which a checkout has what it was offered at least, also where the offer ends before. */
export function checkoutMinutes(holdMinutes: number): number {
  return Math.max(holdMinutes, leastMinutes);
}

/** How long a tab that was closed keeps its hold, so that a reload is not a loss, in seconds. */
export const graceSeconds = 15;

type Level = { onHand: number; committed: number };

/** The most units of a level that the carts of one address may hold together: in its turn, and else only the half, rounded down. */
export function mostHeld(level: Level, inTurn: boolean): number {
  return inTurn ? Math.max(heldInTurn, Math.ceil((level.onHand - level.committed) / 2)) : halfOf(level);
}

/** Half of what is not promised to orders, rounded down: whatever one address does, the rest is for others. */
function halfOf({ onHand, committed }: Level): number {
  return Math.max(0, Math.floor((onHand - committed) / 2));
}

/** When an address began to hold of a level, and until when it may hold more than the half of it. */
export type Turn = { since: Date; until: Date };

/**
 * The turn of an address at a level, at an instant: twice the shop's minutes since it first held something of it. Then it has none for as long as the
 * shop's time; after that whatever it holds begins a new one, which is the one that is returned.
 */
export function turnAt(now: Date, since: Date | undefined, minutes: number): Turn {
  const length = minutes * 60_000;
  const began = sinceWhen(now, since ?? null, length);
  return { since: began, until: new Date(began.getTime() + 2 * length) };
}

/** A level of which a cart is to hold something. `units`: so many, with what other carts of its address hold. `holds`: it does so now. */
type Wanted = { level: Level; units: number; turn: Turn; holds: boolean };

/**
 * Until when a cart may hold that would until `endsAt`: not beyond a turn in which its address holds more than half of something; but what it
 * holds already, until `heldUntil`, it holds until then. A turn that is over gives nothing, and shortens nothing.
 */
export function endInTurn(now: Date, endsAt: Date, heldUntil: Date | null, wanted: readonly Wanted[]): Date {
  const kept = heldUntil && heldUntil > now ? heldUntil.getTime() : 0;
  const ends = wanted
    .filter(({ level, units }) => Math.min(units, mostHeld(level, true)) > halfOf(level))
    .filter(({ turn, holds }) => turn.until > now || (holds && kept > 0))
    .map(({ turn }) => turn.until.getTime());
  return new Date(Math.min(endsAt.getTime(), Math.max(kept, Math.min(...ends))));
}

/** When a cart began to hold, and until when it may now. */
export type HoldTime = { heldSince: Date; endsAt: Date };

/**
 * Until when a cart may hold that asks at an instant: for the shop's minutes, but never longer than twice as long since it began. After that it
 * holds nothing for as long again; then it may begin anew. Null while it may not.
 */
export function holdTime(now: Date, heldSince: Date | null, minutes: number): HoldTime | null {
  if (minutes <= 0) return null;
  const length = minutes * 60_000;
  const since = sinceWhen(now, heldSince, length);
  const endsAt = new Date(Math.min(now.getTime() + length, since.getTime() + 2 * length));
  return endsAt > now ? { heldSince: since, endsAt } : null;
}

/** Whoever began to hold goes on for twice the time, and after a break of once the time begins anew. */
function sinceWhen(now: Date, since: Date | null, length: number): Date {
  return since && now.getTime() < since.getTime() + 3 * length ? since : now;
}
