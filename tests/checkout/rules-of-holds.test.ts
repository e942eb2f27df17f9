import { describe, expect, test } from "vitest";
import { endInTurn, holdTime, mostHeld, turnAt } from "@/lib/checkout/rules-of-holds";

const start = new Date("2026-11-28T09:00:00Z");
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

test("a cart that begins to hold holds for the shop's minutes", () => {
  expect(holdTime(start, null, 10)).toEqual({ heldSince: start, endsAt: later(10) });
});

test("asked again it holds longer, never beyond twice the time", () => {
  expect(holdTime(later(4), start, 10)).toEqual({ heldSince: start, endsAt: later(14) });
  expect(holdTime(later(13), start, 10)).toEqual({ heldSince: start, endsAt: later(20) });
  expect(holdTime(later(19), start, 10)).toEqual({ heldSince: start, endsAt: later(20) });
});

test("then it holds nothing for as long again, however it asks, and may begin anew after that", () => {
  expect(holdTime(later(20), start, 10)).toBeNull();
  expect(holdTime(later(29.9), start, 10)).toBeNull();
  expect(holdTime(later(30), start, 10)).toEqual({ heldSince: later(30), endsAt: later(40) });
});

test("a shop that keeps nothing keeps nothing", () => {
  expect(holdTime(start, null, 0)).toBeNull();
});

test.each([
  { onHand: 1, committed: 0, most: 4, half: 0 },
  { onHand: 2, committed: 0, most: 4, half: 1 },
  { onHand: 12, committed: 0, most: 6, half: 6 },
  { onHand: 40, committed: 11, most: 15, half: 14 },
  { onHand: 3, committed: 3, most: 4, half: 0 },
  { onHand: 0, committed: 1, most: 4, half: 0 },
])(
  "of $onHand on hand, $committed of them promised, one address holds at most $most in its turn, else $half",
  ({ most, half, ...level }) => {
    expect(mostHeld(level, true)).toBe(most);
    expect(mostHeld(level, false)).toBe(half);
  },
);

test("the turn of an address is twice the time since it first held of a level, and after a break of once the time it begins anew", () => {
  const turn = { since: start, until: later(20) };
  expect(turnAt(start, undefined, 10)).toEqual(turn);
  expect(turnAt(later(19), start, 10)).toEqual(turn);
  expect(turnAt(later(29.9), start, 10)).toEqual(turn);
  expect(turnAt(later(30), start, 10)).toEqual({ since: later(30), until: later(50) });
});

describe("a cart that asks to hold until 26 minutes after its address began, 16 minutes after", () => {
  const [now, longest] = [later(16), later(26)];
  const one = { level: { onHand: 1, committed: 0 }, units: 1, turn: turnAt(now, start, 10), holds: false };
  const many = { ...one, level: { onHand: 40, committed: 0 } };

  test("holds more than the half of something only until the turn ends, and all else with it", () => {
    expect(endInTurn(now, longest, null, [one, many])).toEqual(later(20));
  });

  test("holds no more than the half for the whole time", () => {
    expect(endInTurn(now, longest, null, [many])).toEqual(longest);
    expect(endInTurn(now, longest, null, [{ ...many, units: 99 }])).toEqual(longest);
  });

  test("is not bound by the turns of another address", () => {
    expect(endInTurn(now, longest, null, [{ ...one, turn: turnAt(now, undefined, 10) }])).toEqual(longest);
  });

  test("loses nothing of the time that it has", () => {
    expect(endInTurn(now, longest, later(25), [one])).toEqual(later(25));
  });
});

test("a turn that is over gives nothing and shortens nothing; what is held then is held until its end, and no longer", () => {
  const now = later(21);
  const one = { level: { onHand: 1, committed: 0 }, units: 1, turn: turnAt(now, start, 10), holds: false };
  expect(endInTurn(now, later(31), null, [one])).toEqual(later(31));
  expect(endInTurn(now, later(31), later(23), [{ ...one, holds: true }])).toEqual(later(23));
  expect(endInTurn(now, later(31), later(20), [{ ...one, holds: true }])).toEqual(later(31));
});
