import { beforeAll, expect, test } from "vitest";
import { handlers } from "@/jobs/handlers";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/id";
import { useDatabase } from "@/tests/support/database";
import { fillCart, openShop, stock, submit } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

test("the nightly sweep forgets carts and sessions that are long over, and keeps every cart that became an order", async () => {
  const loaf = await stock(5);
  const line = [{ variantId: loaf.variantId, quantity: 1 }];
  const [left, fresh, ordered] = [await fillCart(line), await fillCart(line), await fillCart(line)];
  await submit(ordered);
  await db().$executeRaw`UPDATE carts SET updated_at = now() - interval '61 days' WHERE id IN (${left}, ${ordered})`;
  const staff = {
    id: newId("stf"),
    name: "Mina",
    email: "mina@example.org",
    passwordHash: "x",
    role: "staff",
  } as const;
  await db().staffMember.create({ data: staff });
  const sessions = [new Date("2020-01-01"), new Date("2999-01-01")].map((expiresAt) => ({
    id: newId("ses"),
    staffId: staff.id,
    expiresAt,
  }));
  await db().session.createMany({ data: sessions });

  await handlers["sweep.old"]({}, new AbortController().signal);

  const carts = await db().cart.findMany({ select: { id: true } });
  expect(carts.map(({ id }) => id).sort()).toEqual([fresh, ordered].sort());
  expect(await db().session.findMany({ select: { id: true } })).toEqual([{ id: sessions[1]?.id }]);
});
