import { expect, test } from "vitest";
import { parseMoney } from "@/lib/money";

test("an amount is read as people type it", () => {
  expect(parseMoney("4.80", "GBP")).toBe(480);
  expect(parseMoney("4,8", "EUR")).toBe(480);
  expect(parseMoney("£4", "GBP")).toBe(400);
  expect(parseMoney(" 1 250,50 ", "EUR")).toBe(125_050);
  expect(parseMoney("1,250.50", "USD")).toBe(125_050);
  expect(parseMoney("1.250", "EUR")).toBe(125_000);
  expect(parseMoney("1,250", "JPY")).toBe(1250);
  expect(parseMoney("0", "GBP")).toBe(0);
  expect(parseMoney("1.250", "KWD")).toBe(1250);
  expect(parseMoney("4,80 €", "EUR")).toBe(480);
  expect(parseMoney("4.80 GBP", "GBP")).toBe(480);
});

test("what is no amount of the currency is not taken for one", () => {
  for (const words of ["", "free", "-4", "4.805.1", "1.2345", "4..8", "99999999999", "4.80 kg", "1e9", "4%"])
    expect(parseMoney(words, "GBP"), words).toBeNull();
  expect(parseMoney("12.5", "JPY")).toBeNull();
});
