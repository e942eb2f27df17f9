import { db } from "@/lib/db/client";
import { announce, inTransaction } from "@/lib/db/transaction";
import { secretLost } from "@/lib/deliveries/open-destination";
import { tryUnseal } from "@/lib/secrets";

/** Lets destinations go on that were paused because no key opened their secret, once one does. Returns how many. */
export async function resumeReadable(): Promise<number> {
  const where = { pausedReason: secretLost, removedAt: null };
  const paused = await db().destination.findMany({ where, select: { id: true, sealedSecret: true } });
  const readable = paused.filter(({ sealedSecret }) => tryUnseal(sealedSecret) !== null).map(({ id }) => id);
  if (readable.length === 0) return 0;
  return inTransaction(async (tx) => {
    const data = { pausedAt: null, pausedReason: "" };
    const { count } = await tx.destination.updateMany({ where: { ...where, id: { in: readable } }, data });
    announce(tx, "deliveries");
    return count;
  });
}
