import type { z } from "zod";
import type { SystemActor } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/transaction";
import { keepMember } from "@/lib/staff/add-staff-member";
import { ownerInput } from "@/lib/staff/input";
import { hashPassword } from "@/lib/staff/passwords";

const setUp: SystemActor = { kind: "system", name: "set-up" };

/** Makes the shop's first owner. False, and nothing changes, if there is an owner already. For the shop's own console. */
export async function createOwner(given: z.input<typeof ownerInput>): Promise<boolean> {
  const { password, ...person } = ownerInput.parse(given);
  const passwordHash = await hashPassword(password);
  return inTransaction(async (tx) => {
    await lockStaff(tx);
    if ((await tx.staffMember.count({ where: { role: "owner", removedAt: null } })) > 0) return false;
    await keepMember(tx, setUp, { ...person, role: "owner", passwordHash });
    return true;
  });
}
