import { db } from "@/lib/db/client";
import { eachLevel } from "@/lib/stock/each-level";
import { lockCurrent } from "@/lib/stock/lock-current";

/** Levels that one look takes in hand; the next look takes the rest. */
const atATime = 200;

/**
 * Gives back the units of holds that have ended, level by level, so that open pages hear of it. No sale waits for this: whoever wants the units
 * first gives them back under the same lock. Returns how many levels it looked at.
 */
export async function releaseEndedHolds(): Promise<number> {
  const levels = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT level_id AS id FROM holds WHERE ends_at <= (SELECT holdfast_now()) LIMIT ${atATime}`;
  await eachLevel(
    levels.map(({ id }) => id),
    (tx, id) => lockCurrent(tx, [id]),
  );
  return levels.length;
}
