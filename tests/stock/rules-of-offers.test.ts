import { describe, expect, test } from "vitest";
import { type InLine, offerEnd, shareOut } from "@/lib/stock/rules-of-offers";

const place = (id: string, wanted: number, more: Partial<InLine> = {}): InLine => ({
  ...{ id, wanted, takesFewer: false, limit: null, may: null, offer: null, ...more },
});
const given = (free: number, line: InLine[]) => shareOut(free, line).map(({ placeId, units }) => [placeId, units]);

describe("sharing out what is free", () => {
  test("the first in line gets it", () => {
    expect(given(1, [place("a", 1), place("b", 1)])).toEqual([["a", 1]]);
  });

  test("several get some while it lasts, in their order", () => {
    expect(given(4, [place("a", 2), place("b", 1), place("c", 2)])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });

  test("whoever wants more than there is stays in line, and the next who can take it is asked", () => {
    expect(given(2, [place("a", 3), place("b", 2)])).toEqual([["b", 2]]);
  });

  test("whoever takes fewer is offered what there is", () => {
    expect(given(2, [place("a", 3, { takesFewer: true }), place("b", 1)])).toEqual([["a", 2]]);
  });

  test("nobody is offered more than one order may have", () => {
    expect(given(5, [place("a", 4, { limit: 2 }), place("b", 9, { limit: 2 })])).toEqual([
      ["a", 2],
      ["b", 2],
    ]);
  });

  test("whoever has had what one person may have is passed over, or offered what the limit leaves them", () => {
    expect(given(9, [place("a", 1, { may: 0 }), place("b", 2, { may: 1 }), place("c", 2, { may: 2 })])).toEqual([
      ["c", 2],
    ]);
    const some = { takesFewer: true };
    expect(given(9, [place("a", 1, { may: 0, ...some }), place("b", 2, { may: 1, ...some })])).toEqual([["b", 1]]);
  });

  test("an offer that was given back is theirs again, with the end that it had", () => {
    const until = new Date("2026-11-28T09:00:00Z");
    expect(shareOut(2, [place("a", 2, { offer: { units: 1, until } }), place("b", 1)])).toEqual([
      { placeId: "a", units: 1, until },
      { placeId: "b", units: 1, until: null },
    ]);
  });

  test("nothing free gives nothing", () => {
    expect(shareOut(0, [place("a", 1, { takesFewer: true })])).toEqual([]);
  });
});

describe("the end of an offer", () => {
  const now = new Date("2026-11-28T09:00:00Z");

  test("is so many minutes from now", () => {
    expect(offerEnd(now, 30, null)).toEqual(new Date("2026-11-28T09:30:00Z"));
  });

  test("is never beyond the last moment to order", () => {
    const orderBy = new Date("2026-11-28T09:10:00Z");
    expect(offerEnd(now, 30, orderBy)).toEqual(orderBy);
  });
});
