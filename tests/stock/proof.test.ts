import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { acceptOrder } from "@/lib/orders/accept-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { findLastProof, getProof, listProofs } from "@/lib/stock/proof-queries";
import { proveStock } from "@/lib/stock/prove-stock";
import { receiveStock } from "@/lib/stock/receive-stock";
import type { ProofRow } from "@/lib/stock/words-of-proof";
import { proofWords } from "@/lib/stock/words-of-proof";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  counter,
  manager,
  openShop,
  owner,
  type Stocked,
  settle,
  stock,
  tomorrow,
  untilServed,
} from "@/tests/support/shop";
import { tamper } from "@/tests/support/tamper";

useDatabase();
beforeAll(async () => {
  await openShop();
  await db().staffMember.create({
    data: { id: owner.id, name: owner.name, email: "olive@test.example", passwordHash: "x", role: "owner" },
  });
});
beforeEach(() => tamper("TRUNCATE stock_proofs; DELETE FROM events WHERE type = 'stock.proof_failed'"));

/** A loaf with ten on hand, of which two orders need three and two. */
async function soldLoaf(): Promise<Stocked & { orders: string[] }> {
  const loaf = await stock(10);
  const orders = [(await buy(loaf, 3)).id, (await buy(loaf, 2)).id];
  return { ...loaf, orders };
}

describe("the proof", () => {
  test("is green after a day's trade, says what it read, and is kept with its date and who asked", async () => {
    const loaf = await soldLoaf();
    await receiveStock(owner, { variantId: loaf.variantId, day: tomorrow, quantity: 4, note: "Second bake" });
    await acceptOrder(owner, { orderId: loaf.orders[0]! });
    await markOrderReady(owner, { orderId: loaf.orders[0]! });
    await completeOrder(owner, { orderId: loaf.orders[0]! });
    await cancelOrder(owner, { orderId: loaf.orders[1]!, reason: "Oven broke" });
    await buy(loaf, 1);

    const proof = await proveStock(manager);

    expect(proof).toMatchObject({ disagreeing: 0, rows: [], levels: await db().stockLevel.count() });
    expect(proof.entries).toBe(await db().stockEntry.count());
    expect(await findLastProof()).toMatchObject({ id: proof.id, at: proof.at, actor: { name: manager.name } });
    expect(await getProof(proof.id)).toMatchObject({ rows: [] });
  });

  test("is for owners and managers", async () => {
    await expect(proveStock(counter)).rejects.toMatchObject({ code: "not_permitted" });
    await expect(proveStock(null)).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await listProofs()).toEqual([]);
  });

  test("is never red while orders are placed, accepted and cancelled beside it", async () => {
    const loaves = [await stock(60), await stock(60), await stock(60)];
    let trading = true;
    const trade = async (loaf: Stocked, turn: number) => {
      const { id } = await untilServed(() => buy(loaf, 1));
      if (turn % 3 === 0) await cancelOrder(owner, { orderId: id, reason: "Oven broke" });
      if (turn % 3 === 1)
        await markOrderReady(owner, { orderId: id }).then(() => completeOrder(owner, { orderId: id }));
    };
    const proofs: number[] = [];
    const proving = (async () => {
      while (trading) proofs.push((await untilServed(() => proveStock(owner))).disagreeing);
    })();
    await settle(Array.from({ length: 60 }, (_, turn) => trade(loaves[turn % 3]!, turn)));
    trading = false;
    await proving;
    expect(proofs.length).toBeGreaterThan(1);
    expect(proofs.filter((count) => count > 0)).toEqual([]);
  });
});

type Plant = (loaf: Awaited<ReturnType<typeof soldLoaf>>) => string;

const level =
  (change: string): Plant =>
  ({ levelId }) =>
    `UPDATE stock_levels SET ${change} WHERE id = '${levelId}'`;
const entry =
  (change: string, which: number): Plant =>
  ({ levelId }) =>
    `UPDATE stock_entries SET ${change} WHERE id = (SELECT id FROM stock_entries WHERE level_id = '${levelId}' ORDER BY id OFFSET ${which} LIMIT 1)`;
const anEntryGone =
  (which: number): Plant =>
  ({ levelId }) =>
    `DELETE FROM stock_entries WHERE id = (SELECT id FROM stock_entries WHERE level_id = '${levelId}' ORDER BY id OFFSET ${which} LIMIT 1)`;

const plants: [string, Plant, Partial<ProofRow>[]][] = [
  [
    "a level's on hand",
    level("on_hand = on_hand + 1"),
    [{ check: "sum", counter: "on hand", expected: 10, found: 11 }],
  ],
  [
    "a level's committed",
    level("committed = committed - 1"),
    [
      { check: "promised", counter: "committed", expected: 5, found: 4 },
      { check: "sum", counter: "committed" },
    ],
  ],
  [
    "a hold that no entry tells of",
    ({ levelId }) =>
      `INSERT INTO holds (id, level_id, cart_id, units, made_at, ends_at) VALUES ('hld_planted', '${levelId}', 'crt_planted', 2, now(), now() + interval '1 hour')`,
    [{ check: "promised", counter: "held", expected: 2, found: 0 }],
  ],
  ["a level's held", level("held = 2"), [{ check: "promised", counter: "held", expected: 0, found: 2 }]],
  [
    "an entry's change",
    entry("on_hand_delta = on_hand_delta + 1", 0),
    [{ check: "balance" }, { check: "sum", counter: "on hand", expected: 11, found: 10 }],
  ],
  ["a balance in the middle", entry("committed_after = committed_after + 1", 1), [{ check: "balance" }]],
  ["the last balance", entry("on_hand_after = 9", 2), [{ check: "last", counter: "on hand", expected: 9, found: 10 }]],
  [
    "the first entry, removed",
    anEntryGone(0),
    [{ check: "balance" }, { check: "sum", counter: "on hand", expected: 0 }],
  ],
  [
    "the last entry, removed",
    anEntryGone(2),
    [
      { check: "last", counter: "committed", expected: 3, found: 5 },
      { check: "order", expected: 0, found: 2 },
    ],
  ],
  [
    "how many an order's line is of",
    ({ orders }) =>
      `UPDATE order_lines SET quantity = 4, total_minor = 4 * unit_price_minor WHERE order_id = '${orders[0]}'`,
    [
      { check: "promised", counter: "committed", expected: 6, found: 5 },
      { check: "order", expected: 3, found: 4 },
    ],
  ],
  [
    "the lines of two orders, so that their sum stays",
    ({ orders }) => `
      UPDATE order_lines SET quantity = 4, total_minor = 4 * unit_price_minor WHERE order_id = '${orders[0]}';
      UPDATE order_lines SET quantity = 1, total_minor = unit_price_minor WHERE order_id = '${orders[1]}'`,
    [
      { check: "order", expected: 3, found: 4 },
      { check: "order", expected: 2, found: 1 },
    ],
  ],
  [
    "an order's status, to cancelled",
    ({ orders }) => `UPDATE orders SET status = 'cancelled' WHERE id = '${orders[0]}'`,
    [
      { check: "promised", counter: "committed", expected: 2, found: 5 },
      { check: "order", expected: 3, found: 0 },
    ],
  ],
  [
    "the day that a line's units come from",
    ({ orders }) => `UPDATE order_lines SET stock_day = stock_day + 300 WHERE order_id = '${orders[1]}'`,
    [
      { check: "no_level", expected: 2 },
      { check: "promised", expected: 3, found: 5 },
    ],
  ],
  [
    "a level, removed",
    ({ levelId }) => `DELETE FROM stock_levels WHERE id = '${levelId}'`,
    [{ check: "no_level", expected: 3 }],
  ],
];

describe("a corruption planted by hand is found:", () => {
  test.each(plants)("%s", async (_, plant, expected) => {
    const loaf = await soldLoaf();
    await proveStock(owner);
    await copyBooks();

    await tamper(plant(loaf));
    const { rows, disagreeing } = await proveStock(owner);

    for (const row of expected) expect(rows).toContainEqual(expect.objectContaining(row));
    expect(disagreeing).toBe(rows.length);
    for (const row of rows) expect(proofWords(row)).not.toMatch(/null|undefined/);
    await putBack();
    expect(await proveStock(owner)).toMatchObject({ disagreeing: 0 });
  });
});

test("the owner is told once that the books disagree, until they agreed again", async () => {
  const loaf = await soldLoaf();
  const told = () => db().event.findMany({ where: { type: "stock.proof_failed" }, orderBy: { at: "asc" } });
  await tamper(level("on_hand = on_hand + 1")({ ...loaf }));
  await Promise.all([proveStock(owner), proveStock(owner)]);
  await proveStock(owner);
  const [event, ...more] = await told();
  expect(more).toEqual([]);
  expect(await planDeliveries(event!.id)).toBe(1);
  expect(await planDeliveries(event!.id)).toBe(0);
  expect(await db().delivery.findFirst({ where: { eventId: event!.id } })).toMatchObject({
    channel: "email",
    address: "olive@test.example",
  });
  await tamper(level("on_hand = on_hand - 1")({ ...loaf }));
  expect(await proveStock(owner)).toMatchObject({ disagreeing: 0 });
  await tamper(level("on_hand = on_hand + 1")({ ...loaf }));
  await proveStock(owner);
  expect(await told()).toHaveLength(2);
});

const books = ["holds", "stock_levels", "stock_entries", "orders", "order_lines"] as const;

async function copyBooks(): Promise<void> {
  await tamper(
    books.map((table) => `DROP TABLE IF EXISTS copy_${table}; CREATE TABLE copy_${table} AS TABLE ${table};`).join(""),
  );
}

async function putBack(): Promise<void> {
  await tamper(
    books.map((table) => `DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM copy_${table};`).join(""),
  );
}
