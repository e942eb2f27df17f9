import { describe, expect, test } from "vitest";
import { isUnderWay, sayWords, stateMark, tallyWords, titleWords } from "@/components/deliveries/delivery-words";
import { axis, triesWords, tryPlaces } from "@/components/deliveries/tries";
import type { DeliveryState } from "@/lib/deliveries/status";
import { delivery } from "@/tests/components/orders";

const place = { locale: "en-GB", timezone: "Europe/London", today: "2026-11-21" };
const now = new Date("2026-11-21T10:42:00.000Z");
const kinds = (state: DeliveryState, attempts: number, tries?: { number: number; outcome: string }[]) =>
  tryPlaces({ state, attempts }, tries).map((each) => (each.kind === "was" ? each.glyph : each.kind));

describe("the picture of the tries", () => {
  test("the axis is the schedule's", () => {
    expect(axis).toEqual(["0 s", "5 s", "5 m", "30 m", "2 h", "5 h", "10 h", "14 h", "20 h", "24 h"]);
  });

  test("while it retries: what failed, what is next, what is left", () => {
    expect(kinds("waiting", 3)).toEqual(["cross", "cross", "cross", "next", ...Array(6).fill("left")]);
  });

  test("once delivered nothing is left, and the tries before the last had failed", () => {
    expect(kinds("delivered", 2)).toEqual(["cross", "tick", ...Array(8).fill("none")]);
  });

  test("out of tries, every place is filled", () => {
    expect(kinds("dead", 10)).toEqual(Array(10).fill("cross"));
  });

  test("what is known of an attempt goes before what is guessed", () => {
    const tries = [
      { number: 1, outcome: "unknown" },
      { number: 2, outcome: "slow_down" },
    ];
    expect(kinds("waiting", 2, tries).slice(0, 3)).toEqual(["unknown", "cross", "next"]);
  });

  test("kept, unknown and withdrawn end there", () => {
    expect(kinds("kept", 1).slice(0, 2)).toEqual(["kept", "none"]);
    expect(kinds("unknown", 1).slice(0, 2)).toEqual(["unknown", "none"]);
    expect(kinds("withdrawn", 0)).toEqual(Array(10).fill("none"));
  });

  test("it is told in words to those who do not see it", () => {
    expect(triesWords(tryPlaces({ state: "waiting", attempts: 2 }))).toBe("2 tries: failed, failed. 8 left.");
    expect(triesWords(tryPlaces({ state: "waiting", attempts: 0 }))).toBe("Not tried yet. 10 left.");
    expect(triesWords(tryPlaces({ state: "delivered", attempts: 1 }))).toBe("1 try: delivered.");
  });
});

describe("the words about a message", () => {
  test("what waits after a failure retries; what was not tried yet waits", () => {
    expect(stateMark({ state: "waiting", attempts: 1 })).toMatchObject({ words: "Retrying", glyph: "retry" });
    expect(stateMark({ state: "waiting", attempts: 0 })).toMatchObject({ words: "Waiting" });
  });

  test("a retry says when, how often and why", () => {
    const row = delivery({
      state: "waiting",
      attempts: 3,
      nextAttemptAt: new Date("2026-11-21T10:49:00.000Z"),
      lastError: "503 Service Unavailable",
    });
    expect(sayWords(row, place, now)).toBe(
      "3 of 10 tries. Next 10:49, in 7 min. Last answer: 503 Service Unavailable.",
    );
  });

  test("an unknown text says when the provider is asked; an unknown email, that it is not sent again by itself", () => {
    const nextAttemptAt = new Date("2026-11-21T10:44:00.000Z");
    const text = delivery({ state: "unknown", channel: "text", nextAttemptAt });
    expect(sayWords(text, place, now)).toContain("The provider is asked 10:44, in 2 min");
    expect(sayWords(delivery({ state: "unknown" }), place, now)).toContain("could arrive twice");
  });

  test("a title names the other system, the change, and whether it was sent again", () => {
    expect(titleWords(delivery({}))).toBe("Email: accepted");
    expect(titleWords(delivery({ channel: "webhook", destinationName: "Kitchen", copy: 2 }))).toBe(
      "Kitchen: accepted, sent again",
    );
  });

  test("what is tried within the minute is worth another look, what waits for hours is not", () => {
    const waits = (at: string) => delivery({ state: "waiting", nextAttemptAt: new Date(at) });
    expect(isUnderWay(waits("2026-11-21T10:42:11.000Z"), now)).toBe(true);
    expect(isUnderWay(waits("2026-11-21T14:42:00.000Z"), now)).toBe(false);
    expect(isUnderWay(delivery({ state: "sending" }), now)).toBe(true);
    expect(isUnderWay(delivery({}), now)).toBe(false);
  });

  test("a tally counts what arrived and what is retried", () => {
    const rows = [delivery({}), delivery({ state: "waiting", attempts: 2 }), delivery({ state: "kept" })];
    expect(tallyWords(rows)).toBe("1 of 3 delivered, 1 retrying");
  });
});
