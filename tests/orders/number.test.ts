import { expect, test } from "vitest";
import { orderNumber } from "@/lib/orders/number";

test("a number is written with the prefix that its order was given", () => {
  expect(orderNumber({ numberPrefix: "FB-", number: 1042 })).toBe("FB-1042");
  expect(orderNumber({ numberPrefix: "", number: 201 })).toBe("201");
});
