import type { StaffActor } from "@/lib/actor";
import type { NewEvent } from "@/lib/history/record-event";
import type { Role } from "@/lib/permission";
import type { Browser } from "@/lib/staff/make-session";
import { browserWords } from "@/lib/staff/rules";
import { staffEvent } from "@/lib/staff/staff-event";

type Member = { id: string; name: string; email: string; role: Role };

/** That someone came in, by which proofs, and from where. The address is kept apart, as a person's. */
export function signedInEvent(
  { id, name, email, role }: Member,
  { browser, address }: Browser,
  by: "password" | "password and code" | "password and recovery code",
): [StaffActor, NewEvent] {
  const now = { by, browser: browserWords(browser) };
  const event = staffEvent("staff.signed_in", { id, name, email, role }, { now, personal: { snapshot: { address } } });
  return [{ kind: "staff", id, name, role }, event];
}
