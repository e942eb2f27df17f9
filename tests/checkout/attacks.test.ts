import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { addInput, cartDayInput, draftInput, lineInput } from "@/lib/checkout/input";
import { readCart } from "@/lib/checkout/queries";
import { mostLines } from "@/lib/checkout/rules";
import { saveDraft } from "@/lib/checkout/save-draft";
import { db } from "@/lib/db/client";
import { isRefusal } from "@/lib/refusal";
import { useDatabase } from "@/tests/support/database";
import { openShop, type Stocked, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const known = { variantId: "var_01ABC", day: "2026-11-28" };

test.each(["0", "-1", "1.5", "100", "1e9", "999999999999999999999", "NaN", "Infinity", "two", "\u0000", "１"])(
  "the quantity %j is refused with words beside the field",
  (quantity) => {
    const parsed = addInput.safeParse({ ...known, quantity });
    expect([...new Set(parsed.error?.issues.map((issue) => issue.path[0]))]).toEqual(["quantity"]);
    expect(parsed.error?.issues[0]?.message).toBe("Please use a whole number from 1 to 99.");
  },
);

test.each(["", "2026-02-30", "2026-13-01", "28.11.2026", "tomorrow", "2026-11-28'; --", "9999999-01-01"])(
  "the day %j is refused",
  (day) => expect(cartDayInput.safeParse({ day }).success).toBe(false),
);

test.each(["", "SRD-800", "var_", "var_\u0000", "var_\ud800", `var_${"x".repeat(60)}`])(
  "the variant %j is refused before the database is asked",
  (variantId) => expect(lineInput.safeParse({ variantId, quantity: "1" }).success).toBe(false),
);

test("whatever is typed at checkout is kept as far as a database can keep it, and never more than fits", async () => {
  const rye = await stock(5);
  const { token } = await addToCart(undefined, { variantId: rye.variantId, quantity: 1, day: tomorrow });
  const anything = fc.string({ unit: "binary", maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(
      fc.record({ name: anything, email: anything, phone: anything, tell: anything, note: anything }),
      async (typed) => {
        await saveDraft(token, typed);
        expect((await readCart(token, null))?.draft).toEqual(draftInput.parse(typed));
      },
    ),
    { numRuns: 60 },
  );
  for (const typed of [
    "A\u0000B",
    "lone \ud83d surrogate",
    "🥐".repeat(5_000),
    "\u202eolleh",
    "a@b.c\r\nBcc: all@example.org",
  ]) {
    await saveDraft(token, { name: typed, note: typed });
    const draft = (await readCart(token, null))!.draft;
    expect(draft.name.isWellFormed()).toBe(true);
    expect(draft.name.length).toBeLessThanOrEqual(200);
    expect(draft.note.length).toBeLessThanOrEqual(2_000);
  }
});

test("a cart takes no more lines than it holds, however many are sent", async () => {
  let token: string | undefined;
  const refused: unknown[] = [];
  const goods: Stocked[] = [];
  for (let made = 0; made < mostLines + 3; made += 1) goods.push(await stock(5));
  for (const { variantId } of goods) {
    try {
      token = (await addToCart(token, { variantId, quantity: 1, day: tomorrow })).token;
    } catch (error) {
      refused.push(error);
    }
  }
  expect(refused).toHaveLength(3);
  expect(refused.every((error) => isRefusal(error, "cart_full"))).toBe(true);
  expect((await readCart(token, null))?.lines).toHaveLength(mostLines);
});

test("a row with a line for something that is gone from the catalogue is read without it", async () => {
  const rye = await stock(5);
  const { token } = await addToCart(undefined, { variantId: rye.variantId, quantity: 1, day: tomorrow });
  const { id } = (await readCart(token, null))!;
  const lines = [
    { variantId: "var_gone", quantity: 1, seenPriceMinor: 1 },
    { variantId: rye.variantId, quantity: 2, seenPriceMinor: 450 },
  ];
  await db().cart.update({ where: { id }, data: { lines } });
  expect((await readCart(token, null))?.lines.map((line) => line.variantId)).toEqual([rye.variantId]);
});

test("any sequence of changes leaves a cart of whole, positive, bounded lines, each variant once", async () => {
  const goods = [await stock(3), await stock(100), await stock(100, { limitPerOrder: 2 }), await stock(0)];
  const change = fc.record({ at: fc.nat(3), quantity: fc.integer({ min: 1, max: 99 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      let token: string | undefined;
      for (const { at, quantity } of changes) {
        const addition = { variantId: goods[at]!.variantId, quantity, day: tomorrow };
        const added = await addToCart(token, addition).catch((error) =>
          isRefusal(error) ? null : Promise.reject(error),
        );
        token = added?.token ?? token;
      }
      const lines = (token && (await readCart(token, null))?.lines) || [];
      expect(new Set(lines.map((line) => line.variantId)).size).toBe(lines.length);
      for (const line of lines) {
        expect(Number.isInteger(line.quantity)).toBe(true);
        expect(line.quantity).toBeGreaterThan(0);
        expect(line.quantity).toBeLessThanOrEqual(line.most);
      }
    }),
    { numRuns: 25 },
  );
});
