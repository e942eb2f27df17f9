import type { StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import type { Role } from "@/lib/permission";
import { refuseCommon } from "@/lib/refusal";

/** A session as of now: whose it is, and what is still missing before it opens anything. */
export type SignedIn = {
  staff: StaffActor;
  /** `code`: of the second factor. `set_up`: the shop asks everyone for a second factor, and this person has none. */
  needs: "code" | "set_up" | null;
};

/** Who a session belongs to, however far they are with signing in; null once it ended or expired, or its owner was removed. */
export async function findSession(sessionId: string): Promise<SignedIn | null> {
  const [found] = await reading(
    () => db().$queryRaw<{ id: string; name: string; role: Role; needs: SignedIn["needs"] }[]>`
      SELECT staff.id, staff.name, staff.role::text AS role,
             CASE WHEN staff.sealed_totp IS NOT NULL AND NOT session.two_factor THEN 'code'
                  WHEN staff.sealed_totp IS NULL AND (SELECT two_factor_required FROM shop LIMIT 1) THEN 'set_up' END AS needs
        FROM sessions AS session JOIN staff_members AS staff ON staff.id = session.staff_id
       WHERE session.id = ${sessionId} AND session.ended_at IS NULL AND session.expires_at > clock_timestamp()
         AND staff.removed_at IS NULL`,
  );
  if (!found) return null;
  const { needs, ...staff } = found;
  return { staff: { kind: "staff", ...staff }, needs };
}

/**
 * Who is signed in by a session, as of now; null if anything is still missing, or it is over. A page reads this once per
 * request; a stream that stays open asks again.
 */
export async function findSignedIn(sessionId: string): Promise<StaffActor | null> {
  const session = await findSession(sessionId);
  return session && !session.needs ? session.staff : null;
}

const memberFields = { id: true, name: true, email: true, role: true, createdAt: true } as const;

export type HalfWay = { id: string; name: string; email: string; role: Role; passwordHash: string; sealedTotp: string };

/** Whose session waits for the code of their second factor; null if none does. */
export async function findHalfWay(sessionId: string): Promise<HalfWay | null> {
  const alive = { endedAt: null, expiresAt: { gt: new Date() } };
  const staff = { removedAt: null, sealedTotp: { not: null } };
  const select = { id: true, name: true, email: true, role: true, passwordHash: true, sealedTotp: true };
  const where = { id: sessionId, ...alive, twoFactor: false, staff };
  const found = await reading(() => db().session.findFirst({ where, select: { staff: { select } } }));
  return found ? (found.staff as HalfWay) : null;
}

export type StaffMember = { id: string; name: string; email: string; role: Role; createdAt: Date };
export type StaffRow = StaffMember & { secondFactor: boolean; seenAt: Date | null };

/** Everyone on the staff, owners first, then by name, with when they were last seen. */
export async function listStaff(): Promise<StaffRow[]> {
  const sessions = { orderBy: { seenAt: "desc" }, take: 1, select: { seenAt: true } } as const;
  const found = await reading(() =>
    db().staffMember.findMany({
      where: { removedAt: null },
      select: { ...memberFields, totpSince: true, sessions },
      orderBy: [{ role: "asc" }, { name: "asc" }, { id: "asc" }],
    }),
  );
  return found.map(({ totpSince, sessions: [last], ...member }) => ({
    ...member,
    secondFactor: totpSince !== null,
    seenAt: last?.seenAt ?? null,
  }));
}

/** Who is no longer on the staff, the last removed first. */
export async function listFormerStaff(): Promise<(StaffMember & { removedAt: Date })[]> {
  const found = await reading(() =>
    db().staffMember.findMany({
      where: { removedAt: { not: null } },
      select: { ...memberFields, removedAt: true },
      orderBy: { removedAt: "desc" },
      take: 100,
    }),
  );
  return found.map((member) => ({ ...member, removedAt: member.removedAt! }));
}

export type Invite = { id: string; email: string; role: Role; madeBy: string; createdAt: Date; expiresAt: Date };

/** Invites that were neither accepted nor withdrawn, the newest first; those that are too old too, since they can be sent again. */
export async function listInvites(): Promise<Invite[]> {
  const found = await reading(() =>
    db().staffLink.findMany({
      where: { kind: "invite", usedAt: null, withdrawnAt: null },
      select: { id: true, email: true, role: true, madeBy: true, createdAt: true, expiresAt: true },
      orderBy: { id: "desc" },
    }),
  );
  return found.map((invite) => ({ ...invite, role: invite.role! }));
}

export type Account = StaffMember & {
  removedAt: Date | null;
  totpSince: Date | null;
  /** Recovery codes that were not used yet. */
  codesLeft: number;
};

/** Someone on the staff, or who was. Refuses `not_found`. */
export async function getAccount(id: string): Promise<Account> {
  const codes = { where: { usedAt: null }, select: { codeHash: true } };
  const select = { ...memberFields, removedAt: true, totpSince: true, recoveryCodes: codes };
  const found = await reading(() => db().staffMember.findUnique({ where: { id }, select }));
  if (!found) return refuseCommon("not_found", { what: "staff member" });
  const { recoveryCodes, ...account } = found;
  return { ...account, codesLeft: recoveryCodes.length };
}

export type OpenSession = {
  id: string;
  browser: string;
  address: string;
  createdAt: Date;
  seenAt: Date;
  /** Whether the password was given and the code of the second factor is still to come. */
  halfWay: boolean;
};

/** The browsers in which someone is signed in, the last seen first. */
export async function listSessions(staffId: string): Promise<OpenSession[]> {
  const where = { staffId, endedAt: null, expiresAt: { gt: new Date() } };
  const staff = { select: { sealedTotp: true } };
  const select = { id: true, browser: true, address: true, createdAt: true, seenAt: true, twoFactor: true, staff };
  const orderBy = [{ seenAt: "desc" as const }, { id: "desc" as const }];
  const found = await reading(() => db().session.findMany({ where, select, orderBy }));
  return found.map(({ twoFactor, staff: { sealedTotp }, ...session }) => ({
    ...session,
    halfWay: sealedTotp !== null && !twoFactor,
  }));
}

async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw translateTrouble(error);
  }
}
