import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { SlotNow } from "@/components/live/use-live-slots";
import { OwnTimes } from "@/components/orders/own/own-times";

const time = (id: string, state: SlotNow["state"] = "open"): SlotNow => ({
  ...{ id, state, words: `time ${id}`, room: 3, alone: 3, version: 1 },
  ...{ startsMinute: 600, endsMinute: 660 },
});

/** What a customer reads whose order is in the time "own", before they press. */
function read(times: readonly SlotNow[], kept = "10 am to 11 am"): string {
  const day = { day: "2026-11-28", words: "Saturday", orderBy: "", times, freed: 1 };
  const form = { work: 1, chosen: "", own: "own", wrong: undefined, locale: "en-GB" };
  const html = renderToStaticMarkup(createElement(OwnTimes, { ...form, day, kept }));
  return html.replace(/<[^>]+>/g, "|").replace(/\|+/g, "|");
}

describe("a customer's order whose own time", () => {
  test("is as it was reads it as it is, and nothing more", () => {
    const words = read([time("own"), time("next")]);
    expect(words).toContain("|As it is: 10 am to 11 am|time next|");
    expect(words).not.toContain("Your time");
  });

  test("was closed by the shop reads so before it is pressed for more", () => {
    const words = read([time("own", "closed"), time("next")]);
    expect(words).toContain("|As it is: 10 am to 11 am, closed|time next|");
    expect(words).toContain("|Your time can no longer be chosen. It stays yours for what you ordered.");
  });

  test.each([
    ["beside others", [time("next")]],
    ["and there are no others", []],
  ])("is no longer offered reads so, %s", (_, times) => {
    const words = read(times);
    expect(words).toContain("|As it is: 10 am to 11 am, no longer offered|");
    expect(words).toContain("|Your time is no longer offered. It stays yours for what you ordered.");
  });

  test("is left for another day reads nothing of it there", () => {
    expect(read([time("next")], "")).not.toContain("Your time");
    expect(read([], "")).toBe("");
  });
});
