import { beforeAll, expect, test } from "vitest";
import { statementsOf } from "@/bench/statements";
import { announcementsSent } from "@/lib/db/announce";
import { listOrdersInTrouble } from "@/lib/deliveries/trouble";
import { readBoard } from "@/lib/live/queries";
import { listBoard, listOpenOrders, listPlaced } from "@/lib/orders/board-queries";
import { everyOrder } from "@/lib/orders/list-filter";
import { listOrders } from "@/lib/orders/list-queries";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, type Stocked, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
let loaf: Stocked;
beforeAll(async () => {
  await openShop();
  loaf = await stock(100);
});

const reads: Record<string, () => Promise<unknown>> = {
  "the open orders": () => listOpenOrders(new Date(0)),
  "a day's orders": () => listBoard(tomorrow),
  "the newest placed orders": listPlaced,
  "the live board": readBoard,
  "the orders whose messages failed": () => listOrdersInTrouble(["ord_1", "ord_2"]),
  "a page of all orders": () => listOrders({ filter: everyOrder, timezone: "UTC" }),
  "a page of a search": () => listOrders({ filter: { ...everyOrder, find: "maya 201" }, timezone: "UTC" }),
};

test("what the board and the lists ask of the database does not grow with the orders they show", async () => {
  const count = async () => {
    await announcementsSent();
    const counted: Record<string, number> = {};
    for (const [name, read] of Object.entries(reads)) counted[name] = (await statementsOf(read)).length;
    return counted;
  };
  await buy(loaf);
  const ofOne = await count();
  for (let bought = 0; bought < 12; bought += 1) await buy(loaf);
  expect(await count()).toEqual(ofOne);
  expect(Math.max(...Object.values(ofOne))).toBeLessThanOrEqual(3);
});
