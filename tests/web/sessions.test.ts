import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { shopCookie } from "@/lib/web/cookies";
import { openSession, sealSession } from "@/lib/web/session-token";

const [older, newer] = ["o".repeat(40), "n".repeat(40)];

describe("a session's token", () => {
  it("holds the session's id and nothing of the person", async () => {
    const token = await sealSession("ses_1", [newer]);
    expect(await openSession(token, [newer])).toBe("ses_1");
    expect(token).not.toContain("ses_1");
  });

  it("still opens after AUTH_SECRET rotates, until its maker is taken off the list", async () => {
    const token = await sealSession("ses_1", [older]);
    expect(await openSession(token, [newer, older])).toBe("ses_1");
    expect(await openSession(token, [newer])).toBeNull();
  });

  it("opens no longer when it is too old", async () => {
    const token = await encode({ token: { sid: "ses_1" }, secret: newer, maxAge: -60 });
    expect(await openSession(token, [newer])).toBeNull();
  });

  it.each([undefined, "", "nonsense", "a.b.c.d.e"])("is not %j", async (token) => {
    expect(await openSession(token, [newer])).toBeNull();
  });

  it("is not a token of another shape that we once signed", async () => {
    expect(await openSession(await encode({ token: { sub: "stf_1" }, secret: newer }), [newer])).toBeNull();
  });
});

describe("a cookie of the shop", () => {
  it("is bound to this host and to https where the shop is on https", () => {
    expect(shopCookie("session", "https://shop.example")).toEqual({
      name: "__Host-holdfast-session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
    });
  });

  it("works over plain http, so that a phone can open the demo", () => {
    expect(shopCookie("session", "http://192.168.1.7:3000")).toEqual({
      name: "holdfast-session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: false },
    });
  });
});
