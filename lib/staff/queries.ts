import type { StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import type { Role } from "@/lib/permission";

/**
 * Who a session belongs to, as of now; null once it has ended or expired, or its owner was removed.
 * A page reads this once per request; a stream that stays open asks again.
 */
export async function findSignedIn(sessionId: string): Promise<StaffActor | null> {
  try {
    const session = await db().session.findFirst({
      where: { id: sessionId, endedAt: null, expiresAt: { gt: new Date() }, staff: { removedAt: null } },
      select: { staff: { select: { id: true, name: true, role: true } } },
    });
    return session && { kind: "staff", ...session.staff };
  } catch (error) {
    throw translateTrouble(error);
  }
}

export type StaffMember = { id: string; name: string; email: string; role: Role; createdAt: Date };

/** Everyone on the staff, owners first, then by name. */
export async function listStaff(): Promise<StaffMember[]> {
  return db().staffMember.findMany({
    where: { removedAt: null },
    select: { id: true, name: true, email: true, role: true, createdAt: true },
    orderBy: [{ role: "asc" }, { name: "asc" }, { id: "asc" }],
  });
}
