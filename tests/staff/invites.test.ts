import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor, StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { acceptInvite } from "@/lib/staff/accept-invite";
import { invite } from "@/lib/staff/invite";
import { findLink } from "@/lib/staff/links";
import { findSignedIn, listInvites, listStaff } from "@/lib/staff/queries";
import { removeStaffMember } from "@/lib/staff/remove-staff-member";
import { renewInvite } from "@/lib/staff/renew-invite";
import { withdrawInvite } from "@/lib/staff/withdraw-invite";
import { browser, codeOf, enter, eventsOf, join, nobody, password, tokenOf } from "@/tests/staff/people";
import { useDatabase } from "@/tests/support/database";
import { tamper } from "@/tests/support/tamper";

useDatabase();

const ben = { email: "ben@example.org", role: "staff" } as const;
let ada: StaffActor;

beforeEach(async () => {
  await nobody();
  ada = await join("ada", "owner");
});
afterEach(() => vi.unstubAllEnvs());

const accept = (token: string) => acceptInvite({ token, name: "Ben", password }, browser);

describe("an invite", () => {
  it("is a link that makes someone a member of the staff in the role it gives, and signs them in", async () => {
    const link = await invite(ada, ben);
    expect(await findLink("invite", tokenOf(link))).toMatchObject({ trouble: null, email: ben.email, role: "staff" });
    const session = await accept(tokenOf(link));
    expect(await findSignedIn(session.id)).toMatchObject({ name: "Ben", role: "staff" });
    expect(await enter("ben")).toHaveProperty("id");
    expect(await listInvites()).toEqual([]);
  });

  it("keeps of its token only the hash and a sealed copy, and none in its event", async () => {
    const token = tokenOf(await invite(ada, ben));
    const [row] = await db().staffLink.findMany();
    expect(JSON.stringify(row)).not.toContain(token);
    const [event] = await eventsOf("staff.invited");
    expect(JSON.stringify(event)).not.toContain(token);
    expect(event).toMatchObject({
      subjectKind: "staff",
      subjectId: row?.id,
      personal: { snapshot: { email: ben.email } },
    });
    expect(JSON.stringify({ ...event, personal: null })).not.toContain(ben.email);
    expect(await db().$queryRaw`SELECT 1 FROM pgboss.job WHERE data->>'eventId' = ${event?.id}`).toHaveLength(1);
  });

  it("works once, however many open it at the same time", async () => {
    const token = tokenOf(await invite(ada, ben));
    const answers = await Promise.all([accept(token), accept(token), accept(token)].map(codeOf));
    expect(answers.toSorted()).toEqual(["done", "link_unusable", "link_unusable"]);
    expect(await listStaff()).toHaveLength(2);
    expect(await findLink("invite", token)).toEqual({ trouble: "used" });
    expect((await db().staffLink.findFirstOrThrow()).sealedToken).toBe("");
  });

  it("is good for 72 hours", async () => {
    const token = tokenOf(await invite(ada, ben));
    const { createdAt, expiresAt } = await db().staffLink.findFirstOrThrow();
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(72 * 3_600_000);
    await tamper("UPDATE staff_links SET expires_at = now() - interval '1 second'");
    expect(await findLink("invite", token)).toEqual({ trouble: "expired" });
    await expect(accept(token)).rejects.toThrow("This link is too old. Ask the person who invited you for a new one.");
    expect(await listStaff()).toHaveLength(1);
  });

  it("can be taken back", async () => {
    const token = tokenOf(await invite(ada, ben));
    const [out] = await listInvites();
    await withdrawInvite(ada, { inviteId: out!.id });
    expect(await codeOf(accept(token))).toBe("link_unusable");
    expect(await findLink("invite", token)).toEqual({ trouble: "withdrawn" });
    expect(await codeOf(withdrawInvite(ada, { inviteId: out!.id }))).toBe("not_found");
    expect(await eventsOf("staff.invite_withdrawn")).toHaveLength(1);
  });

  it("can be sent again, by another link in place of the first", async () => {
    const first = tokenOf(await invite(ada, ben));
    const [out] = await listInvites();
    const second = tokenOf(await renewInvite(ada, { inviteId: out!.id }));
    expect(await codeOf(accept(first))).toBe("link_unusable");
    expect(await codeOf(accept(second))).toBe("done");
  });

  it("of an owner is made, and made again, for one's own password alone", async () => {
    const asOwner = { email: "cleo@example.org", role: "owner" } as const;
    expect(await codeOf(invite(ada, asOwner))).toBe("password_asked");
    expect(await codeOf(invite(ada, { ...asOwner, password: "not it" }))).toBe("wrong_password");
    expect(await listInvites()).toEqual([]);
    const first = tokenOf(await invite(ada, { ...asOwner, password }));
    const [out] = await listInvites();
    expect(await codeOf(renewInvite(ada, { inviteId: out!.id }))).toBe("password_asked");
    expect(await codeOf(renewInvite(ada, { inviteId: out!.id, password: "not it" }))).toBe("wrong_password");
    expect(await findLink("invite", first)).toMatchObject({ trouble: null });
    expect(await codeOf(accept(tokenOf(await renewInvite(ada, { inviteId: out!.id, password }))))).toBe("done");
  });

  it("is shown to who made it only where no mail carries it", async () => {
    expect((await invite(ada, ben)).address).toMatch(/\/invite\/[\w-]{22}$/);
    vi.stubEnv("SMTP_URL", "smtp://mail.example");
    expect(await invite(ada, { ...ben, email: "cleo@example.org" })).toEqual({ address: null });
  });

  it("is refused for who is on the staff, or was invited already", async () => {
    expect(await codeOf(invite(ada, { ...ben, email: "ada@example.org" }))).toBe("already_staff");
    await invite(ada, ben);
    expect(await codeOf(invite(ada, ben))).toBe("already_invited");
  });

  it("brings back who was removed, without the second factor that they had", async () => {
    const cleo = await join("cleo", "staff");
    await db().staffMember.update({ where: { id: cleo.id }, data: { sealedTotp: "s1.x", totpSince: new Date() } });
    await removeStaffMember(ada, { staffId: cleo.id });
    const link = await invite(ada, { email: "cleo@example.org", role: "manager" });
    const session = await accept(tokenOf(link));
    expect(await findSignedIn(session.id)).toMatchObject({ id: cleo.id, role: "manager" });
  });

  it("cannot be guessed at for long", async () => {
    const guesses = await Promise.all(Array.from({ length: 22 }, (_, one) => codeOf(accept(`guess-${one}`))));
    expect(guesses.filter((code) => code === "too_many")).toHaveLength(2);
  });

  it("of an unknown token says that it is none of ours", async () => {
    await expect(accept("nonsense")).rejects.toThrow("This link is not one of ours.");
  });
});

describe("without the permission", () => {
  it.each([
    ["nobody", null, "not_signed_in"],
    ["a customer", { kind: "customer" }, "not_signed_in"],
    ["staff", { kind: "staff", id: "stf_x", name: "Mina", role: "staff" }, "not_permitted"],
    ["a manager", { kind: "staff", id: "stf_x", name: "Max", role: "manager" }, "not_permitted"],
  ] as [string, Actor | null, string][])(
    "%s can neither invite nor take an invite back, and nothing changes",
    async (_who, by, code) => {
      await invite(ada, ben);
      const [out] = await listInvites();
      const before = await db().event.count();
      expect(await codeOf(invite(by, { ...ben, email: "eve@example.org" }))).toBe(code);
      expect(await codeOf(withdrawInvite(by, { inviteId: out!.id }))).toBe(code);
      expect(await codeOf(renewInvite(by, { inviteId: out!.id }))).toBe(code);
      expect(await listInvites()).toEqual([out]);
      expect(await db().event.count()).toBe(before);
    },
  );

  it("an owner who was removed a moment ago invites nobody", async () => {
    const gone = await join("gone", "owner");
    await removeStaffMember(ada, { staffId: gone.id });
    expect(await codeOf(invite(gone, ben))).toBe("not_permitted");
  });
});
