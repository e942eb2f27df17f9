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

/** A command's first line. Refuses `not_signed_in` or `not_permitted`. */
export function requirePermission(actor: Actor | null, permission: Permission): void {
  if (actor?.kind !== "staff" && actor?.kind !== "system") refuseCommon("not_signed_in", {});
  if (!may(actor, permission)) refuseCommon("not_permitted", { permission });
}
