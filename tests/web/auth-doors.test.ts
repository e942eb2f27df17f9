import NextAuth from "next-auth";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { createOwner } from "@/lib/staff/create-owner";
import { removeStaffMember } from "@/lib/staff/remove-staff-member";
import { signIn } from "@/lib/staff/sign-in";
import { authOptions } from "@/lib/web/auth";
import { openSession } from "@/lib/web/session-token";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const email = "ada@example.org";
const password = "a good password";

type Answer = { location: string; body: unknown; cookies: Record<string, string> };
type Asked = {
  method?: "GET" | "POST";
  body?: Record<string, string>;
  cookies?: Record<string, string>;
  from?: string;
};

/** Asks next-auth as its route does, without a server. */
async function ask(nextauth: string[], { method = "GET", body, cookies = {}, from = "192.0.2.1" }: Asked = {}) {
  const answer: Answer = { location: "", body: undefined, cookies: {} };
  const headers = new Map<string, unknown>();
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader: (name: string, value: unknown) => headers.set(name.toLowerCase(), value),
    end: () => undefined,
    send: (sent: unknown) => {
      answer.body = sent;
    },
  };
  const asked = { "x-holdfast-address": from, "x-forwarded-for": `203.0.113.${Math.floor(Math.random() * 250)}` };
  await NextAuth(authOptions())({ method, query: { nextauth }, body, cookies, headers: asked }, response);
  answer.location = String(headers.get("location") ?? "");
  for (const cookie of (headers.get("set-cookie") ?? []) as string[]) {
    const [name, value] = cookie.split(";")[0]!.split("=");
    answer.cookies[name!] = decodeURIComponent(value!);
  }
  return answer;
}

async function enterByNextAuth(given: Partial<Record<"email" | "password" | "from", string>> = {}) {
  const csrf = await ask(["csrf"]);
  const { csrfToken } = csrf.body as { csrfToken: string };
  const { from, ...typed } = given;
  const body = { csrfToken, email, password, callbackUrl: "http://evil.example/", ...typed };
  return ask(["callback", "credentials"], { method: "POST", body, cookies: csrf.cookies, from });
}

beforeAll(async () => {
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
  await createOwner({ email, password, name: "Ada" });
});

beforeEach(async () => {
  await db().rateLimit.deleteMany();
});

describe("next-auth's own door", () => {
  it("makes the same session as the form, in a token that holds its row's id alone", async () => {
    const { cookies, location } = await enterByNextAuth();
    const sid = await openSession(cookies["holdfast-session"]);
    expect(await db().session.count({ where: { id: sid! } })).toBe(1);
    expect(location).toBe("/admin");
  });

  it("says who is signed in, and nobody once they were removed", async () => {
    const { cookies } = await enterByNextAuth();
    expect((await ask(["session"], { cookies })).body).toMatchObject({ user: { name: "Ada" } });
    const ada = await db().staffMember.findFirstOrThrow({ where: { email } });
    await db().staffMember.create({
      data: { id: "stf_other", email: "ben@example.org", name: "Ben", passwordHash: "", role: "owner" },
    });
    await removeStaffMember({ kind: "system", name: "a test" }, { staffId: ada.id });
    expect((await ask(["session"], { cookies })).body).toEqual({});
    await db().staffMember.update({ where: { id: ada.id }, data: { removedAt: null } });
  });

  it("ends the session's row when it signs out", async () => {
    const { cookies } = await enterByNextAuth();
    const sid = await openSession(cookies["holdfast-session"]);
    const csrf = await ask(["csrf"]);
    const body = csrf.body as { csrfToken: string };
    await ask(["signout"], { method: "POST", body, cookies: { ...cookies, ...csrf.cookies } });
    expect(await db().session.findUnique({ where: { id: sid! } })).toMatchObject({ endedAt: expect.any(Date) });
  });

  it("makes no session for a wrong password", async () => {
    const { cookies, location } = await enterByNextAuth({ password: "not the password" });
    expect(location).toContain("error=CredentialsSignin");
    expect(cookies).not.toHaveProperty("holdfast-session");
  });

  it("stays shut to a page that does not know the form's token", async () => {
    const sessions = await db().session.count();
    await ask(["callback", "credentials"], { method: "POST", body: { csrfToken: "guessed", email, password } });
    expect(await db().session.count()).toBe(sessions);
  });
});

describe("the throttle of sign-in", () => {
  const wrong = { password: "not the password" };

  it("counts failures at either door for both, by the peer's address and no forwarded one", async () => {
    for (let failure = 0; failure < 3; failure += 1) await enterByNextAuth(wrong);
    for (let failure = 0; failure < 2; failure += 1) {
      await signIn({ email, ...wrong, address: "192.0.2.1", browser: "" }).catch(() => undefined);
    }
    expect((await enterByNextAuth()).location).toContain("error=too_many");
    const byForm = signIn({ email, password, address: "192.0.2.1", browser: "" });
    await expect(byForm).rejects.toMatchObject({ code: "too_many" });
    expect((await enterByNextAuth({ from: "192.0.2.2" })).location).toBe("/admin");
  });
});
