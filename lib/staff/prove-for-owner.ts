import type { StaffActor, SystemActor } from "@/lib/actor";
import type { Role } from "@/lib/permission";
import { provePassword } from "@/lib/staff/prove-password";
import { refuse } from "@/lib/staff/refusals";

/**
 * Asks for the password of whoever may be about to make an owner, if they gave it: a session alone, which can be stolen, makes none.
 * Comes before the transaction, because a password takes its time. Returns what refuses `password_asked` for a role that needed it.
 * Refuses `wrong_password`, `too_many`.
 */
export async function proveForOwner(who: StaffActor | SystemActor, password = ""): Promise<(role: Role) => void> {
  const proved = who.kind === "system" || password !== "";
  if (who.kind === "staff" && proved) await provePassword(who.id, password);
  return (role) => {
    if (role === "owner" && !proved) refuse("password_asked", {});
  };
}
