import { beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor";
import { changeRole } from "@/lib/staff/change-role";
import { endOtherSessions } from "@/lib/staff/end-other-sessions";
import { endSession } from "@/lib/staff/end-session";
import { endSessions } from "@/lib/staff/end-sessions";
import { findSignedIn, listSessions, listStaff } from "@/lib/staff/queries";
import { removeStaffMember } from "@/lib/staff/remove-staff-member";
import { takeBackStaffMember } from "@/lib/staff/take-back-staff-member";
import { codeOf, enter, eventsOf, join, nobody, password } from "@/tests/staff/people";
import { useDatabase } from "@/tests/support/database";

useDatabase();

let ada: StaffActor;
beforeEach(async () => {
  await nobody();
  ada = await join("ada", "owner");
});

const owners = async () => (await listStaff()).filter(({ role }) => role === "owner").length;

describe("a role", () => {
  it("counts from the next request on, with before and after in the log", async () => {
    const ben = await join("ben", "staff");
    const { id } = await enter("ben");
    await changeRole(ada, { staffId: ben.id, role: "manager" });
    expect(await findSignedIn(id)).toMatchObject({ role: "manager" });
    const [event] = await eventsOf("staff.role_changed");
    expect(event).toMatchObject({ previous: { role: "staff" }, snapshot: { role: "manager" }, subjectName: "ben" });
  });

  it("that stays the same leaves no line in the log", async () => {
    await changeRole(ada, { staffId: ada.id, role: "owner" });
    expect(await eventsOf("staff.role_changed")).toEqual([]);
  });

  it("of an owner is given for one's own password, and for nothing less", async () => {
    const ben = await join("ben", "staff");
    const give = (given?: string) => codeOf(changeRole(ada, { staffId: ben.id, role: "owner", password: given }));
    expect(await give()).toBe("password_asked");
    expect(await give("")).toBe("password_asked");
    expect(await give("not it")).toBe("wrong_password");
    expect(await owners()).toBe(1);
    expect(await eventsOf("staff.role_changed")).toEqual([]);
    expect(await give(password)).toBe("done");
    expect(await owners()).toBe(2);
  });

  it("cannot be taken from the only owner", async () => {
    expect(await codeOf(changeRole(ada, { staffId: ada.id, role: "manager" }))).toBe("last_owner");
    expect(await owners()).toBe(1);
  });

  it("is left to one of two owners who take it from each other at the same time", async () => {
    for (let round = 0; round < 5; round += 1) {
      const ben = await join(`ben${round}`, "owner");
      const answers = await Promise.all([
        codeOf(changeRole(ada, { staffId: ben.id, role: "staff" })),
        codeOf(changeRole(ben, { staffId: ada.id, role: "staff" })),
      ]);
      expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
      expect(await owners()).toBe(1);
      ada = (await listStaff())
        .filter(({ role }) => role === "owner")
        .map((one) => ({ kind: "staff" as const, ...one }))[0]!;
    }
  });

  it("is left to one when an owner is removed while they remove another of three", async () => {
    const [ben, cleo] = [await join("ben", "owner"), await join("cleo", "owner")];
    const answers = await Promise.all([
      codeOf(removeStaffMember(ada, { staffId: ben.id })),
      codeOf(changeRole(ben, { staffId: cleo.id, role: "staff" })),
      codeOf(changeRole(cleo, { staffId: ada.id, role: "staff" })),
    ]);
    expect(answers).toContain("done");
    expect(await owners()).toBeGreaterThanOrEqual(1);
  });

  it("is given by owners alone", async () => {
    const ben = await join("ben", "manager");
    expect(await codeOf(changeRole(ben, { staffId: ben.id, role: "owner" }))).toBe("not_permitted");
    expect(await codeOf(changeRole(null, { staffId: ben.id, role: "owner" }))).toBe("not_signed_in");
    expect(await owners()).toBe(1);
  });
});

describe("who was removed", () => {
  it("can be taken back, in the role and with the password they had", async () => {
    const ben = await join("ben", "manager");
    await removeStaffMember(ada, { staffId: ben.id });
    expect(await codeOf(enter("ben"))).toBe("wrong_credentials");
    await takeBackStaffMember(ada, { staffId: ben.id });
    const { id } = await enter("ben");
    expect(await findSignedIn(id)).toMatchObject({ role: "manager" });
    expect(await eventsOf("staff.taken_back")).toHaveLength(1);
  });

  it("as an owner is taken back for one's own password", async () => {
    const ben = await join("ben", "owner");
    await removeStaffMember(ada, { staffId: ben.id });
    expect(await codeOf(takeBackStaffMember(ada, { staffId: ben.id }))).toBe("password_asked");
    expect(await codeOf(takeBackStaffMember(ada, { staffId: ben.id, password: "not it" }))).toBe("wrong_password");
    expect(await owners()).toBe(1);
    await takeBackStaffMember(ada, { staffId: ben.id, password });
    expect(await owners()).toBe(2);
  });

  it("is taken back by owners alone, and only if they were removed", async () => {
    const ben = await join("ben", "manager");
    expect(await codeOf(takeBackStaffMember(ada, { staffId: ben.id }))).toBe("not_found");
    await removeStaffMember(ada, { staffId: ben.id });
    expect(await codeOf(takeBackStaffMember(ben, { staffId: ben.id }))).toBe("not_permitted");
  });
});

describe("sessions", () => {
  it("are listed with their browser and address, and each can be ended by whose it is", async () => {
    const [first, second] = [await enter("ada"), await enter("ada")];
    expect((await listSessions(ada.id)).map(({ address }) => address)).toEqual(["192.0.2.1", "192.0.2.1"]);
    await endSession(ada, { sessionId: first.id });
    expect(await findSignedIn(first.id)).toBeNull();
    expect(await findSignedIn(second.id)).not.toBeNull();
    expect((await eventsOf("staff.sessions_ended"))[0]).toMatchObject({ snapshot: { browser: "Firefox on Linux" } });
  });

  it("can all be ended but the one in hand", async () => {
    const here = await enter("ada");
    await enter("ada");
    expect(await endOtherSessions(ada, { keep: here.id })).toBe(1);
    expect((await listSessions(ada.id)).map(({ id }) => id)).toEqual([here.id]);
  });

  it("of a colleague are ended by owners alone", async () => {
    const ben = await join("ben", "manager");
    const [theirs, mine] = [await enter("ada"), await enter("ben")];
    expect(await codeOf(endSession(ben, { sessionId: theirs.id }))).toBe("not_permitted");
    expect(await codeOf(endSession(ben, { sessionId: "ses_none" }))).toBe("not_permitted");
    expect(await codeOf(endSession(null, { sessionId: theirs.id }))).toBe("not_signed_in");
    expect(await findSignedIn(theirs.id)).not.toBeNull();
    await endSession(ada, { sessionId: mine.id });
    await enter("ben");
    expect(await endSessions(ada, { staffId: ben.id })).toBe(1);
    expect(await listSessions(ben.id)).toEqual([]);
  });
});
