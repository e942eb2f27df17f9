import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { everyOrder, type OrderFilter, readCursor } from "@/lib/orders/list-filter";
import { listOrders, type OrderPage } from "@/lib/orders/list-queries";
import { addDays, dayOf } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { buy, fillCart, openShop, owner, type Stocked, stock, submit, tomorrow } from "@/tests/support/shop";
import { openTimes, window } from "@/tests/support/times";

useDatabase();

const timezone = "Europe/London";
let loaf: Stocked;
let bun: Stocked;
beforeAll(async () => {
  await openShop();
  [loaf, bun] = [await stock(500), await stock(500)];
});

async function order(name: string, email: string, phone: string, variant = loaf) {
  const cart = await fillCart([{ variantId: variant.variantId, quantity: 2 }]);
  return submit(cart, { customer: { name, email, phone } });
}

const list = (filter: Partial<OrderFilter>, cursor = "", pageSize = 50) =>
  listOrders({ filter: { ...everyOrder, ...filter }, timezone, cursor: readCursor(cursor), pageSize });
const numbers = ({ rows }: OrderPage) => rows.map((row) => row.number);
const find = async (typed: string) => numbers(await list({ find: typed }));

test("an order is found by its number, name, email and phone, in part, whatever the capitals and accents", async () => {
  const { number } = await order("Åsa O'Brien-Lindqvist", "asa.lind+bread@bakes.example", "+447700900555");
  for (const typed of [
    "åsa",
    "ASA",
    "Lindq",
    "brien",
    "asa o'brien",
    "o’brien",
    "ASA.LIND",
    "bread",
    "asa.lind+bread@bakes.example",
    "bakes.example",
    "07700 900555",
    "+44 7700 900 555",
    "900555",
    "0555",
    "555",
    "7009005",
    "asa 0555",
  ])
    expect(await find(typed), typed).toContain(number);
  for (const typed of ["qvist", "åsa smith", "556", "lindqvist maya"])
    expect(await find(typed), typed).not.toContain(number);
});

test("a number that is typed brings its order first, with or without what stands before it", async () => {
  const { id, number } = await order("Theo Number", "theo@number.example", "");
  const exact = async (typed: string) => (await list({ find: typed })).exact?.number;
  expect(await exact(String(number))).toBe(number);
  expect(await exact(` #${number} `)).toBe(number);
  expect(await exact(`FB-${number}`)).toBeUndefined();
  await db().order.update({ where: { id }, data: { numberPrefix: "FB-7" } });
  expect(await exact(`fb-7${number}`)).toBe(number);
  expect(await exact(`${number}`)).toBe(number);
  expect(await exact(`FB-8${number}`)).toBeUndefined();
  expect(await exact("999999999")).toBeUndefined();
});

test("whatever is typed, the search answers or finds nothing: it never breaks and never lets everything through", async () => {
  await order("Plain Person", "plain@person.example", "");
  const typed = [
    "%",
    "_",
    "%%%",
    "'",
    "''",
    "\\",
    "a\\'b",
    "x' & 'y",
    ":*",
    "!nobody",
    "nobody | x",
    "(nobody",
    "<->",
    "'; DROP TABLE orders; --",
    "\0",
    "\ud800",
    "\u202e",
    "a".repeat(5_000),
    "9".repeat(5_000),
    "🥖",
    "ﷺ".repeat(80),
    "- - -",
    "0",
    "00000",
  ];
  for (const words of typed) expect((await list({ find: words })).count, words.slice(0, 20)).toBe(0);
  expect(await find("plain' person")).toHaveLength(1);
});

test("a page ends where the next begins, also among orders of one instant, and back again", async () => {
  for (let made = 0; made < 7; made += 1) await order(`Tied Knot ${made}`, "tied@knot.example", "");
  await db().$executeRaw`UPDATE orders SET placed_at = '2026-03-01T12:00:00Z' WHERE customer_name LIKE 'Tied%'`;
  const filter = { find: "tied" };
  const first = await list(filter, "", 3);
  const second = await list(filter, first.older!, 3);
  const third = await list(filter, second.older!, 3);
  const all = [first, second, third].flatMap(numbers);
  expect(new Set(all).size).toBe(7);
  expect(all).toEqual(numbers(await list(filter)));
  expect([first.newer, third.older]).toEqual([null, null]);
  expect(numbers(await list(filter, third.newer!, 3))).toEqual(numbers(second));
  expect(numbers(await list(filter, second.newer!, 3))).toEqual(numbers(first));
  expect(first.count).toBe(7);
});

test("orders that come in while someone reads on are neither shown twice nor push one out", async () => {
  for (let made = 0; made < 5; made += 1) await order(`Steady ${made}`, "steady@reader.example", "");
  const filter = { find: "steady" };
  const before = numbers(await list(filter));
  const first = await list(filter, "", 2);
  await order("Steady late", "steady@reader.example", "");
  const second = await list(filter, first.older!, 2);
  await order("Steady later", "steady@reader.example", "");
  const third = await list(filter, second.older!, 2);
  expect([first, second, third].flatMap(numbers)).toEqual(before);
  const back = await list(filter, second.newer!, 2);
  expect(numbers(back)).toEqual(numbers(first));
  expect(numbers(await list(filter, back.newer!, 2)).length).toBe(2);
});

test("a list is narrowed by status, item, channel, the day it is for and the days it was placed on", async () => {
  const one = await order("Fay Filter", "fay@filter.example", "", bun);
  const two = await order("Fay Filter", "fay@filter.example", "");
  await cancelOrder(owner, { orderId: two.id, reason: "Test" });
  await db()
    .$executeRaw`UPDATE orders SET channel = 'counter', pickup_day = ${addDays(tomorrow, 3)}::date WHERE id = ${one.id}`;
  const fay = (filter: Partial<OrderFilter>) => list({ find: "fay", ...filter }).then(numbers);
  expect(await fay({})).toEqual([two.number, one.number]);
  expect(await fay({ status: "cancelled" })).toEqual([two.number]);
  expect(await fay({ status: "open" })).toEqual([one.number]);
  const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: bun.variantId }, select: { itemId: true } });
  expect(await fay({ item: itemId })).toEqual([one.number]);
  expect(await fay({ channel: "counter" })).toEqual([one.number]);
  expect(await fay({ pickupFrom: addDays(tomorrow, 3), pickupTo: addDays(tomorrow, 3) })).toEqual([one.number]);
  expect(await fay({ pickupTo: tomorrow })).toEqual([two.number]);
  const today = dayOf(new Date(two.snapshot.placedAt), timezone);
  expect(await fay({ placedFrom: today, placedTo: today })).toEqual([two.number, one.number]);
  expect(await fay({ placedTo: addDays(today, -1) })).toEqual([]);
  expect(await fay({ placedFrom: addDays(today, 1) })).toEqual([]);
});

test("a day of placing is the shop's own, also where it has 25 hours", async () => {
  const { id, number } = await buy(loaf);
  const placed = async (day: string) => numbers(await list({ placedFrom: day, placedTo: day }));
  await db().$executeRaw`UPDATE orders SET placed_at = '2026-10-24T23:30:00Z' WHERE id = ${id}`;
  expect(await placed("2026-10-25")).toEqual([number]);
  await db().$executeRaw`UPDATE orders SET placed_at = '2026-10-25T23:59:59.999Z' WHERE id = ${id}`;
  expect(await placed("2026-10-25")).toEqual([number]);
  expect(await placed("2026-10-26")).toEqual([]);
});

test("a list tells of an order what a row shows", async () => {
  const { id, number } = await order("Rowan Row", "rowan@row.example", "");
  const [row] = (await list({ find: "rowan" })).rows;
  expect(row).toMatchObject({
    id,
    number,
    status: "placed",
    name: "Rowan Row",
    pickupDay: tomorrow,
    slot: null,
    units: 2,
    totalMinor: 900,
    paidAt: null,
  });
  expect(row?.placedAt).toBeInstanceOf(Date);
});

test("a row has the time of an order that has one, as the shop's clock shows it", async () => {
  await openTimes([window(9, 20)]);
  await order("Tess Timed", "tess@timed.example", "");
  await openTimes([]);
  const [row] = (await list({ find: "tess" })).rows;
  expect(row?.slot).toEqual({ startsMinute: 540, endsMinute: 660 });
});
