import { expect, test } from "vitest";
import { meantTime, type StaffTime, saidOf, toTimes, whyNot } from "@/components/counter/times";

function time(id: string, change: Partial<StaffTime> = {}): StaffTime {
  return { id, words: id, room: 5, closed: false, over: false, version: 1, ...change };
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

test("what became of a choice is said: that it filled up, that nothing has room; of another day's choice nothing", () => {
  const times = [time("full", { room: 0 }), time("next")];
  expect(saidOf(times, "full", times[1])).toContain("This is the next that has: next.");
  expect(saidOf(times, "next", times[1])).toBe("");
  expect(saidOf(times, "of yesterday", times[1])).toBe("");
  expect(saidOf(times, "", undefined)).toContain("No time of this day has room");
  expect(saidOf([], "", undefined)).toBe("");
});

test("to staff a time whose last moment has passed is open, and one that has ended is over", () => {
  const slot = {
    ...{ id: "slt_1", startsAt: "2026-11-28T09:00:00.000Z", endsAt: "2026-11-28T11:00:00.000Z" },
    ...{ startsMinute: 540, endsMinute: 660, chooseUntil: "2026-11-27T09:00:00.000Z", version: 3 },
    ...{ capacity: 9, taken: 4, closed: false, dayRoom: 2 },
  };
  const at = (now: string) => toTimes([slot], { locale: "en-GB", now: new Date(now) });
  expect(at("2026-11-28T10:59:59Z")).toEqual([
    { id: "slt_1", words: "9 am to 11 am", room: 2, closed: false, over: false, version: 3 },
  ]);
  expect(at("2026-11-28T11:00:00Z")).toMatchObject([{ over: true }]);
});
