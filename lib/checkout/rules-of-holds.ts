/** Carts that one network address may hold for at a time. Others order all the same: nothing is kept for them meanwhile. */
export const mostCartsPerAddress = 6;

/** So many units of a level a cart may always hold, if they are there; beyond it, half of what is not promised to orders. */
const alwaysHeld = 4;

/** How long a tab that was closed keeps its hold, so that a reload is not a loss, in seconds. */
export const graceSeconds = 15;

/** The most units of a level that the carts of one address may hold together. */
export function mostHeld({ onHand, committed }: { onHand: number; committed: number }): number {
  return Math.max(alwaysHeld, Math.ceil((onHand - committed) / 2));
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
  const fresh = !heldSince || now.getTime() >= heldSince.getTime() + 3 * length;
  const since = fresh ? now : heldSince;
  const endsAt = new Date(Math.min(now.getTime() + length, since.getTime() + 2 * length));
  return endsAt > now ? { heldSince: since, endsAt } : null;
}
