import fc from "fast-check";
import { expect, test } from "vitest";
import { accentTokens, contrast } from "@/lib/settings/rules";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("whatever colour the shop chooses, words in it and on it can be read, light and dark", () => {
  fc.assert(
    fc.property(colour, (chosen) => {
      const { light, dark } = accentTokens(chosen)!;
      for (const { accent, onAccent, tint } of [light, dark]) {
        expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent, tint)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(light.accent, "#FAF7F0")).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark.accent, "#171512")).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 2_000 },
  );
});

test("a colour that is readable as it is stays as it is", () => {
  expect(accentTokens("#0057B8")?.light.accent).toBe("#0057b8");
});

test.each(["", "red", "#12345", "#12345g", "#123456;}", "</style>"])("%j is no colour", (colour) => {
  expect(accentTokens(colour)).toBeNull();
});
