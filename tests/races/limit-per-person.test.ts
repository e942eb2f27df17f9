import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { contactOf, limited } from "@/tests/people/shop";
import { useDatabase } from "@/tests/support/database";
import { fillCart, openShop, readLevel, type Stocked, settle, stock, submit, untilServed } from "@/tests/support/shop";

/**
 * Twenty orders of one person at once, and what the lock on people is worth. The seam exists only here: the module that locks is replaced by one
 * that takes no lock, and waits until eight have come as far, for there are few more connections; whoever comes later goes on at once.
 */
const race = vi.hoisted(() => ({ together: 0, came: 0, waiting: [] as (() => void)[], locks: 0 }));

vi.mock("@/lib/db/locks-of-people", async (original) => {
  const real = await original<typeof import("@/lib/db/locks-of-people")>();
  return {
    ...real,
    lockPeople: async (tx: Tx, keys: readonly string[]) => {
      race.locks += 1;
      if (race.together === 0) return real.lockPeople(tx, keys);
      race.came += 1;
      if (race.came < race.together) await new Promise<void>((go) => race.waiting.push(go));
      for (const next of race.waiting.splice(0)) next();
    },
  };
});

useDatabase();
beforeAll(openShop);
afterEach(() => Object.assign(race, { together: 0, came: 0, waiting: [], locks: 0 }));

const maya = { email: "maya@gmail.com", phone: "+447700900148" };
/** One person as a script would write her: the address another way each time, the number sometimes. */
const disguises = Array.from({ length: 20 }, (_, at) => ({
  email: at % 2 === 0 ? `m.aya+${at}@gmail.com` : `MAYA+${at}@googlemail.com`,
  ...(at % 3 === 0 && { phone: maya.phone }),
}));

async function cartsOf(loaf: Stocked, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => fillCart([{ variantId: loaf.variantId, quantity: 1 }])));
}

describe("one person orders twenty times at once, of which three are within the limit", () => {
  test("exactly three pass, and the others are refused for it", async () => {
    const loaf = await limited(40, { limit: 3 });
    await submit((await cartsOf(loaf, 1))[0]!, contactOf(maya));
    const carts = await cartsOf(loaf, 20);
    const { values, errors } = await settle(
      carts.map((cart, at) => untilServed(() => submit(cart, contactOf(disguises[at]!)))),
    );
    expect([values.length, errors]).toEqual([2, { person_limit: 18 }]);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 3 });
  });

  test("without the lock more than the limit pass", async () => {
    const loaf = await limited(40, { limit: 3 });
    const carts = await cartsOf(loaf, 20);
    race.together = 8;
    const { values } = await settle(
      carts.map((cart) => untilServed(() => submit(cart, contactOf({ email: "tom@example.org" })))),
    );
    expect(values.length).toBeGreaterThanOrEqual(8);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: values.length });
  });
});

test("two people whose keys are crossed never wait for each other", async () => {
  const before = await deadlocks();
  const [one, other] = [await limited(99, { limit: 99 }), await limited(99, { limit: 99 })];
  const a = { email: "a@example.org", phone: "+447700900002" };
  const b = { email: "b@example.org", phone: "+447700900001" };
  const crossed = [a, b, { email: a.email, phone: b.phone }, { email: b.email, phone: a.phone }];
  const work = Array.from({ length: 32 }, async (_, at) => {
    const lines = at % 2 === 0 ? [one, other] : [other, one];
    const cart = await fillCart(lines.map(({ variantId }) => ({ variantId, quantity: 1 })));
    return untilServed(() => submit(cart, contactOf(crossed[at % 4]!)));
  });
  const { values, errors } = await settle(work);
  expect([values.length, errors]).toEqual([32, {}]);
  expect(await deadlocks()).toBe(before);
});

test("where nothing is limited nobody is locked", async () => {
  const loaf = await stock(5);
  await submit((await cartsOf(loaf, 1))[0]!, contactOf(maya));
  expect(race.locks).toBe(0);
});

async function deadlocks(): Promise<number> {
  await db().$executeRaw`SELECT pg_stat_force_next_flush()`;
  const [row] = await db().$queryRaw<{ deadlocks: number }[]>`
    SELECT deadlocks::int AS deadlocks FROM pg_stat_database WHERE datname = current_database()`;
  return row?.deadlocks ?? 0;
}
