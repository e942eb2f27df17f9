import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { proveStock } from "@/lib/stock/prove-stock";
import { type ProofRow, proofWords } from "@/lib/stock/words-of-proof";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, owner, stock } from "@/tests/support/shop";
import { openTimes, window } from "@/tests/support/times";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE pickup_slots, pickup_days, pickup_week, orders, stock_levels CASCADE`;
});

const corruptions: [string, string, Partial<ProofRow>][] = [
  [
    "what a time has taken",
    "UPDATE pickup_slots SET taken = 3 WHERE taken > 0",
    { check: "slot", expected: 2, found: 3 },
  ],
  [
    "what a day has taken",
    "UPDATE pickup_days SET taken = 1 WHERE taken > 0",
    { check: "slot_day", expected: 2, found: 1 },
  ],
  ["what an order takes", "UPDATE orders SET work_units = 5", { check: "order_work", expected: 2, found: 5 }],
];

describe("the books of the pickup times", () => {
  test.each(corruptions)("tell of %s, changed by hand", async (_, corruption, expected) => {
    await openTimes([window(9, 20)], { dayCapacity: 30 });
    await buy(await stock(3), 2);
    expect(await proveStock(owner)).toMatchObject({ disagreeing: 0 });
    await db().$executeRawUnsafe(corruption);
    const { rows } = await proveStock(owner);
    expect(rows).toContainEqual(expect.objectContaining(expected));
    for (const row of rows) expect(proofWords(row)).not.toMatch(/null|undefined/);
  });
});
