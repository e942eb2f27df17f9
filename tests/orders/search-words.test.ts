import fc from "fast-check";
import { expect, test } from "vitest";
import { readSearch } from "@/lib/orders/search-words";

const words = (typed: string) => readSearch(typed)?.words;
const numbers = (typed: string) => readSearch(typed)?.numbers;

test("words are looked for by their beginnings, without accents, capitals and signs", () => {
  expect(words("Åsa O’Brien-Lind")).toBe("'asa':* & 'brien':* & 'lind':*");
  expect(words("  МАЙЯ  ")).toBe("'маия':*");
});

test("of an email everything before a sign is a whole word", () => {
  expect(words("maya.j@example.org")).toBe("'maya' & 'j' & 'example'");
  expect(words("maya@exam")).toBe("'maya' & 'exam':*");
  expect(words("@farm-shop.example")).toBe("'farm' & 'shop'");
  expect(words("maya@")).toBe("'maya'");
});

test("a single letter is only a whole word: it begins a good part of all words", () => {
  expect(words("o")).toBe("'o'");
  expect(words("k lind")).toBe("'lind':*");
  expect(words("李")).toBe("'李':*");
});

test("a phone number is found however it is written", () => {
  for (const typed of ["+44 7700 900148", "0044 7700-900148", "447700900148", "+44 (0)7700 900148"])
    expect(words(typed), typed).toBe("'447700900148':*");
  expect(words("07700 900148")).toBe("'7700900148':*");
  expect(words("0148")).toBe("'148':*");
  expect(words("maya 0148")).toBe("'maya':* & ('0148':* | '148':*)");
});

test("an order's number is understood with what stands before it, also where that ends in a digit", () => {
  expect(numbers("1045")).toEqual([1045, 45, 5]);
  expect(numbers("#1045")).toEqual([1045, 45, 5]);
  expect(numbers("FB-1045")).toEqual([1045, 45, 5]);
  expect(readSearch("#1045")?.whole).toBe("1045");
  expect(readSearch("FB-1045")?.whole).toBe("fb-1045");
  expect(numbers("Maya")).toEqual([]);
  expect(readSearch("7")).toMatchObject({ words: "", numbers: [7] });
});

test("nothing is looked for where nothing was said", () => {
  for (const typed of ["", "   ", "--", "'; :*&|!()", "\u{d800}", "a\0b", "\u0301"])
    expect(readSearch(typed), typed).toBeNull();
});

test("whatever is typed, what is looked for holds nothing but quoted words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (typed) => {
      const search = readSearch(typed);
      if (!search) return;
      const word = "'(?:[^']|'')+'(?::\\*)?";
      expect(search.words).toMatch(new RegExp(`^(?:(?:${word}|\\(${word} \\| ${word}\\))(?: & (?!$)|$))*$`, "u"));
      expect(search.numbers.every((number) => number >= 0 && number < 1e9)).toBe(true);
    }),
  );
});
