import { describe, expect, test } from "vitest";
import {
  nextOf,
  planSlots,
  roomIn,
  type SlotView,
  slotsWithRoom,
  stateOf,
  timeWords,
} from "@/lib/pickup/rules-of-slots";
import { clockReaches } from "@/lib/time";

const london = "Europe/London";
const slot: SlotView = {
  ...{ id: "slt_1", startsAt: "2026-11-28T09:00:00.000Z", endsAt: "2026-11-28T11:00:00.000Z" },
  ...{ startsMinute: 540, endsMinute: 660, chooseUntil: "2026-11-28T08:00:00.000Z" },
  ...{ capacity: 10, taken: 7, closed: false, dayRoom: null, version: 1 },
};
const asked = { work: 3, bound: true, now: new Date("2026-11-27T12:00:00Z") };
const planned = (day: string, ...windows: [number, number][]) =>
  planSlots(
    day,
    {
      windows: windows.map(([startsMinute, endsMinute]) => ({ startsMinute, endsMinute, capacity: 5 })),
      leadMinutes: 30,
      dayCapacity: null,
    },
    london,
  );
const instants = (slots: ReturnType<typeof planned>) =>
  slots.map(({ startsAt, endsAt }) => `${startsAt.toISOString().slice(11, 16)}-${endsAt.toISOString().slice(11, 16)}`);

describe("a slot", () => {
  test("has the room that neither it nor its day has given away", () => {
    expect(roomIn(slot)).toBe(3);
    expect(roomIn({ ...slot, dayRoom: 2 })).toBe(2);
    expect(roomIn({ ...slot, dayRoom: -1 })).toBe(0);
  });

  test("takes what just fits, and nothing more", () => {
    expect(stateOf(slot, asked)).toBe("free");
    expect(stateOf(slot, { ...asked, work: 4 })).toBe("full");
    expect(stateOf({ ...slot, dayRoom: 2 }, asked)).toBe("full");
  });

  test("takes an order that costs no work even when it is full", () => {
    expect(stateOf({ ...slot, taken: 10 }, { ...asked, work: 0 })).toBe("free");
  });

  test("can be chosen by customers until its lead time begins, and by staff after it", () => {
    const late = { ...asked, now: new Date("2026-11-28T08:00:00Z") };
    expect(stateOf(slot, late)).toBe("past");
    expect(stateOf(slot, { ...late, bound: false })).toBe("free");
  });

  test("that staff closed is closed to all, however much room it has", () => {
    expect(stateOf({ ...slot, closed: true }, { ...asked, bound: false })).toBe("closed");
  });
});

test("those with room come earliest first", () => {
  const later = { ...slot, id: "slt_2", startsAt: "2026-11-28T11:00:00.000Z" };
  const full = { ...slot, id: "slt_3", startsAt: "2026-11-28T07:00:00.000Z", taken: 10 };
  expect(slotsWithRoom([later, full, slot], asked).map(({ id }) => id)).toEqual(["slt_1", "slt_2"]);
});

describe("the slots of a day", () => {
  test("are at the shop's own clock, in summer and winter", () => {
    expect(instants(planned("2026-11-28", [540, 660]))).toEqual(["09:00-11:00"]);
    expect(instants(planned("2026-06-28", [540, 660]))).toEqual(["08:00-10:00"]);
  });

  test("can be chosen until so many minutes before they start", () => {
    expect(planned("2026-11-28", [540, 660])[0]?.chooseUntil.toISOString()).toBe("2026-11-28T08:30:00.000Z");
  });

  test("may end at midnight", () => {
    expect(planned("2026-11-28", [1380, 1440])[0]).toMatchObject({ startsMinute: 1380, endsMinute: 1440 });
    expect(instants(planned("2026-11-28", [1380, 1440]))).toEqual(["23:00-00:00"]);
  });
});

describe("in the night in which the clocks go on, at 01:00 to 02:00 in London", () => {
  const night = "2026-03-29";

  test("a window that is skipped whole is none", () => {
    expect(planned(night, [60, 120])).toEqual([]);
    expect(planned(night, [75, 105])).toEqual([]);
  });

  test("a window that begins in the skipped hour begins as the clocks go on, and says so", () => {
    const [cut] = planned(night, [90, 180]);
    expect(cut?.startsAt.toISOString()).toBe("2026-03-29T01:00:00.000Z");
    expect(cut).toMatchObject({ startsMinute: 120, endsMinute: 180 });
  });

  test("windows that follow one another still do, and none overlaps another", () => {
    expect(instants(planned(night, [0, 60], [60, 120], [120, 180], [180, 240]))).toEqual([
      "00:00-01:00",
      "01:00-02:00",
      "02:00-03:00",
    ]);
    expect(instants(planned(night, [30, 90], [90, 150]))).toEqual(["00:30-01:00", "01:00-01:30"]);
  });

  test("a window at 02:30 is where the clock shows it, in a zone that skips it too", () => {
    expect(clockReaches("2026-03-29", 150, "Europe/Berlin").toISOString()).toBe("2026-03-29T01:00:00.000Z");
    expect(clockReaches("2026-03-29", 150, london).toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(planSlots(night, windowAt(150, 210), "Europe/Berlin")[0]).toMatchObject({
      startsMinute: 180,
      endsMinute: 210,
    });
  });
});

describe("in the night in which the clocks go back, from 02:00 to 01:00 in London", () => {
  const night = "2026-10-25";

  test("a time that comes twice is meant the first time", () => {
    expect(instants(planned(night, [60, 90]))).toEqual(["00:00-00:30"]);
  });

  test("a window over the repeated hour lasts through both", () => {
    expect(instants(planned(night, [90, 150]))).toEqual(["00:30-02:30"]);
  });

  test("windows that follow one another still do, and none overlaps another", () => {
    expect(instants(planned(night, [0, 60], [60, 120], [120, 180]))).toEqual([
      "23:00-00:00",
      "00:00-02:00",
      "02:00-03:00",
    ]);
  });

  test("a window at 02:30 begins the first time that Berlin's clocks show it, and ends as they are past it for good", () => {
    const [slot] = planSlots(night, windowAt(150, 210), "Europe/Berlin");
    expect(slot).toMatchObject({ startsMinute: 150, endsMinute: 210 });
    expect(slot?.startsAt.toISOString()).toBe("2026-10-25T00:30:00.000Z");
    expect(slot?.endsAt.toISOString()).toBe("2026-10-25T02:30:00.000Z");
  });
});

function windowAt(startsMinute: number, endsMinute: number) {
  return { windows: [{ startsMinute, endsMinute, capacity: 1 }], leadMinutes: 0, dayCapacity: null };
}

test("a time is spoken in English and written elsewhere", () => {
  expect(timeWords(slot, "en-GB")).toBe("9 am to 11 am");
  expect(timeWords(slot, "de-DE")).toBe("09:00–11:00");
});

test("where no time is named the next is meant: not one that is over, unless all are", () => {
  const [gone, next] = [{ endsAt: "2026-11-28T11:00:00.000Z" }, { endsAt: "2026-11-28T13:00:00.000Z" }];
  expect(nextOf([gone, next], new Date("2026-11-28T10:59:59Z"))).toBe(gone);
  expect(nextOf([gone, next], new Date("2026-11-28T11:00:00Z"))).toBe(next);
  expect(nextOf([gone, next], new Date("2026-11-28T13:00:00Z"))).toBe(gone);
  expect(nextOf([], new Date("2026-11-28T13:00:00Z"))).toBeUndefined();
});
