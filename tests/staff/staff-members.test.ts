import { beforeEach, describe, expect, it } from "vitest";
import type { Actor, StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import type { Role } from "@/lib/permission";
import { addStaffMember } from "@/lib/staff/add-staff-member";
import { createOwner } from "@/lib/staff/create-owner";
import { endSessions } from "@/lib/staff/end-sessions";
import { findSignedIn, listStaff } from "@/lib/staff/queries";
import { removeStaffMember } from "@/lib/staff/remove-staff-member";
import { signIn } from "@/lib/staff/sign-in";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const password = "a good password";
const system: Actor = { kind: "system", name: "a test" };

function join(name: string, role: Role): Promise<string> {
  return addStaffMember(system, { email: `${name}@example.org`, name, role, password });
}

function actor(id: string, role: Role): StaffActor {
  return { kind: "staff", id, name: role, role };
}

function enter(name: string) {
  return signIn({ email: `${name}@example.org`, password, address: "192.0.2.1", browser: "" });
}

beforeEach(async () => {
  await db().staffMember.deleteMany();
  await db().$executeRaw`TRUNCATE events CASCADE`;
});

describe("the first owner", () => {
  it("is made once, however many try at the same time", async () => {
    const made = await Promise.all(
      ["ada", "ben", "cleo"].map((name) => createOwner({ email: `${name}@example.org`, password, name })),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await listStaff()).toHaveLength(1);
  });

  it("is written down as an event, without the password", async () => {
    await createOwner({ email: "ada@example.org", password, name: "Ada" });
    const [event] = await db().event.findMany();
    expect(event).toMatchObject({ type: "staff.added", actor: { kind: "system", name: "set-up" } });
    expect(JSON.stringify(event)).not.toMatch(/argon2|a good password/);
  });
});

describe("taking someone off the staff", () => {
  it("ends every session of theirs at once, and they cannot sign in again", async () => {
    await join("ada", "owner");
    const ben = await join("ben", "staff");
    const sessions = [await enter("ben"), await enter("ben")];
    await removeStaffMember(system, { staffId: ben });
    for (const { id } of sessions) expect(await findSignedIn(id)).toBeNull();
    await expect(enter("ben")).rejects.toMatchObject({ code: "wrong_credentials" });
    expect((await listStaff()).map(({ name }) => name)).toEqual(["ada"]);
    expect(await db().event.count({ where: { type: "staff.removed" } })).toBe(1);
  });

  it("ends a session even if its row was left open", async () => {
    const ben = await join("ben", "staff");
    const { id } = await enter("ben");
    await db().staffMember.update({ where: { id: ben }, data: { removedAt: new Date() } });
    expect(await findSignedIn(id)).toBeNull();
  });

  it("is refused for the only owner", async () => {
    const ada = await join("ada", "owner");
    await expect(removeStaffMember(system, { staffId: ada })).rejects.toMatchObject({ code: "last_owner" });
    expect(await listStaff()).toHaveLength(1);
  });

  it("leaves one owner when two remove each other at the same time", async () => {
    const [ada, ben] = [await join("ada", "owner"), await join("ben", "owner")];
    const answers = await Promise.allSettled([
      removeStaffMember(actor(ada, "owner"), { staffId: ben }),
      removeStaffMember(actor(ben, "owner"), { staffId: ada }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listStaff()).toHaveLength(1);
  });

  it("is refused for someone who is not there", async () => {
    await expect(removeStaffMember(system, { staffId: "stf_none" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("can be taken back by adding them again, with their old sessions still ended", async () => {
    await join("ada", "owner");
    const ben = await join("ben", "staff");
    const { id } = await enter("ben");
    await removeStaffMember(system, { staffId: ben });
    expect(await join("ben", "manager")).toBe(ben);
    expect(await findSignedIn(id)).toBeNull();
    expect(await enter("ben")).toHaveProperty("id");
  });
});

describe("adding someone to the staff", () => {
  it("is refused for an email address that is taken", async () => {
    await join("ada", "owner");
    await expect(join("ada", "staff")).rejects.toMatchObject({ code: "already_staff" });
  });
});

describe("without the permission", () => {
  const customer: Actor = { kind: "customer" };
  const someone = { email: "eve@example.org", name: "Eve", role: "owner" as const, password };

  it.each([
    ["a customer", customer, "not_signed_in"],
    ["staff", actor("stf_x", "staff"), "not_permitted"],
    ["a manager", actor("stf_x", "manager"), "not_permitted"],
  ])("%s cannot change who is on the staff, and nothing changes", async (_who, by, code) => {
    await join("ada", "owner");
    const ben = await join("ben", "staff");
    const { id } = await enter("ben");
    const events = await db().event.count();
    await expect(removeStaffMember(by, { staffId: ben })).rejects.toMatchObject({ code });
    await expect(endSessions(by, { staffId: ben })).rejects.toMatchObject({ code });
    await expect(addStaffMember(by, someone)).rejects.toMatchObject({ code });
    expect(await listStaff()).toHaveLength(2);
    expect(await findSignedIn(id)).not.toBeNull();
    expect(await db().event.count()).toBe(events);
  });
});
