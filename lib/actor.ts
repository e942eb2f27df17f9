import { mayRole, type Permission, type Role } from "@/lib/permission";
import { refuseCommon } from "@/lib/refusal";

/** Who asks. Every command takes one. */
export type Actor = CustomerActor | StaffActor | SystemActor;
export type CustomerActor = { readonly kind: "customer" | "api"; readonly name?: string };
export type StaffActor = { readonly kind: "staff"; readonly id: string; readonly name: string; readonly role: Role };
export type SystemActor = { readonly kind: "system"; readonly name: string };

/** Whether an actor may do something. The system may do all that commands offer; customers nothing of the staff's. */
export function may(actor: Actor | null, permission: Permission): boolean {
  if (actor?.kind === "system") return true;
  return actor?.kind === "staff" && mayRole(actor.role, permission);
}

/** A command's first line: who asks, if they may. Refuses `not_signed_in` or `not_permitted`. */
export function requirePermission(actor: Actor | null, permission: Permission): StaffActor | SystemActor {
  if (actor?.kind !== "staff" && actor?.kind !== "system") return refuseCommon("not_signed_in", {});
  return may(actor, permission) ? actor : refuseCommon("not_permitted", { permission });
}

/** The first line of a command about one's own account: who asks, if they are on the staff. Refuses `not_signed_in`. */
export function requireMember(actor: Actor | null): StaffActor {
  return actor?.kind === "staff" ? actor : refuseCommon("not_signed_in", {});
}
