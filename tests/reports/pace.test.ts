import { expect, test } from "vitest";
import { paceOf } from "@/lib/reports/rules-pace";

const window = { from: 0, now: 50, until: 100 };

test("what sells evenly is said to go when its line meets the ground", () => {
  const steps = [
    { at: 0, available: 10 },
    { at: 25, available: 6 },
    { at: 50, available: 2 },
  ];
  expect(paceOf(steps, window)).toEqual({ most: 10, left: 2, goneAt: null, goesAt: 62.5, perMs: 8 / 50 });
});

test("what would only go after closing lasts", () => {
  const steps = [
    { at: 0, available: 10 },
    { at: 40, available: 8 },
  ];
  expect(paceOf(steps, window)).toMatchObject({ left: 8, goneAt: null, goesAt: null });
});

test("what is gone says when, also when more came in between", () => {
  const steps = [
    { at: 0, available: 1 },
    { at: 5, available: 0 },
    { at: 10, available: 2 },
    { at: 30, available: 0 },
  ];
  expect(paceOf(steps, window)).toMatchObject({ left: 0, goneAt: 30, goesAt: null });
});

test("nothing is foretold before a tenth of the time has passed, or where nothing was sold", () => {
  const fast = [
    { at: 0, available: 10 },
    { at: 1, available: 1 },
  ];
  expect(paceOf(fast, { ...window, now: 2 }).goesAt).toBeNull();
  expect(paceOf([{ at: 0, available: 4 }], window)).toMatchObject({ left: 4, goesAt: null });
  expect(paceOf([], window)).toEqual({ most: 0, left: 0, goneAt: null, goesAt: null, perMs: null });
});
