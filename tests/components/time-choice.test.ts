import { expect, test } from "vitest";
import { chosenTime, saidOf, whyNot } from "@/components/checkout/times";
import type { LiveSlot } from "@/lib/live/rules";

const time = (id: string, change: Partial<LiveSlot> = {}): LiveSlot => ({
  ...{ id, startsMinute: 540, endsMinute: 660, room: 5, state: "open", version: 1 },
  ...change,
});

test("a time cannot be chosen when it is full for what is asked, closed, or too near", () => {
  expect(whyNot(time("a"), 5)).toBe("");
  expect(whyNot(time("a"), 6)).toBe("Full");
  expect(whyNot(time("a", { state: "closed" }), 1)).toBe("Closed");
  expect(whyNot(time("a", { state: "past" }), 1)).toBe("Too late");
});

test("the picked time is meant while it can be had, else the first that can", () => {
  const shown = [time("full", { room: 0 }), time("next"), time("later")];
  expect(chosenTime({ shown, work: 1, picked: "later" })?.id).toBe("later");
  expect(chosenTime({ shown, work: 1, picked: "full" })?.id).toBe("next");
  expect(chosenTime({ shown, work: 1, picked: "gone" })?.id).toBe("next");
  expect(chosenTime({ shown, work: 9, picked: "" })).toBeUndefined();
});

test("what became of the picked time is said: that it filled up, was closed or taken away, and that nothing has room", () => {
  const shown = [time("full", { room: 0 }), time("closed", { state: "closed" }), time("next")];
  const said = (picked: string, work = 1) => saidOf({ shown, work, picked });
  expect(said("")).toBe("");
  expect(said("next")).toBe("");
  expect(said("full")).toBe("The time that you chose is full now. This is the next with room.");
  for (const picked of ["closed", "gone"])
    expect(said(picked)).toBe("The time that you chose cannot be had any more. This is the next with room.");
  expect(said("next", 9)).toContain("No time of this day has room");
  expect(saidOf({ shown: [], work: 1, picked: "gone" })).toBe("This day has no times to choose from any more.");
});
