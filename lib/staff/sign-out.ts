import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { browserWords } from "@/lib/staff/rules";
import { staffEvent } from "@/lib/staff/staff-event";

/** Ends one session. Whoever holds its token may; ending it again changes nothing. */
export async function signOut({ sessionId }: { sessionId: string }): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = { where: { id: sessionId, endedAt: null }, data: { endedAt: new Date() } };
    if ((await tx.session.updateMany(ended)).count > 0) await noteSignOut(tx, sessionId);
  });
}

/** Who gave the password and not the code was never in. */
async function noteSignOut(tx: Tx, id: string): Promise<void> {
  const staff = { select: { id: true, name: true, email: true, role: true, sealedTotp: true } };
  const select = { browser: true, twoFactor: true, staff };
  const session = await tx.session.findUniqueOrThrow({ where: { id }, select });
  const { sealedTotp, ...member } = session.staff;
  if (sealedTotp && !session.twoFactor) return;
  const now = { browser: browserWords(session.browser) };
  await recordEvent(tx, { kind: "staff", ...member }, staffEvent("staff.signed_out", member, { now }));
}
