import { expect, test } from "vitest";
import { parseMobile } from "@/lib/phone";

test.each([
  ["07400 123456", "GB", "+447400123456"],
  ["+44 (0)7400 123456", "GB", "+447400123456"],
  ["07700 900148", "GB", "+447700900148"],
  ["(202) 555-0143", "US", "+12025550143"],
])("%s in %s is the number %s", (typed, country, number) => {
  expect(parseMobile(typed, country)).toBe(number);
});

test.each(["07700 90014", "020 7946 0958", "999", "", "call me", "07700 900148 07700 900149"])(
  "%s is no number that receives texts",
  (typed) => {
    expect(parseMobile(typed, "GB")).toBeNull();
  },
);
