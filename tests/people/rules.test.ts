import { describe, expect, test } from "vitest";
import { askedOf, passedLimits } from "@/lib/people/rules";

const bread = { itemId: "itm_bread", itemName: "Bread", limitPerPerson: 3, limitDays: 7 };
const at = (day: number) => new Date(Date.UTC(2026, 10, day, 9));

function passed(requested: number, had: { units: number; at: Date }[]) {
  const asked = askedOf([{ ...bread, quantity: requested }]);
  return passedLimits(
    asked,
    had.map((one) => ({ itemId: bread.itemId, ...one })),
  );
}

test("what is asked for is summed over the variants of an item, and items without a limit are left out", () => {
  const jam = { itemId: "itm_jam", itemName: "Jam", limitPerPerson: null, limitDays: null };
  expect(
    askedOf([
      { ...bread, quantity: 1 },
      { ...jam, quantity: 9 },
      { ...bread, quantity: 2 },
    ]),
  ).toEqual([{ itemId: "itm_bread", name: "Bread", limit: 3, days: 7, requested: 3 }]);
});

describe("a limit per person", () => {
  test("is kept up to the last unit", () => {
    expect(passed(3, [])).toEqual([]);
    expect(passed(1, [{ units: 2, at: at(20) }])).toEqual([]);
  });

  test("says what was had, and from when on as many can be had", () => {
    expect(passed(2, [{ units: 2, at: at(20) }])).toMatchObject([{ had: 2, again: at(27) }]);
    const had = [
      { units: 1, at: at(20) },
      { units: 2, at: at(22) },
    ];
    expect(passed(1, had)).toMatchObject([{ had: 3, again: at(27) }]);
    expect(passed(2, had)).toMatchObject([{ had: 3, again: at(29) }]);
  });

  test("says of more than anybody can have that there is no such time", () => {
    expect(passed(4, [])).toMatchObject([{ had: 0, again: null }]);
    expect(passed(4, [{ units: 1, at: at(20) }])).toMatchObject([{ had: 1, again: null }]);
  });
});
