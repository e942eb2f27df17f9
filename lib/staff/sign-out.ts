import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";

/** Ends one session. Whoever holds its token may; ending it again changes nothing. */
export async function signOut({ sessionId }: { sessionId: string }): Promise<void> {
  try {
    await db().session.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt: new Date() } });
  } catch (error) {
    throw translateTrouble(error);
  }
}
