import { db } from "@/lib/db/client";

/** Forgets since when addresses held of levels, once their turn and the break after it are over. Returns how many went. */
export async function forgetOldTurns(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM address_turns WHERE (address, level_id) IN (
      SELECT t.address, t.level_id FROM address_turns t, shop s
       WHERE t.since <= holdfast_now() - 3 * make_interval(mins => s.hold_minutes)
       ORDER BY 1, 2 FOR UPDATE OF t SKIP LOCKED)`;
}
