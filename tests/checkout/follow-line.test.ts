import { describe, expect, test } from "vitest";
import { newsOfLines, standingOf } from "@/components/cart/news-of-lines";
import { compareLine, followLine, type OfferedLine } from "@/lib/checkout/rules";

const offered: OfferedLine = {
  variantId: "var_1",
  sku: "SRD-800",
  itemSlug: "sourdough",
  itemName: "Fernhill sourdough",
  variantName: "800 g",
  photo: "",
  keeps: false,
  onSale: true,
  opensAt: null,
  priceMinor: 480,
  limitPerOrder: null,
  available: 3,
  own: 0,
  version: 7,
};

const line = (change: Partial<OfferedLine> = {}, { quantity = 2, seenPriceMinor = 480 } = {}) =>
  compareLine({ variantId: "var_1", quantity, seenPriceMinor }, { ...offered, ...change });
const heard = (version: number, available: number) => ({ version, available });

describe("a line of an open cart", () => {
  test("says what is left as it sells elsewhere, down to none, and comes back", () => {
    expect(followLine(line(), heard(8, 2), 0)).toMatchObject({ most: 2, notices: [] });
    expect(followLine(line(), heard(9, 1), 0)).toMatchObject({ most: 1, notices: [{ kind: "short", available: 1 }] });
    expect(followLine(line(), heard(10, 0), 0)).toMatchObject({ most: 0, notices: [{ kind: "sold_out" }] });
    expect(followLine(line({ available: 0 }), heard(11, 5), 0)).toMatchObject({ most: 5, notices: [] });
  });

  test("is what the shop would say of it by now", () => {
    for (const [available, own] of [
      [0, 0],
      [0, 1],
      [1, 1],
      [4, 2],
    ] as const)
      expect(followLine(line(), heard(8, available), own)).toEqual(
        line({ available: available + own, own, version: 8 }),
      );
  });

  test("is not sold out of what the cart holds itself", () => {
    expect(followLine(line({}, { quantity: 1 }), heard(8, 0), 1)).toMatchObject({ most: 1, available: 1, notices: [] });
    expect(followLine(line(), heard(8, 0), 1)).toMatchObject({ most: 1, notices: [{ kind: "short", available: 1 }] });
  });

  test("hears nothing of what is older than itself, and takes what is as old but read later", () => {
    expect(followLine(line(), heard(6, 0), 0)).toEqual(line());
    expect(followLine(line({ own: 2 }), heard(6, 9), 2)).toEqual(line({ own: 2 }));
    expect(followLine(line(), heard(7, 1), 0)).toMatchObject({ most: 1 });
  });

  test("stands as it came while nothing is heard, but for what the cart holds", () => {
    expect(followLine(line(), undefined, 0)).toEqual(line());
    expect(followLine(line({ available: 1, own: 1 }), undefined, 0)).toMatchObject({ notices: [{ kind: "sold_out" }] });
  });

  test("keeps to the most in one order, however many are left", () => {
    const limited = line({ limitPerOrder: 2, available: 9 }, { quantity: 3 });
    expect(followLine(limited, heard(8, 50), 0)).toMatchObject({ most: 2, notices: [{ kind: "limit", limit: 2 }] });
    expect(followLine(limited, heard(8, 1), 0)).toMatchObject({ most: 1, notices: [{ kind: "short", available: 1 }] });
  });

  test("keeps its price and says that it changed, whatever is heard of what is left", () => {
    const dearer = line({ priceMinor: 520 }, { quantity: 2, seenPriceMinor: 480 });
    expect(followLine(dearer, heard(8, 2), 0)).toMatchObject({
      totalMinor: 1040,
      notices: [{ kind: "price", wasMinor: 480 }],
    });
  });

  test("is not on sale by what is heard: before its drop opens, and when staff took it off, the shop says so", () => {
    for (const change of [{ onSale: false, opensAt: 1_800_000_000_000 }, { onSale: false }])
      expect(followLine(line(change), heard(8, 40), 0)).toEqual(line(change));
  });

  test("never has less than none", () => {
    expect(followLine(line(), heard(8, -2), 1)).toMatchObject({ available: 1, most: 1 });
  });
});

describe("what is read out of a cart's lines", () => {
  const plenty = line({ available: 40 });

  test("is what became of each, by its name", () => {
    const rye = { ...line({ available: 4 }), variantId: "var_2", itemName: "Rye" };
    expect(newsOfLines([plenty, rye], [line({ available: 0 }), { ...rye, available: 3 }])).toBe(
      "Fernhill sourdough, 800 g is sold out. You asked for 2. Rye, 800 g: 3 left.",
    );
    expect(newsOfLines([plenty], [line({ available: 1 })])).toBe(
      "Only 1 left of Fernhill sourdough, 800 g. You asked for 2.",
    );
    expect(newsOfLines([line({ available: 0 })], [plenty])).toBe("There is enough of Fernhill sourdough, 800 g again.");
  });

  test("is nothing while it makes no difference to the customer", () => {
    expect(newsOfLines([plenty], [line({ available: 39 })])).toBe("");
    expect(standingOf(plenty)).toBe(standingOf(line({ available: 39 })));
    expect(standingOf(line({ available: 3 }))).not.toBe(standingOf(line({ available: 2 })));
  });

  test("is not about lines that were put in or taken out", () => {
    expect(newsOfLines([], [plenty])).toBe("");
    expect(newsOfLines([plenty], [])).toBe("");
  });
});
