import { expect, test } from "vitest";
import { orderNumber, readOrderNumber } from "@/lib/orders/number";

test("a number is written with the prefix that its order was given", () => {
  expect(orderNumber({ numberPrefix: "FB-", number: 1042 })).toBe("FB-1042");
  expect(orderNumber({ numberPrefix: "", number: 201 })).toBe("201");
});

test("a number is found in what was typed, with its prefix or without", () => {
  expect(readOrderNumber("1042")).toEqual({ number: 1042 });
  expect(readOrderNumber(" #1042 ")).toEqual({ number: 1042 });
  expect(readOrderNumber("fb-1042")).toEqual({ numberPrefix: "fb-", number: 1042 });
  expect(readOrderNumber("Rosa")).toBeNull();
  expect(readOrderNumber("07700 900123")).toBeNull();
});
