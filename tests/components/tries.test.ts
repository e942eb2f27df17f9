import { describe, expect, test } from "vitest";
import { isUnderWay, sayWords, stateMark, tallyWords, titleWords } from "@/components/deliveries/delivery-words";
import { axis, triesWords, tryPlaces } from "@/components/deliveries/tries";
import type { DeliveryRow } from "@/lib/deliveries/delivery-row";
import type { DeliveryState } from "@/lib/deliveries/status";
import { delivery } from "@/tests/components/orders";

const place = { locale: "en-GB", timezone: "Europe/London", today: "2026-11-21" };
const now = new Date("2026-11-21T10:42:00.000Z");
const say = (row: DeliveryRow, tries: { outcome: string }[] = [], resendAfter = 60) =>
  sayWords({ ...row, tries }, place, { now, resendAfter });
const kinds = (state: DeliveryState, attempts: number, tries?: { number: number; outcome: string }[]) =>
  tryPlaces({ state, attempts, uncounted: 0 }, tries).map((each) => (each.kind === "was" ? each.glyph : each.kind));

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
    expect(triesWords(tryPlaces({ state: "waiting", attempts: 2, uncounted: 0 }))).toBe(
      "2 tries: failed, failed. 8 left.",
    );
    expect(triesWords(tryPlaces({ state: "waiting", attempts: 0, uncounted: 0 }))).toBe("Not tried yet. 10 left.");
    expect(triesWords(tryPlaces({ state: "delivered", attempts: 1, uncounted: 0 }))).toBe("1 try: delivered.");
  });
});

describe("the words about a message", () => {
  test("what waits after a failure retries; what was not tried yet waits", () => {
    const mark = (attempts: number, lastError: string) => stateMark({ state: "waiting", attempts, lastError });
    expect(mark(1, "503")).toMatchObject({ words: "Retrying", glyph: "retry" });
    expect(mark(0, "")).toMatchObject({ words: "Waiting" });
  });

  test("what a person sent again waits like new, and has all its tries before it", () => {
    const again = { state: "waiting" as const, attempts: 10, uncounted: 10, lastError: "" };
    expect(stateMark(again)).toMatchObject({ words: "Waiting" });
    expect(triesWords(tryPlaces(again))).toBe("Not tried yet. 10 left.");
    expect(
      tryPlaces({ ...again, state: "delivered", attempts: 11 }, [{ number: 11, outcome: "delivered" }])[0],
    ).toMatchObject({
      glyph: "tick",
    });
  });

  test("a retry says when, how often and why", () => {
    const row = delivery({
      state: "waiting",
      attempts: 3,
      nextAttemptAt: new Date("2026-11-21T10:49:00.000Z"),
      lastError: "503 Service Unavailable",
    });
    expect(say(row)).toBe("3 of 10 tries. Next 10:49, in 7 min. Last answer: 503 Service Unavailable.");
  });

  test("an unknown text says when the provider is asked; an unknown email, that it is not sent again by itself", () => {
    const nextAttemptAt = new Date("2026-11-21T10:44:00.000Z");
    const text = delivery({ state: "unknown", channel: "text", nextAttemptAt });
    expect(say(text)).toContain("The provider is asked 10:44, in 2 min");
    expect(say(delivery({ state: "unknown" }))).toContain("could arrive twice");
  });

  test("a mail whose answer was lost once says when it is sent once more; one that was lost again waits for a person", () => {
    const lost = delivery({ state: "unknown", settledAt: new Date("2026-11-21T10:12:10.000Z") });
    const unknown = { outcome: "unknown" };
    expect(say(lost, [unknown])).toBe(
      "The answer was lost, so it may have gone. Unless you say that it arrived, it is sent once more in 30 min.",
    );
    expect(say(lost, [unknown], 0)).toContain("not sent again by itself");
    expect(say(lost, [unknown, unknown])).toContain("not sent again by itself");
    expect(say(lost, [])).toContain("not sent again by itself");
  });

  test("a text says whether the phone has it; an address that does not work says what is wrong with it", () => {
    const settledAt = new Date("2026-11-21T10:40:00.000Z");
    const text = delivery({ channel: "text", state: "delivered", attempts: 1, settledAt });
    const receiptAt = new Date("2026-11-21T10:40:07.000Z");
    expect(say({ ...text, receipt: "delivered", receiptAt })).toBe("10:40:00, first try. On the phone at 10:40:07.");
    expect(say({ ...text, receipt: "sent", receiptAt })).toContain("no word yet from the phone");
    expect(say(delivery({ state: "dead", because: "no_mailbox", lastError: "550 5.1.1" }))).toBe(
      "The address does not work: no such mailbox. Last answer: 550 5.1.1.",
    );
    expect(say(delivery({ state: "withdrawn", because: "stopped" }))).toContain("replied STOP");
    expect(say(delivery({ state: "withdrawn", because: "contact_changed" }))).toContain("goes to the new one");
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
    const rows = [
      delivery({}),
      delivery({ state: "waiting", attempts: 2, lastError: "503" }),
      delivery({ state: "kept" }),
    ];
    expect(tallyWords(rows)).toBe("1 of 3 delivered, 1 retrying");
  });
});
