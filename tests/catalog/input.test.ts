import { describe, expect, test } from "vitest";
import { itemChangeForm, itemForm } from "@/lib/catalog/input-form";
import { allergenCodes, allergenWords, firstFree, moved, slugOf } from "@/lib/catalog/rules";

const [one, two] = ["00000000000000000000000001", "00000000000000000000000002"];

const form = {
  name: "Seeded rye",
  categoryId: "cat_00000000000000000000000000",
  stock: "per_day",
  currency: "GBP",
  rows: one,
  [`variant.${one}.price`]: "4.80",
  [`variant.${one}.onSale`]: "on",
  [`variant.${one}.fresh`]: "on",
};

function wordsOf(given: Record<string, string>): Record<string, string> {
  const parsed = itemForm.safeParse({ ...form, ...given });
  return Object.fromEntries(parsed.error?.issues.map(({ path, message }) => [path.join("."), message]) ?? []);
}

describe("the form of an item", () => {
  test("becomes an item: rows, boxes, money, an address of its name", () => {
    const item = itemForm.parse({
      ...form,
      "allergens.milk": "on",
      "allergens.gluten": "on",
      rows: `${one},${two}`,
      [`variant.${two}.price`]: "1,250.50",
      [`variant.${two}.limitPerOrder`]: "6",
      [`variant.${two}.lowAt`]: "0",
      [`variant.${two}.workUnits`]: "4",
    });
    expect(item).toMatchObject({
      slug: "seeded-rye",
      allergens: ["gluten", "milk"],
      mayAllergens: [],
      variants: [
        { priceMinor: 480, hidden: false, limitPerOrder: null, lowAt: null, workUnits: 1, sku: "" },
        { priceMinor: 125_050, hidden: true, limitPerOrder: 6, lowAt: 0, workUnits: 4 },
      ],
    });
  });

  test("takes work from nothing at all to a thousand", () => {
    const work = (words: string) => itemForm.safeParse({ ...form, [`variant.${one}.workUnits`]: words });
    expect(["", "0", "1000"].map((words) => work(words).data?.variants[0]?.workUnits)).toEqual([1, 0, 1000]);
    for (const words of ["-1", "1001", "1.5", "much"]) expect(work(words).success).toBe(false);
    expect(wordsOf({ [`variant.${one}.workUnits`]: "1001" })).toMatchObject({
      "variants.0.workUnits": "Please give at most 1000.",
    });
  });

  test("keeps the exact amount, in any currency", () => {
    const minor = (price: string, currency: string) =>
      itemForm.parse({ ...form, currency, [`variant.${one}.price`]: price }).variants[0]?.priceMinor;
    expect(minor("4.35", "GBP")).toBe(435);
    expect(minor("0.07", "GBP")).toBe(7);
    expect(minor("1 234,56", "EUR")).toBe(123_456);
    expect(minor("500", "JPY")).toBe(500);
    expect(minor("1.234", "KWD")).toBe(1234);
  });

  test("says of each field what is wrong, at the field", () => {
    expect(wordsOf({ [`variant.${one}.price`]: "4.805.1" })).toHaveProperty("variants.0.price");
    expect(wordsOf({ [`variant.${one}.price`]: "-1" })).toHaveProperty("variants.0.price");
    expect(wordsOf({ [`variant.${one}.price`]: "free", currency: "KWD" })).toEqual({
      "variants.0.price": "Please give a price in KWD, such as 4.800; at most 100000.000.",
    });
    expect(wordsOf({ [`variant.${one}.price`]: "1000000000", currency: "KRW" })).toEqual({
      "variants.0.price": "Please give a price in KRW, such as 480; at most 100000000.",
    });
    expect(wordsOf({ [`variant.${one}.price`]: "" })).toEqual({ "variants.0.price": "Please give a price." });
    expect(wordsOf({ [`variant.${one}.limitPerOrder`]: "0" })).toHaveProperty("variants.0.limitPerOrder");
    expect(wordsOf({ [`variant.${one}.limitPerOrder`]: "1.5" })).toHaveProperty("variants.0.limitPerOrder");
    expect(wordsOf({ name: " " })).toEqual({ name: "Please give it a name." });
    expect(wordsOf({ slug: "Rye Tin" })).toHaveProperty("slug");
    expect(wordsOf({ ingredients: "*Wheat flour" })).toHaveProperty("ingredients");
    expect(wordsOf({ stock: "" })).toHaveProperty("stock");
    expect(wordsOf({ photo: "../secret" })).toHaveProperty("photo");
    expect(
      wordsOf({
        rows: `${one},${two}`,
        [`variant.${one}.sku`]: "A-1",
        [`variant.${two}.sku`]: "a-1",
        [`variant.${two}.price`]: "1",
      }),
    ).toHaveProperty(["variants.1.sku"]);
  });

  test("needs a variant", () => {
    expect(itemForm.safeParse({ ...form, rows: "" }).error?.issues[0]?.message).toBe(
      "An item needs at least one variant.",
    );
  });

  test("of an item that there is carries what it was opened with", () => {
    const opened = { ...form, itemId: "itm_00000000000000000000000000", version: "3" };
    expect(itemChangeForm.parse(opened)).toMatchObject({
      version: 3,
      name: "Seeded rye",
      variants: [{ fresh: true, priceMinor: 480 }],
    });
    const change = { ...opened, rows: `${two},${one}`, [`variant.${two}.price`]: "1" };
    expect(itemChangeForm.parse(change)).toMatchObject({
      variants: [
        { id: `var_${two}`, fresh: false, priceMinor: 100 },
        { id: `var_${one}`, fresh: true },
      ],
    });
  });

  test("takes no field that is not in it", () => {
    const odd = {
      ...form,
      [`variant.${one}.__proto__`]: "x",
      "variants.9999.price": "1",
      "allergens.plutonium": "on",
      position: "9",
    };
    const item = itemForm.parse(odd);
    expect(item.variants).toHaveLength(1);
    expect(item.allergens).toEqual([]);
    expect(item).not.toHaveProperty("position");
  });
});

describe("the rules", () => {
  test("what is said of allergens names each chosen one once", () => {
    expect(allergenWords(["gluten", "milk"], "Wheat (gluten)")).toBe("Milk. Wheat (gluten)");
    expect(allergenWords(["nuts", "eggs"], "Hazelnuts. We use one kitchen.")).toBe(
      "Egg. Hazelnuts. We use one kitchen.",
    );
    expect(allergenWords(["celery", "lupin"], "")).toBe("Celery, lupin");
    expect(allergenWords([], "")).toBe("");
    expect(allergenCodes).toHaveLength(14);
    for (const code of allergenCodes)
      expect(allergenWords([code], allergenWords([code], ""))).toBe(allergenWords([code], ""));
  });

  test("an address is made of any name", () => {
    expect(slugOf("Café & Rye, 800 g")).toBe("cafe-rye-800-g");
    expect(slugOf("  Oma’s Größte  ")).toBe("omas-grosste");
    expect(slugOf("日本")).toBe("item");
    expect(slugOf("x".repeat(200))).toHaveLength(80);
  });

  test("the first free name is found whatever its case", () => {
    expect(firstFree("RYE", ["rye", "RYE-2"])).toBe("RYE-3");
    expect(firstFree("RYE", [])).toBe("RYE");
  });

  test("a move puts one before another, or last, and nothing else out of order", () => {
    expect(moved(["a", "b", "c"], "c", "a")).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], "a", null)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b"], "new", "b")).toEqual(["a", "new", "b"]);
    expect(moved(["a", "b"], "a", "gone")).toEqual(["b", "a"]);
    expect(moved(["a", "b"], "a", "a")).toEqual(["a", "b"]);
  });
});
