import fc from "fast-check";
import { expect, test } from "vitest";
import { fitText, measureText } from "@/lib/deliveries/rules-of-segments";
import { textWords } from "@/lib/deliveries/text-words";
import { newShop } from "@/lib/settings/queries";
import { orderLetters } from "@/lib/settings/words";
import { orderSnapshot } from "@/tests/deliveries/fixtures";

test("a plain text of 160 characters is one segment, of 161 two", () => {
  expect(measureText("a".repeat(160))).toEqual({ alphabet: "gsm7", units: 160, segments: 1 });
  expect(measureText("a".repeat(161))).toEqual({ alphabet: "gsm7", units: 161, segments: 2 });
  expect(measureText("a".repeat(307)).segments).toBe(3);
});

test("the euro sign takes two places and is never cut in two", () => {
  expect(measureText("€").units).toBe(2);
  expect(measureText(`${"a".repeat(152)}€${"a".repeat(151)}`).segments).toBe(2);
  expect(measureText(`${"a".repeat(152)}€${"a".repeat(152)}`).segments).toBe(3);
});

test("one character outside the alphabet makes the whole text Unicode", () => {
  expect(measureText("Пекарня")).toMatchObject({ alphabet: "ucs2", segments: 1 });
  expect(measureText("a".repeat(70)).alphabet).toBe("gsm7");
  expect(measureText(`${"я".repeat(70)}`).segments).toBe(1);
  expect(measureText(`${"я".repeat(71)}`).segments).toBe(2);
});

test("a pair of surrogates stays together", () => {
  expect(measureText(`${"я".repeat(66)}🥖${"я".repeat(10)}`).segments).toBe(2);
  expect(measureText(`${"🥖".repeat(35)}`).segments).toBe(1);
});

test("longer texts never take fewer segments", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.string({ unit: "grapheme", maxLength: 40 }),
      (text, more) => {
        expect(measureText(text + more).segments).toBeGreaterThanOrEqual(measureText(text).segments);
      },
    ),
  );
});

test("whatever the shop is called, a text has at most two segments, with its link whole", () => {
  const news = fc.constantFrom(...orderLetters);
  fc.assert(
    fc.property(news, fc.string({ unit: "grapheme", maxLength: 300 }), (kind, name) => {
      const order = orderSnapshot();
      const text = textWords(kind, { order, shop: { ...newShop, name }, days: { hours: [] } });
      expect(measureText(text).segments).toBeLessThanOrEqual(2);
      expect(text.endsWith(`/orders/${order.token}`)).toBe(true);
    }),
  );
});

test("typographic marks do not cost a second segment", () => {
  expect(fitText("Nan’s “Oven” – Bakery", ": order 1")).toBe(`Nan's "Oven" - Bakery: order 1`);
});
