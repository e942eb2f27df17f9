import { db } from "@/lib/db/client";
import { storedLimiter } from "@/lib/db/limiter";
import { translateTrouble } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { refuseCommon } from "@/lib/refusal";
import { verifyPassword } from "@/lib/staff/passwords";
import { refuse } from "@/lib/staff/refusals";

const guesses = storedLimiter({ name: "own_password", points: 5, seconds: 15 * 60 });

/**
 * Asks for one's password again before something that a thief of the session must not do. A few failures stop it for a while.
 * Refuses `wrong_password`, `too_many`.
 */
export async function provePassword(staffId: string, password: string): Promise<void> {
  const retryAfterSeconds = env().RATE_LIMITS ? await guesses.take(staffId) : 0;
  if (retryAfterSeconds > 0) refuseCommon("too_many", { retryAfterSeconds });
  if (!(await verifyPassword(await findHash(staffId), password))) refuse("wrong_password", {});
  await guesses.forget(staffId);
}

async function findHash(id: string): Promise<string | null> {
  try {
    const select = { passwordHash: true };
    return (await db().staffMember.findFirst({ where: { id, removedAt: null }, select }))?.passwordHash ?? null;
  } catch (error) {
    throw translateTrouble(error);
  }
}
