import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retryAfterSeconds } from "@/lib/deliveries/channels/retry-after";
import { gapsInSeconds, isSettled, mostTries, type Outcome, settle, settleLost } from "@/lib/deliveries/rules";
import type { DeliveryChannel } from "@/lib/deliveries/status";

const failed = { outcome: "failed", detail: "" } as const;
const first = (channel: DeliveryChannel) => ({ channel, tried: 1, probe: false });

describe("the schedule", () => {
  test("ten tries in about three days, each a little later than the gap and never sooner", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: mostTries - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, random) => {
          const { state, againInSeconds } = settle(
            failed,
            { channel: "webhook", tried: attempt, probe: false },
            random,
          );
          expect(state).toBe("waiting");
          expect(againInSeconds).toBeGreaterThanOrEqual(gapsInSeconds[attempt]!);
          expect(againInSeconds).toBeLessThanOrEqual(gapsInSeconds[attempt]! * 1.2);
        },
      ),
    );
    const days = gapsInSeconds.reduce<number>((sum, gap) => sum + gap, 0) / 86_400;
    expect(Math.round(days)).toBe(3);
  });

  test("a breaker's probe costs no try, however many were made", () => {
    const probe = { channel: "webhook", tried: 10, probe: true } as const;
    expect(settle(failed, probe)).toEqual({ state: "waiting", againInSeconds: 0 });
  });

  test("the tenth try is the last", () => {
    expect(settle(failed, { channel: "email", tried: 10, probe: false })).toEqual({
      state: "dead",
      againInSeconds: null,
    });
  });

  test("a busy destination is given twice the gap, or what it asks for, up to a day", () => {
    const slow = (retryAfterSeconds?: number) =>
      settle(
        { outcome: "slow_down", detail: "", ...(retryAfterSeconds && { retryAfterSeconds }) },
        first("webhook"),
        0,
      );
    expect(slow().againInSeconds).toBe(10);
    expect(slow(120).againInSeconds).toBe(120);
    expect(slow(9_999_999).againInSeconds).toBe(86_400);
  });
});

describe("the state machine", () => {
  test.each<[Outcome, string]>([
    ["delivered", "delivered"],
    ["kept", "kept"],
    ["refused", "dead"],
    ["gone", "dead"],
    ["unknown", "unknown"],
    ["handed_back", "waiting"],
  ])("%s leads to %s", (outcome, state) => {
    expect(settle({ outcome, detail: "" }, first("email")).state).toBe(state);
  });

  test("an unknown text is looked up, an unknown email waits for a person", () => {
    const unknown = { outcome: "unknown", detail: "" } as const;
    expect(isSettled(settle(unknown, first("text")))).toBe(false);
    expect(isSettled(settle(unknown, first("email")))).toBe(true);
  });

  test("a lost export is tried again, a lost message is unknown", () => {
    expect(settleLost("webhook", 3)).toEqual({ state: "waiting", againInSeconds: 0 });
    expect(settleLost("webhook", 10).state).toBe("dead");
    expect(settleLost("email", 1)).toEqual({ state: "unknown", againInSeconds: null });
    expect(settleLost("text", 1).againInSeconds).toBeGreaterThan(0);
    expect(settleLost("sheet", 1).againInSeconds).toBeGreaterThan(0);
  });
});

test("Retry-After is read as seconds or as a date, and nonsense is no wish", () => {
  const now = Date.parse("2026-11-20T09:00:00Z");
  expect(retryAfterSeconds("120", now)).toBe(120);
  expect(retryAfterSeconds("Fri, 20 Nov 2026 09:01:00 GMT", now)).toBe(60);
  expect(retryAfterSeconds("Fri, 20 Nov 2026 08:00:00 GMT", now)).toBe(0);
  expect(retryAfterSeconds("soon", now)).toBeUndefined();
  expect(retryAfterSeconds(undefined, now)).toBeUndefined();
});
