import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { askForOrders } from "@/lib/orders/ask-for-orders";
import { useDatabase } from "@/tests/support/database";
import { buy, customer, openShop, stock } from "@/tests/support/shop";

useDatabase();
process.env.RATE_LIMITS = "on";
beforeAll(openShop);

const count = () => db().event.count({ where: { type: "customer.asked_for_orders" } });
const ask = (email: string, address: string) => askForOrders(customer, { email }, address);

test("whoever asks, known or not, the same is written down, and found out later by a job", async () => {
  await buy(await stock(3));
  for (const email of ["Maya@example.org", "nobody@example.org"]) {
    await ask(email, "203.0.113.200");
    const event = await db().event.findFirstOrThrow({
      where: { type: "customer.asked_for_orders" },
      orderBy: { id: "desc" },
      include: { personal: true },
    });
    expect(event).toMatchObject({ orderId: null, snapshot: {}, subjectName: "", dispatchedAt: null });
    expect(event.personal?.snapshot).toEqual({ email: email.toLowerCase() });
    const [{ jobs } = { jobs: 0 }] = await db().$queryRaw<{ jobs: number }[]>`
      SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = 'event.dispatch' AND data->>'eventId' = ${event.id}`;
    expect(jobs).toBe(1);
  }
});

test("for one contact, from wherever it is asked: three an hour, and the same answer", async () => {
  const before = await count();
  for (let index = 0; index < 5; index += 1) {
    const email = index % 2 ? "flood@example.org" : "Flood@Example.org";
    expect(await ask(email, `203.0.${index}.1`)).toBeUndefined();
  }
  expect((await count()) - before).toBe(3);
});

test("from one network, for whomever: ten an hour, then refused, known or not", async () => {
  for (let index = 0; index < 10; index += 1) await ask(`p${index}@example.org`, "198.51.100.7");
  for (const email of ["maya@example.org", "nobody@example.org"]) {
    await expect(ask(email, "198.51.100.7")).rejects.toMatchObject({ code: "too_many" });
  }
});
