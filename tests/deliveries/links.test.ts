import { beforeEach, describe, expect, it, vi } from "vitest";
import type { StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { email } from "@/lib/deliveries/channels/email";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { fillLinks } from "@/lib/deliveries/fill-links";
import { listOutbox } from "@/lib/deliveries/outbox-queries";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { getDelivery } from "@/lib/deliveries/queries";
import { askPasswordReset } from "@/lib/staff/ask-password-reset";
import { changeEmail } from "@/lib/staff/change-email";
import { changePassword } from "@/lib/staff/change-password";
import { confirmEmail } from "@/lib/staff/confirm-email";
import { invite } from "@/lib/staff/invite";
import { linkToken } from "@/lib/staff/links";
import { noteFailure } from "@/lib/staff/note-failure";
import { resetSecondFactor } from "@/lib/staff/reset-second-factor";
import { withdrawInvite } from "@/lib/staff/withdraw-invite";
import { browser, join, nobody, password } from "@/tests/staff/people";
import { useDatabase } from "@/tests/support/database";

useDatabase();

let ada: StaffActor;
let ben: StaffActor;

beforeEach(async () => {
  vi.unstubAllEnvs();
  await db().delivery.deleteMany();
  await nobody();
  ada = await join("ada", "owner");
  ben = await join("ben", "staff");
});

/** The mails that an event of this type leads to, as they are stored. */
async function mailsOf(type: string) {
  const { id } = await db().event.findFirstOrThrow({ where: { type }, orderBy: { id: "desc" }, select: { id: true } });
  await planDeliveries(id);
  return db().delivery.findMany({
    where: { eventId: id },
    select: { id: true, address: true, subject: true, body: true, html: true },
  });
}

const invited = { email: "cleo@example.org", role: "staff" } as const;

describe("a mail with a link to a colleague", () => {
  it("holds no token while it is stored, and the token once it is sent", async () => {
    await invite(ada, invited);
    const [mail] = await mailsOf("staff.invited");
    const { id } = await db().staffLink.findFirstOrThrow({ select: { id: true } });
    const token = (await linkToken(id))!;
    expect(mail).toMatchObject({ address: invited.email, subject: expect.stringContaining("ada invites you") });
    for (const stored of [mail!.body, mail!.html]) {
      expect(stored).toContain(`/invite/${id}`);
      expect(stored).not.toContain(token);
    }
    const sent = await fillLinks(mail!);
    for (const part of [sent!.body, sent!.html]) {
      expect(part).toContain(`/invite/${token}`);
      expect(part).not.toContain(id);
    }
  });

  it("is masked on the pages of the outbox and of deliveries", async () => {
    await askPasswordReset({ email: "ben@example.org" }, "192.0.2.1");
    const [mail] = await mailsOf("staff.reset_asked");
    await db().delivery.update({ where: { id: mail!.id }, data: { state: "kept" }, select: { id: true } });
    const shown = [await getDelivery(mail!.id), ...(await listOutbox()).messages];
    expect(shown).toHaveLength(2);
    for (const { body, html } of shown) {
      expect(body).toContain("/reset/•••");
      expect(html).toContain("/reset/•••");
      expect(body + html).not.toMatch(/lnk_/);
    }
  });

  it("is not sent any more once its link was withdrawn", async () => {
    vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
    await invite(ada, invited);
    const [mail] = await mailsOf("staff.invited");
    const { id: inviteId } = await db().staffLink.findFirstOrThrow({ select: { id: true } });
    await withdrawInvite(ada, { inviteId });
    expect(await fillLinks(mail!)).toBeNull();
    const claimed = await claimDelivery(mail!.id);
    expect(await email.send(claimed!, new AbortController().signal)).toMatchObject({ outcome: "refused" });
  });

  it("without a link stays as it is", async () => {
    const mail = { body: "See /admin/orders/ord_1", html: "<p>/invite/other</p>" };
    expect(await fillLinks(mail)).toEqual(mail);
  });
});

describe("what people of the shop are told about their own accounts", () => {
  it("goes to their address, and of a changed address to the one before it", async () => {
    vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
    await changeEmail(ben, { email: "benny@example.org", password });
    expect(await mailsOf("staff.email_change_asked")).toMatchObject([{ address: "benny@example.org" }]);
    const { id } = await db().staffLink.findFirstOrThrow({ select: { id: true } });
    await confirmEmail({ token: (await linkToken(id))! }, "192.0.2.1");
    expect(await mailsOf("staff.email_changed")).toMatchObject([{ address: "ben@example.org" }]);
    await changePassword(ben, { oldPassword: password, password: "another good password" }, browser);
    expect(await mailsOf("staff.password_changed")).toMatchObject([{ address: "benny@example.org" }]);
    const factor = { sealedTotp: "s1.x", totpSince: new Date() };
    await db().staffMember.update({ where: { id: ben.id }, data: factor, select: { id: true } });
    await resetSecondFactor(ada, { staffId: ben.id });
    expect(await mailsOf("staff.second_factor_reset")).toMatchObject([{ address: "benny@example.org" }]);
  });

  it("says from which browser six wrong codes came, and what to do", async () => {
    const about = { id: ben.id, name: "Ben", email: "ben@example.org", role: "staff" as const };
    for (let code = 0; code < 6; code += 1) noteFailure("staff.code_failed", about, browser);
    await expect.poll(() => db().event.count({ where: { type: "staff.codes_guessed" } })).toBe(1);
    const [mail, ...others] = await mailsOf("staff.codes_guessed");
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ address: "ben@example.org", subject: expect.stringContaining("Six wrong codes") });
    expect(mail!.body).toContain("Firefox on Linux");
    expect(mail!.body).toContain("Set a new one from the sign-in page");
  });
});
