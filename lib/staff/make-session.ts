import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { endSessionsOf } from "@/lib/staff/end-sessions";

/** Days until a signed-in browser has to sign in again. */
export const sessionDays = 30;

/** Minutes in which the code of the second factor has to follow the password. */
const halfWayMinutes = 10;

/** Where a request came from: the peer's network address, and what the browser calls itself. */
export type Browser = { address: string; browser: string };

/** A signed-in browser's new row. */
export type NewSession = { id: string; expiresAt: Date };

type For = Browser & {
  staffId: string;
  /** The hash that was looked at: no session is made if the password changed meanwhile. */
  passwordHash: string;
  /** `proved`: by a code. `asked`: the code is still to come, and until then the session opens nothing. */
  secondFactor: "none" | "asked" | "proved";
};

/** The step that makes a session. Null if the member was removed, or the password changed, while it was being checked. */
export async function makeSession(tx: Tx, given: For): Promise<NewSession | null> {
  const minutes = given.secondFactor === "asked" ? halfWayMinutes : sessionDays * 1_440;
  const session = { id: newId("ses"), expiresAt: new Date(Date.now() + minutes * 60_000) };
  const made = await tx.$executeRaw`
    INSERT INTO sessions (id, staff_id, expires_at, browser, address, two_factor)
    SELECT ${session.id}, id, ${session.expiresAt}, ${given.browser.slice(0, 200)}, ${given.address.slice(0, 60)}, ${given.secondFactor === "proved"}
      FROM staff_members
     WHERE id = ${given.staffId} AND password_hash = ${given.passwordHash} AND removed_at IS NULL
       FOR SHARE`;
  return made === 1 ? session : null;
}

/**
 * The step after what a thief of a session must not survive: every session of a member ends, and the browser in hand gets a
 * new one. Throws if the member is gone, which the caller has ruled out under its lock.
 */
export async function renewSession(tx: Tx, staffId: string, from: Browser): Promise<NewSession> {
  await endSessionsOf(tx, staffId);
  const select = { passwordHash: true, sealedTotp: true };
  const { passwordHash, sealedTotp } = await tx.staffMember.findUniqueOrThrow({ where: { id: staffId }, select });
  const secondFactor = sealedTotp ? "proved" : "none";
  const session = await makeSession(tx, { ...from, staffId, passwordHash, secondFactor });
  if (!session) throw new Error(`No session could be made for ${staffId}.`);
  return session;
}
