import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as items } from "@/app/api/v1/items/route";
import { POST as orders } from "@/app/api/v1/orders/route";
import { findItem, listCatalogue, searchItems } from "@/lib/catalog/queries";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { holdCart } from "@/lib/checkout/hold-cart";
import { readCart } from "@/lib/checkout/queries";
import { setCartLine } from "@/lib/checkout/set-cart-line";
import { db } from "@/lib/db/client";
import { readLevels } from "@/lib/live/queries";
import { changeOrder } from "@/lib/orders/change-order";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { get } from "@/tests/api/calling";
import { dropIn, type Shelved, shelf } from "@/tests/catalog/drops";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import { answerOf, buyAtCounter, tryToBuy } from "@/tests/support/doors";
import { buy, counter, openShop, owner, readLevel, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
afterAll(() => setClock(null));

const minute = 60_000;
/** Every way to come by a unit of an item, each with how it was answered. */
async function tryAll(loaf: Shelved): Promise<Record<string, string>> {
  const added = [{ variantId: loaf.variantId, quantity: 1 }];
  const other = await buy(await stock(2));
  const edit = { orderId: other.id, revision: 1, added } as Parameters<typeof changeOrder>[1];
  return {
    ...(await tryToBuy(loaf)),
    counter: await answerOf(buyAtCounter(loaf)),
    edit: await answerOf(changeOrder(owner, edit)),
  };
}

const everywhere = (answer: string) => ({ cart: answer, checkout: answer, api: answer, counter: answer, edit: answer });

/** Where an item is to be seen. */
async function seen({ slug, name, variantId }: Shelved) {
  const found = await findItem(slug, tomorrow);
  const level = (await readLevels([tomorrow])).get(tomorrow)?.find((one) => one.variantId === variantId);
  return {
    catalogue: (await listCatalogue(tomorrow)).some((category) => category.items.some((item) => item.slug === slug)),
    search: (await searchItems(name, tomorrow)).some((item) => item.slug === slug),
    page: found !== null,
    opensAt: found?.opensAt ?? null,
    drop: found?.drop?.name ?? null,
    available: found?.variants[0]?.available ?? null,
    live: level?.available ?? null,
  };
}

describe("an item of a drop", () => {
  test("is seen with its moment before it begins, refused at every door, and can be ordered once it has begun", async () => {
    const loaf = await shelf();
    const { startsAt } = await dropIn([loaf], 60 * minute);
    const shown = { catalogue: true, search: true, page: true, drop: "Saturday’s forty", available: 5, live: 5 };
    expect(await seen(loaf)).toEqual({ ...shown, opensAt: startsAt.getTime() });
    expect(await tryAll(loaf)).toEqual(everywhere("not_yet"));
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 0 });
    await setClock(startsAt.toISOString());
    expect(await tryAll(loaf)).toEqual(everywhere("done"));
    expect(await seen(loaf)).toMatchObject({ opensAt: null, drop: "Saturday’s forty" });
    await setClock(null);
  });

  test("is refused by the clock of the order's own instant in the last seconds, when reading alone no longer says no", async () => {
    const loaf = await shelf();
    const { startsAt } = await dropIn([loaf], 60 * minute);
    await setClock(new Date(startsAt.getTime() - 4_000).toISOString());
    const number = (await buy(await stock(1))).number;
    await expect(buy(loaf)).rejects.toMatchObject({ code: "not_yet", detail: { opensAt: startsAt.getTime() } });
    expect(
      await db().event.count({
        where: { type: "order.placed", snapshot: { path: ["lines", "0", "sku"], equals: loaf.sku } },
      }),
    ).toBe(0);
    await setClock(null);
    expect((await buy(await stock(1))).number).toBe(number + 1);
  });

  test("is over after its end: nowhere to be seen, and refused as no longer on sale", async () => {
    const loaf = await shelf();
    await dropIn([loaf], -60 * minute, -minute);
    expect(await seen(loaf)).toMatchObject({ catalogue: false, search: false, page: false, live: 0 });
    expect(await tryAll(loaf)).toEqual(everywhere("not_on_sale"));
  });

  test("keeps to itself how many there will be, if the shop wants that", async () => {
    const loaf = await shelf();
    const { id } = await dropIn([loaf], 60 * minute);
    await db().drop.update({ where: { id }, data: { saysCount: false } });
    expect(await seen(loaf)).toMatchObject({ page: true, available: 0, live: 0 });
    await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() - 1_000) } });
    expect(await seen(loaf)).toMatchObject({ available: 5, live: 5 });
  });

  test("that was in a cart before says so there, and can be neither kept at checkout nor made more", async () => {
    const loaf = await shelf();
    const { token } = await addToCart(undefined, { variantId: loaf.variantId, quantity: 1, day: tomorrow });
    const { startsAt } = await dropIn([loaf], 60 * minute);
    const cart = await readCart(token, tomorrow);
    expect(cart?.lines[0]).toMatchObject({ most: 0, notices: [{ kind: "not_yet", opensAt: startsAt.getTime() }] });
    expect(await holdCart({ token, address: "192.0.2.7", fallback: tomorrow })).toBe(false);
    expect(await readLevel(loaf.levelId)).toMatchObject({ held: 0 });
    const more = setCartLine(token, { variantId: loaf.variantId, quantity: 2 });
    await expect(more).rejects.toMatchObject({ code: "not_yet" });
    await setCartLine(token, { variantId: loaf.variantId, quantity: 0 });
  });

  test("is not sold with one tap at the counter either", async () => {
    const jam = await stock(3, { keeps: true });
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: jam.variantId }, select: { itemId: true } });
    const { startsAt } = await dropIn([{ ...jam, itemId, slug: "", name: "" }], 60 * minute);
    const sell = () => sellAtCounter(counter, { variantId: jam.variantId, day: null, key: crypto.randomUUID() });
    await expect(sell()).rejects.toMatchObject({ code: "not_yet" });
    await setClock(startsAt.toISOString());
    expect(await sell()).toMatchObject({ available: 2 });
    await setClock(null);
  });
});

describe("the API", () => {
  test("says when an item can be ordered, and refuses it until then with that instant and the seconds to wait", async () => {
    const loaf = await shelf();
    const { startsAt } = await dropIn([loaf], 60 * minute);
    const list = await (await items(get(`/api/v1/items?day=${tomorrow}`), undefined)).json();
    const found = list.items.find(({ slug }: { slug: string }) => slug === loaf.slug);
    expect(found).toMatchObject({ opens_at: startsAt.toISOString(), variants: [{ available: 0 }] });
    const body = { lines: [{ sku: loaf.sku, quantity: 1 }], customer: { name: "Maya", email: "maya@example.org" } };
    const request = new Request("http://localhost/api/v1/orders", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "k".repeat(20) },
      body: JSON.stringify({ ...body, pickup: { day: tomorrow } }),
    });
    const answer = await orders(request, undefined);
    expect(answer.status).toBe(409);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(3_500);
    expect(await answer.json()).toMatchObject({
      code: "not_yet",
      opens_at: startsAt.toISOString(),
      detail: expect.stringContaining("goes on sale on"),
      lines: [{ sku: loaf.sku }],
    });
  });
});
