import type { StaffActor, SystemActor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { mayRole, type Role } from "@/lib/permission";
import { refuseCommon } from "@/lib/refusal";
import { refuse } from "@/lib/staff/refusals";

export type Member = { id: string; name: string; email: string; role: Role };

/** Someone on the staff as they are now. Refuses `not_found`, also for whoever was removed. */
export async function getMember(tx: Tx, id: string): Promise<Member> {
  const select = { id: true, name: true, email: true, role: true };
  const member = await tx.staffMember.findFirst({ where: { id, removedAt: null }, select });
  return member ?? refuseCommon("not_found", { what: "staff member" });
}

/** Keeps an owner on the staff. Refuses `last_owner`. */
export async function requireAnotherOwner(tx: Tx, { id, name }: Pick<Member, "id" | "name">): Promise<void> {
  const others = await tx.staffMember.count({ where: { role: "owner", removedAt: null, id: { not: id } } });
  if (others === 0) refuse("last_owner", { name });
}

/** Asked again under the lock: an owner who was removed a moment ago no longer decides who is on the staff. Refuses `not_permitted`. */
export async function requireStillManages(tx: Tx, actor: StaffActor | SystemActor): Promise<void> {
  if (actor.kind === "system") return;
  const select = { role: true };
  const now = await tx.staffMember.findFirst({ where: { id: actor.id, removedAt: null }, select });
  if (!now || !mayRole(now.role, "staff.manage")) refuseCommon("not_permitted", { permission: "staff.manage" });
}
