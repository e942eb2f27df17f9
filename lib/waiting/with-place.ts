import type { LockedLevel } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { refuseCommon } from "@/lib/refusal";
import { lockCurrent } from "@/lib/stock/lock-current";
import { refuse } from "@/lib/waiting/refusals";
import { hasEnded } from "@/lib/waiting/rules";

/** How a place is asked for: by its page's token, or by its id. */
export type Which = { token: string } | { id: string };
export type LockedPlace = NonNullable<Awaited<ReturnType<typeof readPlace>>> & { level: LockedLevel };

/** Locks the level that a place waits for, which is the lock of its whole line, and returns the place as it is then. Refuses `not_found`. */
export async function lockPlace(tx: Tx, which: Which): Promise<LockedPlace> {
  const found = await tx.waitingPlace.findUnique({ where: which, select: { levelId: true } });
  const [level] = found ? await lockCurrent(tx, [found.levelId]) : [];
  const place = level && (await readPlace(tx, which));
  return place ? { ...place, level } : refuseCommon("not_found", { what: "place in line" });
}

/** As `lockPlace`, but refuses `place_ended` for one that is in line no more. */
export async function lockLivePlace(tx: Tx, which: Which): Promise<LockedPlace> {
  const place = await lockPlace(tx, which);
  if (hasEnded(place.state)) refuse("place_ended", { state: place.state });
  return place;
}

function readPlace(tx: Tx, where: Which) {
  return tx.waitingPlace.findUnique({
    where,
    select: {
      ...{
        id: true,
        token: true,
        levelId: true,
        variantId: true,
        day: true,
        wanted: true,
        state: true,
        position: true,
        person: true,
      },
      ...{ offeredUnits: true, cartId: true },
    },
  });
}

/** Counts places of a locked level in or out of its line. Open pages hear of it. */
export async function countWaiting(tx: Tx, levelId: string, places: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE stock_levels SET waiting = waiting + ${places}, version = version + 1, updated_at = holdfast_now() WHERE id = ${levelId}`;
}
