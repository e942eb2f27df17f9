import type { z } from "zod";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import { tryUnseal } from "@/lib/secrets";
import { countCode } from "@/lib/staff/code-throttle";
import type { codeInput } from "@/lib/staff/input";
import { type Browser, makeSession, type NewSession } from "@/lib/staff/make-session";
import { noteFailure } from "@/lib/staff/note-failure";
import { findHalfWay, type HalfWay } from "@/lib/staff/queries";
import { takeRecoveryCode } from "@/lib/staff/recovery-codes";
import { refuse } from "@/lib/staff/refusals";
import { signedInEvent } from "@/lib/staff/signed-in-event";
import { totpStep } from "@/lib/staff/totp";

type Proof = z.output<typeof codeInput> & { sessionId: string };

/**
 * The second step of signing in: a code of the app, or a recovery code, each good once. The session that waited for it ends, and a
 * new one is returned. Open to whoever holds a session that gave the right password.
 * Refuses `wrong_code`, `factor_unreadable` where only a recovery code helps, `too_many`, and `not_signed_in` if the wait was too long.
 */
export async function proveSecondFactor({ sessionId, code }: Proof, from: Browser): Promise<NewSession> {
  const waiting = (await findHalfWay(sessionId)) ?? refuseCommon("not_signed_in", {});
  const takeBack = await countCode(waiting.id);
  const session = await inTransaction(async (tx) => {
    const by = await proof(tx, waiting, code);
    if (!by) return null;
    const ended = { where: { id: sessionId, endedAt: null }, data: { endedAt: new Date() } };
    if ((await tx.session.updateMany(ended)).count === 0) return null;
    const { id: staffId, passwordHash } = waiting;
    const made = await makeSession(tx, { ...from, staffId, passwordHash, secondFactor: "proved" });
    if (made) await recordEvent(tx, ...signedInEvent(waiting, from, by));
    return made;
  });
  if (!session) {
    noteFailure("staff.code_failed", waiting, from);
    return refuse(tryUnseal(waiting.sealedTotp) === null ? "factor_unreadable" : "wrong_code", {});
  }
  await takeBack();
  return session;
}

/** A step counts once, and none before it: a code that was looked over a shoulder is worth nothing. */
async function proof(tx: Tx, { id, sealedTotp }: HalfWay, code: string) {
  const secret = tryUnseal(sealedTotp);
  const step = secret && totpStep(secret, code);
  if (!step) return (await takeRecoveryCode(tx, id, code)) ? "password and recovery code" : null;
  const taken = await tx.$executeRaw`
    UPDATE staff_members SET totp_last_step = ${step}
     WHERE id = ${id} AND sealed_totp = ${sealedTotp} AND (totp_last_step IS NULL OR totp_last_step < ${step})`;
  return taken === 1 ? "password and code" : null;
}
