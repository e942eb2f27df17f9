import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { proveStock } from "@/lib/stock/prove-stock";
import { receiveStock } from "@/lib/stock/receive-stock";
import { type ProofRow, proofWords } from "@/lib/stock/words-of-proof";
import { useDatabase } from "@/tests/support/database";
import { counter, openShop, owner, stock, tomorrow } from "@/tests/support/shop";
import { join } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE waiting_places, holds, stock_levels CASCADE`;
});

const corruptions: [string, string[], Partial<ProofRow>][] = [
  ["how many wait", ["UPDATE stock_levels SET waiting = 4"], { check: "line", expected: 1, found: 4 }],
  [
    "an offer of which nothing is kept",
    ["DELETE FROM holds", "UPDATE stock_levels SET held = 0"],
    { check: "offer", expected: 2, found: 0 },
  ],
];

describe("the books of the waiting lists", () => {
  test.each(corruptions)("tell of %s, changed by hand", async (_, statements, expected) => {
    const loaf = await stock(0);
    await join(loaf, { wanted: 2 });
    await join(loaf);
    await receiveStock(counter, { variantId: loaf.variantId, day: tomorrow, quantity: 2, note: "" });
    expect(await proveStock(owner)).toMatchObject({ disagreeing: 0 });
    for (const statement of statements) await db().$executeRawUnsafe(statement);
    const { rows } = await proveStock(owner);
    expect(rows).toContainEqual(expect.objectContaining(expected));
    for (const row of rows) expect(proofWords(row)).not.toMatch(/null|undefined/);
  });
});
