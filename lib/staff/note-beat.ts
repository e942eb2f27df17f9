import { type Actor, requirePermission } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";

/** Notes that a staff page of this session is in touch now. Refuses `not_permitted`, `not_signed_in`. */
export async function noteBeat(actor: Actor | null, sessionId: string): Promise<void> {
  requirePermission(actor, "orders.view");
  try {
    await db().$executeRaw`
      INSERT INTO staff_beats (session_id, seen_at) VALUES (${sessionId}, holdfast_now())
      ON CONFLICT (session_id) DO UPDATE SET seen_at = EXCLUDED.seen_at`;
  } catch (error) {
    throw translateTrouble(error);
  }
}
