import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { acceptInvite } from "@/lib/staff/accept-invite";
import { askPasswordReset } from "@/lib/staff/ask-password-reset";
import { changeEmail } from "@/lib/staff/change-email";
import { changeName } from "@/lib/staff/change-name";
import { changePassword } from "@/lib/staff/change-password";
import { changeRole } from "@/lib/staff/change-role";
import { confirmEmail } from "@/lib/staff/confirm-email";
import { forgetOldSessions } from "@/lib/staff/forget-old-sessions";
import { nameInput } from "@/lib/staff/input";
import { invite } from "@/lib/staff/invite";
import { findLink, linkToken } from "@/lib/staff/links";
import { makeResetLink } from "@/lib/staff/make-reset-link";
import { findSignedIn } from "@/lib/staff/queries";
import { removeStaffMember } from "@/lib/staff/remove-staff-member";
import { resetOwnerPassword } from "@/lib/staff/reset-owner-password";
import { resetPassword } from "@/lib/staff/reset-password";
import { browser, codeOf, enter, eventsOf, join, nobody, password, tokenOf } from "@/tests/staff/people";
import { useDatabase } from "@/tests/support/database";
import { tamper } from "@/tests/support/tamper";

useDatabase();

const fresh = "another good password";
let ada: StaffActor;
let ben: StaffActor;

beforeEach(async () => {
  await nobody();
  ada = await join("ada", "owner");
  ben = await join("ben", "staff");
});
afterEach(() => vi.unstubAllEnvs());

/** The token that the newest link's mail would carry. */
async function mailedToken(): Promise<string> {
  const { id } = await db().staffLink.findFirstOrThrow({ orderBy: { id: "desc" }, select: { id: true } });
  return (await linkToken(id)) ?? "";
}

describe("a forgotten password", () => {
  const ask = (email: string, address = "192.0.2.1") => askPasswordReset({ email }, address);

  it("is set anew by a link that is mailed, works once, and ends every session", async () => {
    const { id } = await enter("ben");
    await ask("ben@example.org");
    const token = await mailedToken();
    await resetPassword({ token, password: fresh }, "192.0.2.1");
    expect(await findSignedIn(id)).toBeNull();
    expect(await codeOf(enter("ben"))).toBe("wrong_credentials");
    expect(await enter("ben", fresh)).toHaveProperty("id");
    expect(await codeOf(resetPassword({ token, password: fresh }, "192.0.2.1"))).toBe("link_unusable");
    const [asked] = await eventsOf("staff.reset_asked");
    expect(JSON.stringify(asked)).not.toContain(token);
    expect(asked).toMatchObject({ dispatchedAt: null, actor: { kind: "system", name: "sign-in" } });
    expect(await eventsOf("staff.password_changed")).toMatchObject([
      { actor: { id: ben.id }, snapshot: { by: "link" } },
    ]);
  });

  it("is answered alike whether the account exists or not, as slowly", async () => {
    const times: number[] = [];
    for (const email of ["ben@example.org", "nobody@example.org"]) {
      const began = performance.now();
      expect(await ask(email)).toBeUndefined();
      times.push(performance.now() - began);
    }
    expect(Math.min(...times)).toBeGreaterThanOrEqual(599);
    expect(await db().staffLink.count()).toBe(1);
  });

  it("is answered alike when the mailbox has had enough", async () => {
    for (let time = 0; time < 5; time += 1) await ask("ben@example.org", `192.0.2.${time}`);
    expect(await db().staffLink.count()).toBe(3);
  });

  it("stops an address that asks again and again", async () => {
    const answers: string[] = [];
    for (let time = 0; time < 11; time += 1) answers.push(await codeOf(ask(`someone${time}@example.org`)));
    expect(answers.at(-1)).toBe("too_many");
    expect(new Set(answers.slice(0, 10))).toEqual(new Set(["done"]));
  });

  it("has one link at a time, for an hour", async () => {
    await ask("ben@example.org");
    const first = await mailedToken();
    await ask("ben@example.org");
    expect(await findLink("reset", first)).toEqual({ trouble: "withdrawn" });
    const second = await mailedToken();
    await tamper("UPDATE staff_links SET expires_at = now() - interval '1 second'");
    await expect(resetPassword({ token: second, password: fresh }, "192.0.2.1")).rejects.toThrow(
      "This link is too old.",
    );
  });

  it("is forgotten a month after it was of use, its token as soon as it is too old", async () => {
    await ask("ben@example.org");
    await tamper("UPDATE staff_links SET expires_at = now() - interval '1 second'");
    await forgetOldSessions();
    expect(await db().staffLink.findMany({ select: { sealedToken: true } })).toEqual([{ sealedToken: "" }]);
    await tamper("UPDATE staff_links SET expires_at = now() - interval '31 days'");
    await forgetOldSessions();
    expect(await db().staffLink.count()).toBe(0);
  });

  it("opens nothing but a password: an invite's door does not take its link", async () => {
    await ask("ben@example.org");
    expect(await findLink("invite", await mailedToken())).toEqual({ trouble: "unknown" });
  });
});

describe("a link for a colleague's password", () => {
  it("is shown once to the owner where no mail carries it", async () => {
    const token = tokenOf(await makeResetLink(ada, { staffId: ben.id }));
    await resetPassword({ token, password: fresh }, "192.0.2.1");
    expect(await enter("ben", fresh)).toHaveProperty("id");
    vi.stubEnv("SMTP_URL", "smtp://mail.example");
    expect(await makeResetLink(ada, { staffId: ben.id })).toEqual({ address: null });
  });

  it("is made by owners alone, and not for themselves", async () => {
    const events = await db().event.count();
    expect(await codeOf(makeResetLink(ben, { staffId: ada.id }))).toBe("not_permitted");
    expect(await codeOf(makeResetLink(null, { staffId: ada.id }))).toBe("not_signed_in");
    expect(await codeOf(makeResetLink(ada, { staffId: ada.id }))).toBe("own_account");
    expect(await db().staffLink.count()).toBe(0);
    expect(await db().event.count()).toBe(events);
  });
});

describe("links that an owner made for others", () => {
  it.each([
    ["is removed", (staffId: string) => removeStaffMember(ada, { staffId })],
    ["becomes a manager", (staffId: string) => changeRole(ada, { staffId, role: "manager" as const })],
  ])("no longer work once that owner %s, and the log says how many", async (_how, end) => {
    const mallory = await join("mallory", "owner");
    const invited = tokenOf(await invite(mallory, { email: "m2@example.org", role: "owner", password }));
    const reset = tokenOf(await makeResetLink(mallory, { staffId: ben.id }));
    const kept = tokenOf(await invite(ada, { email: "cleo@example.org", role: "staff" }));
    await end(mallory.id);
    expect(await codeOf(acceptInvite({ token: invited, name: "M", password }, browser))).toBe("link_unusable");
    expect(await codeOf(resetPassword({ token: reset, password: fresh }, "192.0.2.1"))).toBe("link_unusable");
    expect(await codeOf(acceptInvite({ token: kept, name: "Cleo", password }, browser))).toBe("done");
    const events = [...(await eventsOf("staff.removed")), ...(await eventsOf("staff.role_changed"))];
    expect(events).toMatchObject([{ snapshot: { linksWithdrawn: 2 } }]);
  });
});

describe("one's own password", () => {
  it("takes the old one, signs other browsers out and gives this one a new session", async () => {
    const [here, there] = [await enter("ben"), await enter("ben")];
    expect(await codeOf(changePassword(ben, { oldPassword: "not it", password: fresh }, browser))).toBe(
      "wrong_password",
    );
    const renewed = await changePassword(ben, { oldPassword: password, password: fresh }, browser);
    for (const { id } of [here, there]) expect(await findSignedIn(id)).toBeNull();
    expect(await findSignedIn(renewed.id)).toMatchObject({ id: ben.id });
    expect(await enter("ben", fresh)).toHaveProperty("id");
    expect(JSON.stringify(await eventsOf("staff.password_changed"))).not.toMatch(/argon2|good password/);
  });

  it.each([
    ["on one's account page", () => changePassword(ben, { oldPassword: password, password: fresh }, browser)],
    [
      "by a link",
      async () => {
        const token = tokenOf(await makeResetLink(ada, { staffId: ben.id }));
        await resetPassword({ token, password: fresh }, "192.0.2.1");
      },
    ],
    [
      "at the console",
      async () => {
        await changeRole(ada, { staffId: ben.id, role: "owner", password });
        await resetOwnerPassword({ email: "ben@example.org", password: fresh });
      },
    ],
  ])("set %s stops the change of email that a thief of the old one began", async (_where, set) => {
    vi.stubEnv("SMTP_URL", "smtp://mail.example");
    await changeEmail(ben, { email: "thief@example.org", password });
    const token = await mailedToken();
    vi.unstubAllEnvs();
    await set();
    expect(await codeOf(confirmEmail({ token }, "192.0.2.1"))).toBe("link_unusable");
    expect(await enter("ben", fresh)).toHaveProperty("id");
  });

  it("cannot be guessed at from a browser that was left open", async () => {
    const guess = () => codeOf(changePassword(ben, { oldPassword: "a guess", password: fresh }, browser));
    const answers: string[] = [];
    for (let time = 0; time < 6; time += 1) answers.push(await guess());
    expect(answers.at(-1)).toBe("too_many");
  });
});

describe("one's own name and email", () => {
  it("changes the name for what comes, with the one before in the log", async () => {
    await changeName(ben, { name: "Benedikt" });
    expect(await eventsOf("staff.renamed")).toMatchObject([
      { previous: { name: "ben" }, snapshot: { name: "Benedikt" } },
    ]);
  });

  it("takes no name with signs that are not seen: it could look like a colleague's, or like a line of the log", () => {
    const taken = (name: string) => nameInput.safeParse({ name }).success;
    for (const name of ["ada\u200b", "\u202eada", "a\u2066da", "Ben\nOwner removed Ada", "ada\u0000"])
      expect(taken(name), JSON.stringify(name)).toBe(false);
    for (const name of ["Zoë O'Neill-Şahin", "陳大文", "نور", "Ada 🥖"]) expect(taken(name), name).toBe(true);
  });

  it("changes the email once the link to the new address is pressed, and tells the old one", async () => {
    vi.stubEnv("SMTP_URL", "smtp://mail.example");
    expect(await changeEmail(ben, { email: "benny@example.org", password })).toBe("asked");
    expect(await enter("ben")).toHaveProperty("id");
    const token = await mailedToken();
    expect(await findLink("email", token)).toMatchObject({ email: "benny@example.org" });
    expect(await confirmEmail({ token }, "192.0.2.1")).toBe("benny@example.org");
    expect(await enter("benny")).toHaveProperty("id");
    expect(await codeOf(enter("ben"))).toBe("wrong_credentials");
    const [changed] = await eventsOf("staff.email_changed");
    expect(changed).toMatchObject({
      dispatchedAt: null,
      personal: {
        snapshot: { email: "benny@example.org", formerEmail: "ben@example.org" },
        previous: { email: "ben@example.org" },
      },
    });
    expect(await codeOf(confirmEmail({ token }, "192.0.2.1"))).toBe("link_unusable");
  });

  it("counts at once where no mail can be sent to confirm it", async () => {
    expect(await changeEmail(ben, { email: "benny@example.org", password })).toBe("changed");
    expect(await enter("benny")).toHaveProperty("id");
  });

  it("takes the password, and no address of a colleague, also not one that was free when the link was sent", async () => {
    expect(await codeOf(changeEmail(ben, { email: "x@example.org", password: "not it" }))).toBe("wrong_password");
    expect(await codeOf(changeEmail(ben, { email: "ada@example.org", password }))).toBe("already_staff");
    vi.stubEnv("SMTP_URL", "smtp://mail.example");
    await changeEmail(ben, { email: "cleo@example.org", password });
    const token = await mailedToken();
    await join("cleo", "staff");
    expect(await codeOf(confirmEmail({ token }, "192.0.2.1"))).toBe("already_staff");
    expect(await enter("ben")).toHaveProperty("id");
  });

  it("is nobody's who is not on the staff", async () => {
    for (const by of [null, { kind: "customer" } as const]) {
      expect(await codeOf(changeName(by, { name: "Eve" }))).toBe("not_signed_in");
      expect(await codeOf(changeEmail(by, { email: "e@example.org", password }))).toBe("not_signed_in");
      expect(await codeOf(changePassword(by, { oldPassword: password, password: fresh }, browser))).toBe(
        "not_signed_in",
      );
    }
  });
});
