import { beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, readLevel, settle, stock, untilServed } from "@/tests/support/shop";

vi.mock("@/lib/orders/early-check", () => ({ refuseEarly: () => {} }));

useDatabase();
beforeAll(openShop);

test("with the early check off, the refusal under the lock still says exactly what is left", async () => {
  const loaf = await stock(2);
  await expect(buy(loaf, 3)).rejects.toMatchObject({
    code: "out_of_stock",
    detail: { lines: [{ requested: 3, available: 2 }] },
  });
  expect(await db().order.count()).toBe(0);
  expect(await db().event.count()).toBe(0);
});

test("with the early check off, 40 customers still get exactly the 5 that there are", async () => {
  const loaf = await stock(5);
  const { values, errors } = await settle(Array.from({ length: 40 }, () => untilServed(() => buy(loaf))));
  expect(values).toHaveLength(5);
  expect(errors).toEqual({ out_of_stock: 35 });
  expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 5 });
});
