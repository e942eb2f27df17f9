import { expect, test } from "vitest";
import { meantTime, type StaffTime, timesNow, toTimes, whyNot } from "@/components/counter/times";

function time(id: string, change: Partial<StaffTime> = {}): StaffTime {
  return {
    id,
    words: id,
    startsMinute: 540,
    endsMinute: 660,
    room: 5,
    closed: false,
    over: false,
    version: 1,
    ...change,
  };
}

test("a time is full for what is asked, and a closed one is closed whatever its room", () => {
  expect(whyNot(time("a"), 5)).toBe("");
  expect(whyNot(time("a"), 6)).toBe("Full");
  expect(whyNot(time("a", { room: 0 }), 0)).toBe("");
  expect(whyNot(time("a", { closed: true }), 1)).toBe("Closed");
});

test("the next free time is meant, not one that is over, until one is picked that has room", () => {
  const times = [time("gone", { over: true }), time("full", { room: 1 }), time("next"), time("later")];
  expect(meantTime(times, "", 2)?.id).toBe("next");
  expect(meantTime(times, "later", 2)?.id).toBe("later");
  expect(meantTime(times, "gone", 2)?.id).toBe("gone");
  expect(meantTime(times, "full", 2)?.id).toBe("next");
  expect(meantTime([time("gone", { over: true })], "", 2)?.id).toBe("gone");
  expect(meantTime(times, "", 9)).toBeUndefined();
});

/** What a form says whose day is shown and then changes: `picked` of the times shown first, or nothing. */
function saidAfter(first: StaffTime[], then: StaffTime[], { picked = "", work = 2, before = 2 } = {}): string {
  const opened = timesNow(first, { choice: undefined, work: before, had: true }).choice;
  const choice = picked === "" ? opened : { id: picked, words: picked, picked: true };
  return timesNow(then, { choice, work, had: true }).said;
}

test("what became of a time that was picked is said: that it filled up, closed, or was taken away", () => {
  const [one, next] = [time("one"), time("next")];
  const said = (then: StaffTime[]) => saidAfter([one, next], then, { picked: "one" });
  expect(said([one, next])).toBe("");
  expect(said([time("one", { room: 0 }), next])).toBe(
    "The time that you chose has no room for it now. The next with room: next.",
  );
  expect(said([time("one", { closed: true }), next])).toBe(
    "The time that you chose is closed now. The next with room: next.",
  );
  expect(said([next])).toBe("The time that you chose is no longer offered. The next with room: next.");
});

test("so is what became of the time that stood there as chosen, which staff may have told the customer", () => {
  const [one, next, last] = [time("one"), time("next"), time("last")];
  const full = (id: string) => time(id, { room: 1 });
  expect(saidAfter([one, next], [full("one"), next])).toBe("one has no room for it now. The next with room: next.");
  expect(saidAfter([full("one"), next, last], [full("one"), full("next"), last])).toBe(
    "next has no room for it now. The next with room: last.",
  );
  expect(saidAfter([one, next], [next])).toBe("one is no longer offered. The next with room: next.");
  expect(saidAfter([one, next], [time("one", { closed: true }), next])).toContain("one is closed now.");
  expect(saidAfter([full("one"), next], [full("one"), next], { before: 1 })).toContain("one has no room for it now.");
});

test("a time that stands as chosen stays it when an earlier one has room again, and goes without a word once it is over", () => {
  const [full, next, over] = [time("one", { room: 0 }), time("next"), time("next", { over: true })];
  const { choice } = timesNow([full, next], { choice: undefined, work: 2, had: true });
  expect(timesNow([time("one"), next], { choice, work: 2, had: true })).toMatchObject({ meant: next, said: "" });
  const after = timesNow([full, over, time("last")], { choice, work: 2, had: true });
  expect(after).toMatchObject({ meant: { id: "last" }, choice: { id: "last" }, said: "" });
  const picked = { id: "next", words: "next", picked: true };
  expect(timesNow([over, time("last")], { choice: picked, work: 2, had: true })).toMatchObject({
    meant: over,
    said: "",
  });
});

test("that nothing has room is said, and that a day has no times any more; of a day that had none nothing", () => {
  const times = [time("one"), time("next")];
  expect(saidAfter(times, times, { work: 9 })).toContain("No time of this day has room");
  expect(saidAfter(times, [])).toBe("This day has no times any more.");
  expect(timesNow([], { choice: undefined, work: 2, had: false })).toMatchObject({ meant: undefined, said: "" });
});

test("to staff a time whose last moment has passed is open, and one that has ended is over", () => {
  const slot = {
    ...{ id: "slt_1", startsAt: "2026-11-28T09:00:00.000Z", endsAt: "2026-11-28T11:00:00.000Z" },
    ...{ startsMinute: 540, endsMinute: 660, chooseUntil: "2026-11-27T09:00:00.000Z", version: 3 },
    ...{ capacity: 9, taken: 4, closed: false, dayRoom: 2 },
  };
  const at = (now: string) => toTimes([slot], { locale: "en-GB", now: new Date(now) });
  expect(at("2026-11-28T10:59:59Z")).toEqual([
    {
      ...{ id: "slt_1", startsMinute: 540, endsMinute: 660, words: "9 am to 11 am" },
      ...{ room: 2, closed: false, over: false, version: 3 },
    },
  ]);
  expect(at("2026-11-28T11:00:00Z")).toMatchObject([{ over: true }]);
});
