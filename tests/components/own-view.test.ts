import { describe, expect, test } from "vitest";
import {
  type OwnRow,
  openingWanted,
  quantityOf,
  shortOn,
  totalWanted,
  wantedOf,
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
