import type { SystemActor } from "@/lib/actor";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { logFailure } from "@/lib/log";
import type { Browser } from "@/lib/staff/make-session";
import type { Member } from "@/lib/staff/member";
import { browserWords } from "@/lib/staff/rules";
import { staffEvent } from "@/lib/staff/staff-event";
import { tellOfWrongCodes } from "@/lib/staff/tell-of-wrong-codes";

const atTheDoor: SystemActor = { kind: "system", name: "sign-in" };

type Failure = "staff.sign_in_failed" | "staff.code_failed";

/**
 * Writes down that signing in to an account failed. Not waited for: the answer must not take longer for an account that
 * exists than for one that does not.
 */
export function noteFailure(type: Failure, member: Member, from: Browser): void {
  inTransaction((tx) => note(tx, type, member, from)).catch((error) => logFailure(error, "note a failed sign-in"));
}

async function note(tx: Tx, type: Failure, member: Member, { browser, address }: Browser): Promise<void> {
  const { id, name, email, role } = member;
  const now = { browser: browserWords(browser) };
  await recordEvent(
    tx,
    atTheDoor,
    staffEvent(type, { id, name, email, role }, { now, personal: { snapshot: { address } } }),
  );
  if (type === "staff.code_failed") await tellOfWrongCodes(tx, atTheDoor, { id, name, email, role }, now.browser);
}
