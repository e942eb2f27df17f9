import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { StaffActor, SystemActor } from "@/lib/actor";
import { networkOf } from "@/lib/address";
import { storedLimiter } from "@/lib/db/limiter";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import type { askResetInput } from "@/lib/staff/input";
import { makeLink, withdrawLinks } from "@/lib/staff/links";
import type { Member } from "@/lib/staff/member";
import { staffEvent } from "@/lib/staff/staff-event";

const atTheDoor: SystemActor = { kind: "system", name: "sign-in" };
const ofAddress = storedLimiter({ name: "reset_address", points: 10, seconds: 3_600 });
const ofAccount = storedLimiter({ name: "reset_account", points: 3, seconds: 3_600 });

/** Longer than the work takes for an account that exists. */
const answerMs = 600;

/**
 * Sends a link for a new password, if the email address is of someone on the staff; their earlier links no longer work. The
 * answer, and how long it takes, is the same whether it is or not. Open to anyone. Refuses `too_many`.
 */
export async function askPasswordReset({ email }: z.output<typeof askResetInput>, address: string): Promise<void> {
  await Promise.all([sendLink(email, address), sleep(answerMs)]);
}

async function sendLink(email: string, address: string): Promise<void> {
  if (env().RATE_LIMITS) {
    const retryAfterSeconds = await ofAddress.take(networkOf(address));
    if (retryAfterSeconds > 0) refuseCommon("too_many", { retryAfterSeconds });
    // Silent: a mailbox is not filled by a stranger, who learns nothing.
    if ((await ofAccount.take(createHash("sha256").update(email).digest("base64url"))) > 0) return;
  }
  await inTransaction(async (tx) => {
    await lockStaff(tx);
    const select = { id: true, name: true, email: true, role: true };
    const member = await tx.staffMember.findFirst({ where: { email, removedAt: null }, select });
    if (!member) return;
    const { id: link } = await makeResetLinkFor(tx, member);
    await recordEvent(tx, atTheDoor, staffEvent("staff.reset_asked", member, { now: { link }, told: true }));
  });
}

/** The step that makes a link for a new password; earlier ones no longer work. */
export async function makeResetLinkFor(tx: Tx, { id: staffId, email }: Member, madeBy?: StaffActor | SystemActor) {
  await withdrawLinks(tx, { staffId, kind: "reset" });
  return makeLink(tx, { kind: "reset", email, staffId, ...(madeBy && { madeBy }) });
}
