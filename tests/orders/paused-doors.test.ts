import { beforeAll, beforeEach, expect, test } from "vitest";
import { keptOf } from "@/app/(shop)/checkout/kept";
import { GET as days } from "@/app/api/v1/days/route";
import { GET as items } from "@/app/api/v1/items/route";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { holdCart } from "@/lib/checkout/hold-cart";
import { readCart } from "@/lib/checkout/queries";
import { db } from "@/lib/db/client";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { orderAgain } from "@/lib/orders/order-again";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { placeOrder } from "@/lib/orders/place-order";
import { resumeOrdering } from "@/lib/orders/resume-ordering";
import { getShop } from "@/lib/settings/queries";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { joinWaitingList } from "@/lib/waiting/join-waiting-list";
import { content, get, newKey, post, problemIn } from "@/tests/api/calling";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { answerOf, buyAtCounter, tryToBuy } from "@/tests/support/doors";
import { apiRequest, buy, counter, customer, openShop, owner, readLevel, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
process.env.RATE_LIMITS = "off";
beforeAll(openShop);
beforeEach(() => resumeOrdering(owner));

const readDays = async () => (await days(get("/api/v1/days"), undefined)).json();
const readItems = async (query: string) => (await items(get(`/api/v1/items${query}`), undefined)).json();
test("every door of customers says that ordering is paused, and takes nothing; once it is over, each works", async () => {
  const [loaf, gone] = [await stock(9), await stock(0)];
  const before = await buy(loaf, 2);
  const line = before.snapshot.lines[0]!;
  const ask = { variantId: gone.variantId, day: tomorrow, wanted: 1, takesFewer: false, name: "" };
  const who = { email: "wait@example.org", phone: "", contact: "wait@example.org" };
  const knock = async () => ({
    ...(await tryToBuy(loaf)),
    more: await answerOf(
      changeOwnOrder(customer, { token: before.token, revision: 1, lines: [{ lineId: line.id, quantity: 3 }] }),
    ),
    again: await answerOf(orderAgain(undefined, before.token)),
    line: await answerOf(joinWaitingList({ ...ask, ...who }, { cartToken: undefined })),
  });
  await pauseOrdering(owner, { minutes: 30, message: "The oven is full." });
  expect(new Set(Object.values(await knock()))).toEqual(new Set(["paused"]));
  expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 9, committed: 2, held: 0 });
  await resumeOrdering(owner);
  expect(new Set(Object.values(await knock()))).toEqual(new Set(["done"]));
  expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 5 });
  expect(await wrongInBooks()).toEqual([]);
});

test("an order that was placed before is found by its repeat, and its customer can still have less", async () => {
  const loaf = await stock(9);
  const request = apiRequest(newKey(), [{ sku: loaf.sku, quantity: 2 }]);
  const first = await placeOrder({ kind: "api" }, request);
  await pauseOrdering(owner, { minutes: 30, message: "" });
  expect(await placeOrder({ kind: "api" }, request)).toMatchObject({ id: first.id, repeated: true });
  const lines = [{ lineId: first.snapshot.lines[0]!.id, quantity: 1 }];
  expect(await changeOwnOrder(customer, { token: first.token, revision: 1, lines })).toMatchObject({ revision: 2 });
});

test("staff take orders at the counter meanwhile, and sell over it", async () => {
  const loaf = await stock(3, { keeps: true });
  await pauseOrdering(owner, { minutes: 30, message: "" });
  await expect(buyAtCounter(loaf)).resolves.toMatchObject({ repeated: false });
  await sellAtCounter(counter, { variantId: loaf.variantId, day: null, key: crypto.randomUUID() });
  expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 2, committed: 1 });
});

test("the API says until when, with seconds to wait, and that nothing can be ordered", async () => {
  const loaf = await stock(3);
  expect(await readDays()).toMatchObject({ ordering_open: true, paused_until: null });
  const until = await pauseOrdering(owner, { minutes: 30, message: "The oven is full." });
  const answer = await post(content([{ sku: loaf.sku, quantity: 1 }], { pickup: { day: tomorrow } }));
  const wait = Number(answer.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(29 * 60 - 5);
  expect(wait).toBeLessThanOrEqual(30 * 60);
  expect(await problemIn(answer)).toMatchObject({
    ...{ status: 409, code: "paused", title: "Ordering paused", paused_until: until.toISOString() },
    detail: expect.stringMatching(/^Ordering is paused until \d\d:\d\d.* The oven is full\.$/),
  });
  expect(await readDays()).toMatchObject({ ordering_open: false, paused_until: until.toISOString() });
  expect(await readItems(`?day=${tomorrow}`)).toMatchObject({ orderable: false });
});

test("entering checkout keeps nothing during a pause; what was kept before stays kept", async () => {
  const loaf = await stock(3);
  const first = await addToCart(undefined, { variantId: loaf.variantId, quantity: 1, day: tomorrow });
  const second = await addToCart(undefined, { variantId: loaf.variantId, quantity: 1, day: tomorrow });
  const enter = (token: string) => holdCart({ token, address: "203.0.113.9", fallback: null });
  expect(await enter(first.token)).toBe(true);
  await pauseOrdering(owner, { minutes: 30, message: "" });
  expect(await enter(second.token)).toBe(false);
  expect(await readLevel(loaf.levelId)).toMatchObject({ held: 1 });
  const [kept, none] = await Promise.all([readCart(first.token, null), readCart(second.token, null)]);
  const shop = await getShop();
  expect([keptOf(kept!, shop).kept !== null, keptOf(none!, shop).mayKeep]).toEqual([true, false]);
  expect(await db().hold.count()).toBe(1);
});
