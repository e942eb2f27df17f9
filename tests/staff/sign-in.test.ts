import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { isRefusal, type Refusal } from "@/lib/refusal";
import { createOwner } from "@/lib/staff/create-owner";
import { endSessions } from "@/lib/staff/end-sessions";
import * as passwords from "@/lib/staff/passwords";
import { findSignedIn, listStaff } from "@/lib/staff/queries";
import { resetOwnerPassword } from "@/lib/staff/reset-owner-password";
import { signIn } from "@/lib/staff/sign-in";
import { signOut } from "@/lib/staff/sign-out";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const email = "ada@example.org";
const password = "a good password";
const browser = "a browser";

function from(address: string, given: Partial<{ email: string; password: string }> = {}) {
  return signIn({ email, password, address, browser, ...given });
}

async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isRefusal(thrown)) throw new Error(`Not refused: ${thrown}`);
  return thrown;
}

beforeAll(async () => {
  await createOwner({ email, password, name: "Ada" });
});

beforeEach(async () => {
  await db().rateLimit.deleteMany();
});

describe("signing in", () => {
  it("makes a session that says who it belongs to", async () => {
    const { id, expiresAt } = await from("192.0.2.1");
    const [ada] = await listStaff();
    expect(await findSignedIn(id)).toEqual({ kind: "staff", id: ada?.id, name: "Ada", role: "owner" });
    expect(await db().session.findUniqueOrThrow({ where: { id } })).toMatchObject({
      expiresAt,
      browser,
      endedAt: null,
    });
  });

  it("refuses a wrong password and an unknown account in the same words, after the same work", async () => {
    const verify = vi.spyOn(passwords, "verifyPassword");
    const wrong = await refusalOf(from("192.0.2.1", { password: "not the password" }));
    const unknown = await refusalOf(from("192.0.2.1", { email: "nobody@example.org" }));
    expect([unknown.code, unknown.message]).toEqual([wrong.code, wrong.message]);
    expect(wrong.code).toBe("wrong_credentials");
    expect(verify).toHaveBeenCalledTimes(2);
    expect(await passwords.verifyPassword(null, "nobody has this password")).toBe(false);
    verify.mockRestore();
  });

  it("stores no password, only its argon2id hash", async () => {
    const { passwordHash } = await db().staffMember.findUniqueOrThrow({ where: { email } });
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(passwordHash).not.toContain(password);
  });

  it("takes a letter that another keyboard writes in two parts", async () => {
    const hash = await passwords.hashPassword("caf\u00e9 at dawn");
    expect(await passwords.verifyPassword(hash, "cafe\u0301 at dawn")).toBe(true);
  });

  it("ends with its session, at once", async () => {
    const { id } = await from("192.0.2.1");
    await signOut({ sessionId: id });
    await signOut({ sessionId: id });
    expect(await findSignedIn(id)).toBeNull();
    expect(await db().event.count({ where: { type: "staff.signed_out" } })).toBe(1);
  });

  it("ends when its time is over", async () => {
    const { id } = await from("192.0.2.1");
    await db().session.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await findSignedIn(id)).toBeNull();
  });

  it("can be ended in every browser by the person themselves", async () => {
    const [one, two] = [await from("192.0.2.1"), await from("192.0.2.2")];
    const ada = (await findSignedIn(one.id)) as StaffActor;
    expect(await endSessions(ada, { staffId: ada.id })).toBeGreaterThanOrEqual(2);
    expect(await findSignedIn(two.id)).toBeNull();
  });
});

describe("the throttle of signing in", () => {
  const wrong = { password: "not the password" };

  it("stops an account's sixth failure from one address, and says when to try again", async () => {
    for (let failure = 0; failure < 5; failure += 1) await refusalOf(from("192.0.2.9", wrong));
    const refused = await refusalOf(from("192.0.2.9"));
    expect(refused.code).toBe("too_many");
    expect(refused.detail).toEqual({ retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 800) });
    expect(await from("192.0.2.10")).toHaveProperty("id");
  });

  it("counts every one of many guesses made at once", async () => {
    const guesses = await Promise.all(Array.from({ length: 12 }, () => refusalOf(from("192.0.2.11", wrong))));
    const codes = guesses.map(({ code }) => code);
    expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many")).toHaveLength(7);
  });

  it("counts a household's IPv6 addresses as one", async () => {
    for (let host = 1; host <= 5; host += 1) await refusalOf(from(`2001:db8:1:2::${host}`, wrong));
    expect((await refusalOf(from("2001:db8:1:2:ffff::1"))).code).toBe("too_many");
    expect(await from("2001:db8:1:3::1")).toHaveProperty("id");
  });

  it("stops an address that tries one account after another, and no other address", async () => {
    const codes: string[] = [];
    for (let account = 0; account < 51; account += 1) {
      codes.push((await refusalOf(from("192.0.2.12", { email: `someone-${account}@example.org` }))).code);
    }
    expect(new Set(codes.slice(0, 50))).toEqual(new Set(["wrong_credentials"]));
    expect(codes[50]).toBe("too_many");
    expect(await from("192.0.2.13")).toHaveProperty("id");
  });

  it("stops guesses at one account from many addresses", async () => {
    for (let guess = 0; guess < 40; guess += 1) await refusalOf(from(`198.51.100.${guess}`, wrong));
    expect((await refusalOf(from("198.51.100.200", wrong))).code).toBe("too_many");
  });

  it("is no way to lock someone out where they work: there only their own failures count", async () => {
    await from("2001:db8:7:1::1");
    for (let guess = 0; guess < 41; guess += 1) await refusalOf(from(`198.51.100.${guess}`, wrong));
    expect((await refusalOf(from("198.51.100.200"))).code).toBe("too_many");
    expect(await from("2001:db8:7:1::2")).toHaveProperty("id");
    for (let failure = 0; failure < 5; failure += 1) await refusalOf(from("2001:db8:7:1::3", wrong));
    expect((await refusalOf(from("2001:db8:7:1::1"))).code).toBe("too_many");
  });

  it("does not count people who sign in rightly", async () => {
    for (let time = 0; time < 8; time += 1) await from("192.0.2.14");
    const counted = await db().rateLimit.aggregate({ _sum: { points: true } });
    expect(counted._sum.points).toBe(0);
  });

  it("keeps no email address", async () => {
    await refusalOf(from("192.0.2.15", wrong));
    const keys = await db().rateLimit.findMany({ select: { key: true } });
    expect(keys.map(({ key }) => key).join(" ")).not.toContain("ada");
  });
});

describe("an owner's new password", () => {
  it("ends the sessions made with the old one, which no longer works", async () => {
    const { id } = await from("192.0.2.20");
    expect(await resetOwnerPassword({ password: "another good password" })).toEqual({ email });
    expect(await findSignedIn(id)).toBeNull();
    expect((await refusalOf(from("192.0.2.20"))).code).toBe("wrong_credentials");
    expect(await from("192.0.2.20", { password: "another good password" })).toHaveProperty("id");
  });

  it("is not given to someone who is no owner", async () => {
    const given = { email: "nobody@example.org", password: "another good password" };
    expect((await refusalOf(resetOwnerPassword(given))).code).toBe("no_owner");
  });

  it("leaves no session to a sign-in that was checking the old one meanwhile", async () => {
    const { verifyPassword } = passwords;
    vi.spyOn(passwords, "verifyPassword").mockImplementationOnce(async (stored, given) => {
      const right = await verifyPassword(stored, given);
      await resetOwnerPassword({ password: "a third good password" });
      return right;
    });
    const late = from("192.0.2.21", { password: "another good password" });
    expect((await refusalOf(late)).code).toBe("wrong_credentials");
    expect(await db().session.count({ where: { endedAt: null } })).toBe(0);
  });
});
