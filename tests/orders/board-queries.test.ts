import { beforeAll, expect, test } from "vitest";
import { acceptOrder } from "@/lib/orders/accept-order";
import {
  countOpen,
  countOverdue,
  listBoard,
  listOpenOrders,
  listPlaced,
  listPromised,
} from "@/lib/orders/board-queries";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { getOrder } from "@/lib/orders/queries";
import { setPaid } from "@/lib/orders/set-paid";
import { undoMove } from "@/lib/orders/undo-move";
import { addDays } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

test("the board holds every open order and what was settled since, the placed ones counted apart", async () => {
  const loaf = await stock(9);
  const placed = await buy(loaf);
  const accepted = await buy(loaf, 2);
  const gone = await buy(loaf);
  await acceptOrder(counter, { orderId: accepted.id });
  await cancelOrder(owner, { orderId: gone.id, reason: "Test" });

  const ids = async (since: Date) => (await listOpenOrders(since)).map((order) => order.id);
  expect(await ids(new Date(0))).toEqual([placed.id, accepted.id, gone.id]);
  expect(await ids(new Date(Date.now() + 60_000))).toEqual([placed.id, accepted.id]);
  expect((await listPlaced()).map((order) => order.id)).toEqual([placed.id]);
  expect(await countOpen()).toEqual({ placed: 1, open: 2 });
});

test("units are promised to open orders only, by order", async () => {
  const loaf = await stock(9);
  const first = await buy(loaf, 2);
  const gone = await buy(loaf, 3);
  await cancelOrder(owner, { orderId: gone.id, reason: "Test" });
  const promised = (await listPromised(tomorrow)).filter((row) => row.variantId === loaf.variantId);
  expect(promised).toEqual([
    { variantId: loaf.variantId, orderId: first.id, number: String(first.number), quantity: 2 },
  ]);
});

test("a paid tick and a move taken back do not change when an order came to its status", async () => {
  const { id: orderId } = await buy(await stock(3));
  const read = async () => (await listPlaced()).find((order) => order.id === orderId)?.movedAt;
  const before = await read();
  await acceptOrder(counter, { orderId });
  await undoMove(counter, { orderId });
  await setPaid(counter, { orderId, paid: true });
  expect(await read()).toEqual(before);
});

test("open orders of days that have passed are still counted", async () => {
  const open = (await countOpen()).open;
  expect(await countOverdue(tomorrow)).toEqual([]);
  expect(await countOverdue(addDays(tomorrow, 1))).toEqual([{ day: tomorrow, open }]);
});

test("an order on the board is the order as its own page has it, with when it was moved and by whom", async () => {
  const { id: orderId } = await buy(await stock(3), 2);
  await acceptOrder(counter, { orderId });
  const [order] = (await listBoard(tomorrow)).filter(({ id }) => id === orderId);
  const { events, ...own } = await getOrder(orderId);
  expect(order).toEqual({ ...own, movedAt: events.at(-1)?.at, movedBy: counter.name, timeGone: false });
});
