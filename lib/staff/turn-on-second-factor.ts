import type { z } from "zod";
import { type Actor, requireMember } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { tryUnseal } from "@/lib/secrets";
import { countCode } from "@/lib/staff/code-throttle";
import type { codeInput } from "@/lib/staff/input";
import { type Browser, type NewSession, renewSession } from "@/lib/staff/make-session";
import { getMember } from "@/lib/staff/member";
import { renewCodes } from "@/lib/staff/recovery-codes";
import { refuse } from "@/lib/staff/refusals";
import { staffEvent } from "@/lib/staff/staff-event";
import { totpStep } from "@/lib/staff/totp";

export type TurnedOn = { codes: string[]; session: NewSession };

/**
 * Turns a second factor on, or moves it to another phone, by its first code. Returns ten recovery codes, to be seen only now.
 * Every session ends; the browser in hand gets a new one. Refuses `not_set_up`, `wrong_code`, `too_many`, `not_signed_in`.
 */
export async function turnOnSecondFactor(
  actor: Actor | null,
  { code }: z.output<typeof codeInput>,
  from: Browser,
): Promise<TurnedOn> {
  const who = requireMember(actor);
  const takeBack = await countCode(who.id);
  const turnedOn = await inTransaction(async (tx) => {
    await lockStaff(tx);
    const member = await getMember(tx, who.id);
    const { sealedNewTotp, totpSince } = await findNewFactor(tx, who.id);
    const step = stepOf(sealedNewTotp, code);
    const factor = { sealedTotp: sealedNewTotp, sealedNewTotp: null, totpLastStep: step, totpSince: new Date() };
    await tx.staffMember.update({ where: { id: who.id }, data: factor, select: { id: true } });
    const codes = await renewCodes(tx, who.id);
    const more = { previous: { secondFactor: totpSince !== null }, now: { secondFactor: true }, told: true };
    await recordEvent(tx, who, staffEvent("staff.second_factor_on", member, more));
    return { codes, session: await renewSession(tx, who.id, from) };
  });
  await takeBack();
  return turnedOn;
}

function findNewFactor(tx: Tx, id: string) {
  return tx.staffMember.findUniqueOrThrow({ where: { id }, select: { sealedNewTotp: true, totpSince: true } });
}

/** The step that a code of the new factor is of. */
function stepOf(sealed: string | null, code: string): number {
  const secret = sealed && tryUnseal(sealed);
  if (!secret) return refuse("not_set_up", {});
  return totpStep(secret, code) ?? refuse("wrong_code", {});
}
