import { db } from "@/lib/db/client";
import { inTransaction, translateTrouble } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { type Browser, makeSession, type NewSession } from "@/lib/staff/make-session";
import { noteFailure } from "@/lib/staff/note-failure";
import { verifyPassword } from "@/lib/staff/passwords";
import { refuse } from "@/lib/staff/refusals";
import { countAttempt } from "@/lib/staff/sign-in-throttle";
import { signedInEvent } from "@/lib/staff/signed-in-event";

export type SignIn = Browser & {
  /** In lower case, as `signInInput` makes it. */
  email: string;
  password: string;
};

/**
 * Checks an email and a password and makes a session. Every door to sign-in comes through here. For who has a second factor
 * the session opens nothing until `proveSecondFactor`. Refuses `wrong_credentials`, in the same words and after the same work
 * whether or not the account exists, and `too_many` after repeated failures of an account or an address.
 */
export async function signIn({ email, password, ...from }: SignIn): Promise<NewSession> {
  const takeBack = await countAttempt({ email, address: from.address });
  const account = await findAccount(email);
  const right = await verifyPassword(account?.passwordHash ?? null, password);
  const session = account && right ? await enter(account, from) : null;
  if (!session) {
    if (account) noteFailure("staff.sign_in_failed", account, from);
    return refuse("wrong_credentials", {});
  }
  await takeBack();
  return session;
}

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

async function findAccount(email: string) {
  const select = { id: true, name: true, email: true, role: true, passwordHash: true, sealedTotp: true };
  try {
    return await db().staffMember.findFirst({ where: { email, removedAt: null }, select });
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** Null if the member was removed, or the password changed, while it was being checked. */
function enter(account: Account, from: Browser): Promise<NewSession | null> {
  const { id: staffId, passwordHash, sealedTotp } = account;
  return inTransaction(async (tx) => {
    const secondFactor = sealedTotp ? "asked" : "none";
    const session = await makeSession(tx, { ...from, staffId, passwordHash, secondFactor });
    if (session && !sealedTotp) await recordEvent(tx, ...signedInEvent(account, from, "password"));
    return session;
  });
}
