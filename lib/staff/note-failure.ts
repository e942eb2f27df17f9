import type { SystemActor } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { logFailure } from "@/lib/log";
import type { Browser } from "@/lib/staff/make-session";
import { browserWords } from "@/lib/staff/rules";
import { staffEvent } from "@/lib/staff/staff-event";

const atTheDoor: SystemActor = { kind: "system", name: "sign-in" };

type Member = { id: string; name: string; email: string; role: string };

/**
 * Writes down that signing in to an account failed. Not waited for: the answer must not take longer for an account that
 * exists than for one that does not.
 */
export function noteFailure(
  type: "staff.sign_in_failed" | "staff.code_failed",
  { id, name, email, role }: Member,
  { browser, address }: Browser,
): void {
  const more = { now: { browser: browserWords(browser) }, personal: { snapshot: { address } } };
  const event = staffEvent(type, { id, name, email, role }, more);
  inTransaction((tx) => recordEvent(tx, atTheDoor, event)).catch((error) => logFailure(error, "note a failed sign-in"));
}
