import { beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { dropIn, shelf } from "@/tests/catalog/drops";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop } from "@/tests/support/shop";

/** The statement that stores an order asks the clock no more. The seam exists only here. */
vi.mock("@/lib/catalog/on-sale", async (original) => ({
  ...(await original<typeof import("@/lib/catalog/on-sale")>()),
  orderableAtSql: () => "true",
}));

useDatabase();
beforeAll(openShop);

test("without the clock's word in the order's own statement an order of the last seconds is placed before its drop begins", async () => {
  const loaf = await shelf(1);
  const { startsAt } = await dropIn([loaf], 4_000);
  const { placedAt } = await db().order.findUniqueOrThrow({ where: { id: (await buy(loaf)).id } });
  expect(placedAt.getTime()).toBeLessThan(startsAt.getTime());
});

test("and long before, reading the offer still says no", async () => {
  const loaf = await shelf(1);
  await dropIn([loaf], 60_000);
  await expect(buy(loaf)).rejects.toMatchObject({ code: "not_yet" });
});
