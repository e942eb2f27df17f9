import { expect, test } from "vitest";
import { meantTime, type StaffTime, saidOf, toTimes, whyNot } from "@/components/counter/times";

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

test("what became of a choice is said: that it filled up, that nothing has room; of another day's choice nothing", () => {
  const times = [time("full", { room: 0 }), time("next")];
  const said = (picked: string, meant = times[1]) => saidOf(times, { picked, meant, read: times });
  expect(said("full")).toBe("The time that you chose has no room for it now. This is the next that has: next.");
  expect(said("next")).toBe("");
  expect(said("of yesterday")).toBe("");
  expect(saidOf(times, { picked: "", meant: undefined, read: times })).toContain("No time of this day has room");
  expect(saidOf([], { picked: "", meant: undefined, read: [] })).toBe("");
});

test("a chosen time that was taken away is said to be, and so is that the day has none any more", () => {
  const [gone, next] = [time("gone"), time("next")];
  expect(saidOf([next], { picked: "gone", meant: next, read: [gone, next] })).toBe(
    "The time that you chose is no longer offered. This is the next that has: next.",
  );
  expect(saidOf([], { picked: "gone", meant: undefined, read: [gone] })).toBe("This day has no times any more.");
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
