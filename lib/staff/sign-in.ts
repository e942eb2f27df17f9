import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { verifyPassword } from "@/lib/staff/passwords";
import { refuse } from "@/lib/staff/refusals";
import { countAttempt } from "@/lib/staff/sign-in-throttle";

/** Days until a signed-in browser has to sign in again. */
export const sessionDays = 30;

export type SignIn = {
  /** In lower case, as `signInInput` makes it. */
  email: string;
  password: string;
  /** The peer's network address. */
  address: string;
  /** What the browser calls itself. */
  browser: string;
};

/** A signed-in browser's new row. */
export type NewSession = { id: string; expiresAt: Date };

/**
 * Checks an email and a password and makes a session. Every door to sign-in comes through here.
 * Refuses `wrong_credentials`, in the same words and after the same work whether or not the account exists,
 * and `too_many` after repeated failures of an account or an address.
 */
export async function signIn({ email, password, address, browser }: SignIn): Promise<NewSession> {
  const takeBack = await countAttempt({ email, address });
  const account = await findAccount(email);
  const right = await verifyPassword(account?.passwordHash ?? null, password);
  const session = account && right ? await makeSession(account, browser) : null;
  if (!session) return refuse("wrong_credentials", {});
  await takeBack();
  return session;
}

type Account = { id: string; passwordHash: string };

async function findAccount(email: string): Promise<Account | null> {
  try {
    return await db().staffMember.findFirst({
      where: { email, removedAt: null },
      select: { id: true, passwordHash: true },
    });
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** Null if the member was removed, or the password changed, while it was being checked. */
async function makeSession({ id: staffId, passwordHash }: Account, browser: string): Promise<NewSession | null> {
  const session = { id: newId("ses"), expiresAt: new Date(Date.now() + sessionDays * 86_400_000) };
  try {
    const made = await db().$executeRaw`
      INSERT INTO sessions (id, staff_id, expires_at, browser)
      SELECT ${session.id}, id, ${session.expiresAt}, ${browser.slice(0, 200)}
        FROM staff_members
       WHERE id = ${staffId} AND password_hash = ${passwordHash} AND removed_at IS NULL
         FOR SHARE`;
    return made === 1 ? session : null;
  } catch (error) {
    throw translateTrouble(error);
  }
}
