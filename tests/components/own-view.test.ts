import { describe, expect, test } from "vitest";
import {
  type OwnRow,
  openingWanted,
  quantityOf,
  shortOn,
  totalWanted,
  wantedOf,
  whyNotInto,
} from "@/components/orders/own/own-view";

function row(change: Partial<OwnRow>): OwnRow {
  const named = { itemName: "Sourdough", variantName: "800 g", photo: "", limit: null };
  return {
    field: "quantity-lin_1",
    variantId: "var_1",
    had: 2,
    agreedMinor: 450,
    priceMinor: 500,
    ...named,
    ...change,
  };
}

const kept = row({});
const added = row({ field: "add-var_2", variantId: "var_2", had: 0, agreedMinor: 300, priceMinor: 300 });

describe("the form of a customer's change", () => {
  test("comes to what stays at its own price and what is more at today's", () => {
    expect(totalWanted([kept, added], {})).toBe(900);
    expect(totalWanted([kept, added], { "quantity-lin_1": 3, "add-var_2": 2 })).toBe(900 + 500 + 600);
    expect(totalWanted([kept, added], { "quantity-lin_1": 0, "add-var_2": 1 })).toBe(300);
  });

  test("opens with what was typed, where that is a quantity, or with the order", () => {
    expect(openingWanted([kept, added], undefined)).toEqual({ "quantity-lin_1": 2, "add-var_2": 0 });
    expect(openingWanted([kept, added], { "quantity-lin_1": "9", "add-var_2": "-1" })).toEqual({
      "quantity-lin_1": 9,
      "add-var_2": 0,
    });
    expect([quantityOf("999"), quantityOf("1.5"), quantityOf(undefined)]).toEqual([99, undefined, undefined]);
  });

  test("says how many things are short, two rows of one variant being one", () => {
    const twice = [kept, row({ field: "quantity-lin_2", had: 1 }), added];
    expect(wantedOf("var_1", twice, {})).toBe(3);
    expect(shortOn(twice, {}, (id) => (id === "var_1" ? 2 : 0))).toBe(1);
    expect(shortOn(twice, { "add-var_2": 1 }, () => 2)).toBe(1);
  });
});

describe("a time that a customer's order could move into", () => {
  const time = { id: "slt_1", room: 3, alone: 3, state: "open" as const, version: 1 };

  test("is full when it has no room for all of the order's work", () => {
    expect(whyNotInto(time, { work: 3, freed: 0 })).toBe("");
    expect(whyNotInto(time, { work: 4, freed: 0 })).toBe("full");
    expect(whyNotInto({ ...time, state: "closed" }, { work: 0, freed: 0 })).toBe("closed");
    expect(whyNotInto({ ...time, state: "past" }, { work: 0, freed: 0 })).toBe("too late");
  });

  test("of the order's own day is not full of the order itself, yet may be of others", () => {
    expect(whyNotInto({ ...time, room: 1, alone: 9 }, { work: 3, freed: 2 })).toBe("");
    expect(whyNotInto({ ...time, room: 1, alone: 9 }, { work: 3, freed: 1 })).toBe("full");
    expect(whyNotInto({ ...time, room: 2, alone: 2 }, { work: 3, freed: 3 })).toBe("full");
  });
});
