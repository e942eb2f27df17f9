import { TOTP } from "otpauth";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { askSecondFactorOfAll } from "@/lib/staff/ask-second-factor-of-all";
import { beginSecondFactor } from "@/lib/staff/begin-second-factor";
import { codeInput } from "@/lib/staff/input";
import { findNewFactor } from "@/lib/staff/new-factor";
import { proveSecondFactor } from "@/lib/staff/prove-second-factor";
import { findSession, findSignedIn, getAccount, listSessions } from "@/lib/staff/queries";
import { renewRecoveryCodes } from "@/lib/staff/renew-recovery-codes";
import { resetOwnerPassword } from "@/lib/staff/reset-owner-password";
import { resetSecondFactor } from "@/lib/staff/reset-second-factor";
import { totpStep } from "@/lib/staff/totp";
import { turnOffSecondFactor } from "@/lib/staff/turn-off-second-factor";
import { turnOnSecondFactor } from "@/lib/staff/turn-on-second-factor";
import { browser, codeOf, enter, eventsOf, join, nobody, password } from "@/tests/staff/people";
import { useDatabase } from "@/tests/support/database";

useDatabase();

let ada: StaffActor;
let ben: StaffActor;

/** In the middle of a code's half minute, where it stays: a code that is asked for now is still this step's when it is looked at. */
function stopTheClock(): void {
  vi.setSystemTime(Math.floor(Date.now() / 30_000) * 30_000 + 15_000);
}

beforeEach(async () => {
  stopTheClock();
  await nobody();
  await db().shop.deleteMany();
  ada = await join("ada", "owner");
  ben = await join("ben", "staff");
});
afterEach(() => void vi.useRealTimers());

/** The code that an app shows, some steps of 30 s from now. */
function codeOfApp(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Waits until so many wrong codes are in the log, which comes after the answer. */
async function noted(times: number): Promise<void> {
  const wrong = async () => expect(await eventsOf("staff.code_failed")).toHaveLength(times);
  await vi.waitFor(wrong, { timeout: 10_000 });
}

async function setUp(who = ben): Promise<{ secret: string; codes: string[]; sessionId: string }> {
  await beginSecondFactor(who, { password });
  const secret = (await findNewFactor(who.id))!.secret.replaceAll(" ", "");
  const { codes, session } = await turnOnSecondFactor(who, { code: codeOfApp(secret, -1) }, browser);
  return { secret, codes, sessionId: session.id };
}

async function prove(sessionId: string, code: string) {
  return proveSecondFactor({ sessionId, ...codeInput.parse({ code }) }, browser);
}

describe("setting a second factor up", () => {
  it("takes the password, then a code, and then renews the session and gives ten recovery codes", async () => {
    const before = await enter("ben");
    expect(await codeOf(beginSecondFactor(ben, { password: "not it" }))).toBe("wrong_password");
    expect(await codeOf(turnOnSecondFactor(ben, { code: "000000" }, browser))).toBe("not_set_up");
    const { codes, sessionId } = await setUp();
    expect(new Set(codes).size).toBe(10);
    expect(codes[0]).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
    expect(await findSignedIn(before.id)).toBeNull();
    expect(await findSignedIn(sessionId)).toMatchObject({ id: ben.id });
    expect(await eventsOf("staff.second_factor_on")).toHaveLength(1);
  });

  it("keeps no secret and no code in the clear", async () => {
    const { secret, codes } = await setUp();
    const rows = await Promise.all([db().staffMember.findMany(), db().recoveryCode.findMany(), db().event.findMany()]);
    const everything = JSON.stringify(rows);
    expect(everything).not.toContain(secret);
    for (const code of codes) expect(everything).not.toContain(code.replaceAll("-", ""));
  });

  it("leaves the old one on until the new one's first code is right", async () => {
    const { secret } = await setUp();
    await beginSecondFactor(ben, { password });
    expect(await codeOf(turnOnSecondFactor(ben, { code: codeOfApp(secret, 1) }, browser))).toBe("wrong_code");
    const { id } = await enter("ben");
    expect(await prove(id, codeOfApp(secret, 1))).toHaveProperty("id");
  });
});

describe("signing in with a second factor", () => {
  it("opens nothing until the code, then a new session", async () => {
    const { secret } = await setUp();
    const half = await enter("ben");
    expect(half.expiresAt.getTime()).toBeLessThan(Date.now() + 11 * 60_000);
    expect(await findSignedIn(half.id)).toBeNull();
    expect(await findSession(half.id)).toMatchObject({ needs: "code" });
    expect(await codeOf(prove(half.id, "not a code"))).toBe("wrong_code");
    const whole = await prove(half.id, codeOfApp(secret));
    expect(whole.id).not.toBe(half.id);
    expect(await findSignedIn(whole.id)).toMatchObject({ id: ben.id });
    expect(await findSession(half.id)).toBeNull();
    const [entered] = (await eventsOf("staff.signed_in")).slice(-1);
    expect(entered).toMatchObject({ snapshot: { by: "password and code", browser: "Firefox on Linux" } });
    await noted(1);
  });

  it("takes each code once, also of two who send it at the same time", async () => {
    const { secret } = await setUp();
    const [one, two] = [await enter("ben"), await enter("ben")];
    const code = codeOfApp(secret);
    const answers = await Promise.all([codeOf(prove(one.id, code)), codeOf(prove(two.id, code))]);
    expect(answers.toSorted()).toEqual(["done", "wrong_code"]);
    expect(await codeOf(prove((await enter("ben")).id, codeOfApp(secret, -1)))).toBe("wrong_code");
  });

  it("takes each recovery code once, however it is typed", async () => {
    const { codes } = await setUp();
    const typed = ` ${codes[0]!.toUpperCase().replaceAll("-", " ")} `;
    expect(await prove((await enter("ben")).id, typed)).toHaveProperty("id");
    expect(await codeOf(prove((await enter("ben")).id, typed))).toBe("wrong_code");
    expect((await getAccount(ben.id)).codesLeft).toBe(9);
  });

  it("stops guesses at the code, from however many sign-ins", async () => {
    const { secret } = await setUp();
    const answers: string[] = [];
    for (let guess = 0; guess < 7; guess += 1) answers.push(await codeOf(prove((await enter("ben")).id, "123456")));
    expect(answers.filter((code) => code === "too_many")).toHaveLength(1);
    expect(await codeOf(prove((await enter("ben")).id, codeOfApp(secret)))).toBe("too_many");
  });

  it("tells its owner by mail of six wrong codes, however many are given at the same time, and not again for a day", async () => {
    await setUp();
    const guess = async (times: number) => {
      const { id } = await enter("ben");
      await Promise.all(Array.from({ length: times }, () => codeOf(prove(id, "123456"))));
    };
    const told = () => eventsOf("staff.codes_guessed");
    await guess(5);
    await noted(5);
    expect(await told()).toEqual([]);
    await guess(1);
    await noted(6);
    expect(await told()).toMatchObject([{ subjectId: ben.id, snapshot: { browser: "Firefox on Linux" } }]);
    await db().rateLimit.deleteMany();
    await guess(6);
    await noted(12);
    expect(await told()).toHaveLength(1);
    vi.setSystemTime(Date.now() + 25 * 3_600_000);
    await guess(6);
    await noted(18);
    expect(await told()).toHaveLength(2);
  });

  it("is listed as half-way among the sessions until then", async () => {
    const { secret, sessionId } = await setUp();
    const half = await enter("ben");
    const listed = async () => new Map((await listSessions(ben.id)).map(({ id, halfWay }) => [id, halfWay]));
    expect(await listed()).toEqual(
      new Map([
        [sessionId, false],
        [half.id, true],
      ]),
    );
    const whole = await prove(half.id, codeOfApp(secret));
    expect(await listed()).toEqual(
      new Map([
        [sessionId, false],
        [whole.id, false],
      ]),
    );
  });

  it("is over when the wait was too long, or nobody gave a password", async () => {
    await setUp();
    const { id } = await enter("ben");
    await db().session.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await codeOf(prove(id, "123456"))).toBe("not_signed_in");
    expect(await codeOf(prove("ses_none", "123456"))).toBe("not_signed_in");
  });

  it("takes the codes of clocks that are half a minute off, and no others", () => {
    const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    const steps = [-2, -1, 0, 1, 2].map((step) => totpStep(secret, codeOfApp(secret, step)) !== null);
    expect(steps).toEqual([false, true, true, true, false]);
  });
});

describe("a shop that asks everyone for a second factor", () => {
  beforeEach(() => db().shop.create({ data: { name: "Test", twoFactorRequired: true } }));

  it("lets those who have none do nothing but set it up", async () => {
    const { id } = await enter("ben");
    expect(await findSignedIn(id)).toBeNull();
    expect(await findSession(id)).toMatchObject({ needs: "set_up" });
    const { sessionId } = await setUp();
    expect(await findSignedIn(sessionId)).toMatchObject({ id: ben.id });
  });

  it("is one because an owner says so, with a line in the log, and nobody else", async () => {
    expect(await codeOf(askSecondFactorOfAll(ben, { required: false }))).toBe("not_permitted");
    expect(await codeOf(askSecondFactorOfAll(null, { required: false }))).toBe("not_signed_in");
    await askSecondFactorOfAll(ada, { required: false });
    await askSecondFactorOfAll(ada, { required: false });
    expect(await findSignedIn((await enter("ben")).id)).toMatchObject({ id: ben.id });
    expect(await eventsOf("shop.changed")).toMatchObject([
      { previous: { twoFactorRequired: true }, snapshot: { twoFactorRequired: false } },
    ]);
  });

  it("lets nobody turn theirs off", async () => {
    await setUp();
    expect(await codeOf(turnOffSecondFactor(ben, { password }))).toBe("second_factor_required");
  });
});

describe("a second factor that is on", () => {
  it("is turned off by the password, with its recovery codes", async () => {
    await setUp();
    expect(await codeOf(turnOffSecondFactor(ben, { password: "not it" }))).toBe("wrong_password");
    await turnOffSecondFactor(ben, { password });
    expect(await findSignedIn((await enter("ben")).id)).not.toBeNull();
    expect(await db().recoveryCode.count()).toBe(0);
    expect(await codeOf(turnOffSecondFactor(ben, { password }))).toBe("no_second_factor");
  });

  it("gives new recovery codes for the password, and the old ones no longer work", async () => {
    const { codes } = await setUp();
    const fresh = await renewRecoveryCodes(ben, { password });
    expect(await codeOf(prove((await enter("ben")).id, codes[0]!))).toBe("wrong_code");
    expect(await prove((await enter("ben")).id, fresh[0]!)).toHaveProperty("id");
    expect(await codeOf(renewRecoveryCodes(ada, { password }))).toBe("no_second_factor");
  });

  it("is taken away by an owner for who lost their phone, who is signed out everywhere", async () => {
    const { sessionId } = await setUp();
    await resetSecondFactor(ada, { staffId: ben.id });
    expect(await findSignedIn(sessionId)).toBeNull();
    expect(await findSignedIn((await enter("ben")).id)).not.toBeNull();
    expect(await eventsOf("staff.second_factor_reset")).toMatchObject([{ subjectId: ben.id, dispatchedAt: null }]);
  });

  it("is taken away at the console, from an owner who lost their phone and their codes", async () => {
    await setUp(ada);
    await resetOwnerPassword({ email: "ada@example.org", password: "another good password" });
    expect(await findSignedIn((await enter("ada", "another good password")).id)).toMatchObject({ id: ada.id });
    expect(await eventsOf("staff.password_reset")).toMatchObject([{ snapshot: { secondFactor: false } }]);
  });

  it("is taken away by owners alone, and not from themselves", async () => {
    const { sessionId } = await setUp();
    await setUp(ada);
    expect(await codeOf(resetSecondFactor(ben, { staffId: ada.id }))).toBe("not_permitted");
    expect(await codeOf(resetSecondFactor(null, { staffId: ben.id }))).toBe("not_signed_in");
    expect(await codeOf(resetSecondFactor(ada, { staffId: ada.id }))).toBe("own_account");
    expect(await findSignedIn(sessionId)).not.toBeNull();
    expect((await getAccount(ada.id)).totpSince).not.toBeNull();
  });
});
