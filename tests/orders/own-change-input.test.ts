import { describe, expect, test } from "vitest";
import { addToOrderInput, ownChangeInput } from "@/lib/orders/own-change-input";

const token = "t".repeat(22);
const line = `lin_${"1".repeat(26)}`;
const variantId = `var_${"1".repeat(26)}`;
const read = (change: object) => ownChangeInput.safeParse({ token, version: "3", day: "2026-11-28", ...change });
const wrong = (change: object) => read(change).error?.issues.map((issue) => issue.path.join("."));

describe("the form of a customer's change", () => {
  test("is read by line and by variant, with the prices that were seen; what there is to be none of is not added", () => {
    const form = {
      [`quantity-${line}`]: "0",
      [`add-${variantId}`]: "2",
      [`seen-${variantId}`]: "450",
      ...Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`add-var_${index}`, "0"])),
    };
    expect(read(form).data).toEqual({
      ...{ token, revision: 3, day: "2026-11-28", seen: { [variantId]: 450 } },
      lines: [{ lineId: line, quantity: 0 }],
      added: [{ variantId, quantity: 2, seenPriceMinor: 450 }],
    });
  });

  test("takes no quantity that is none: negative, broken, huge", () => {
    for (const quantity of ["-1", "1.5", "1e9", "many", "1000"]) {
      expect(wrong({ [`quantity-${line}`]: quantity })).toEqual([`quantity-${line}`]);
      expect(wrong({ [`add-${variantId}`]: quantity })).toEqual([`add-${variantId}`]);
    }
    for (const blank of ["", " "]) {
      expect(wrong({ [`quantity-${line}`]: blank })).toEqual([`quantity-${line}`]);
      expect(read({ [`add-${variantId}`]: blank }).data?.added).toEqual([]);
    }
  });

  test("takes no other order, line, day or revision than such as there can be", () => {
    expect(wrong({ token: "x" })).toEqual(["token"]);
    expect(wrong({ "quantity-ord_1": "1" })).toEqual(["quantity-ord_1"]);
    expect(wrong({ day: "2026-02-30" })).toEqual(["day"]);
    expect(wrong({ version: "0" })).toEqual(["version"]);
  });
});

test("a cart to be added names an order by its address", () => {
  expect(addToOrderInput.safeParse({ token: "../x", cart: "crt_1" }).success).toBe(false);
  expect(addToOrderInput.parse({ token, cart: "crt_1", expectedTotal: "x" })).toEqual({ token, cart: "crt_1" });
});
