import type { StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import type { Role } from "@/lib/permission";
import { isRefusal } from "@/lib/refusal";
import { addStaffMember } from "@/lib/staff/add-staff-member";
import { signIn } from "@/lib/staff/sign-in";

export const password = "a good password";
export const browser = {
  address: "192.0.2.1",
  browser: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0",
};
export const system = { kind: "system", name: "a test" } as const;

/** Puts someone on the staff, and returns them as who asks. */
export async function join(name: string, role: Role): Promise<StaffActor> {
  const id = await addStaffMember(system, { email: `${name}@example.org`, name, role, password });
  return { kind: "staff", id, name, role };
}

/** Signs someone in by their password. */
export function enter(name: string, given = password) {
  return signIn({ email: `${name}@example.org`, password: given, ...browser });
}

/** Everyone off the staff, and nothing remembered of them. */
export async function nobody(): Promise<void> {
  await db().staffLink.deleteMany();
  await db().staffMember.deleteMany();
  await db().rateLimit.deleteMany();
  await db().$executeRaw`TRUNCATE events CASCADE`;
}

/** The token at the end of a link's address. */
export function tokenOf({ address }: { address: string | null }): string {
  return address?.split("/").at(-1) ?? "";
}

/** The code of a refusal; anything else is thrown on. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
  return "done";
}

/** The events of a kind, with their personal part. */
export function eventsOf(type: string) {
  return db().event.findMany({ where: { type }, include: { personal: true }, orderBy: { id: "asc" } });
}
