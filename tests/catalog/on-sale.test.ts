import { beforeAll, describe, expect, test } from "vitest";
import { GET as items } from "@/app/api/v1/items/route";
import { hideItem } from "@/lib/catalog/hide-item";
import { publishItem } from "@/lib/catalog/publish-item";
import { findItem, listCatalogue, previewCatalogue, previewItem, searchItems } from "@/lib/catalog/queries";
import { type SaleTerms, stateAt } from "@/lib/catalog/rules";
import { scheduleItem } from "@/lib/catalog/schedule-item";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { db } from "@/lib/db/client";
import { readLevels } from "@/lib/live/queries";
import { instantAt } from "@/lib/time";
import { get } from "@/tests/api/calling";
import { draft, eventsAbout } from "@/tests/catalog/typed";
import { useDatabase } from "@/tests/support/database";
import { buy, manager, openShop, owner, type Stocked, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const minute = 60_000;
const inMinutes = (count: number) => new Date(Date.now() + count * minute);

async function shelf(): Promise<Stocked & { itemId: string; slug: string; name: string }> {
  const loaf = await stock(5);
  const { item } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId }, select: { item: true } });
  return { ...loaf, itemId: item.id, slug: item.slug, name: item.name };
}

/** Everywhere that an item can be met: each says whether it is on sale. */
async function met(one: Awaited<ReturnType<typeof shelf>>): Promise<Record<string, boolean>> {
  const api = (await (await items(get(`/api/v1/items?day=${tomorrow}`), undefined)).json()) as {
    items: { slug: string }[];
  };
  const live = (await readLevels([tomorrow])).get(tomorrow)?.find(({ variantId }) => variantId === one.variantId);
  const added = await addToCart(undefined, { variantId: one.variantId, quantity: 1, day: tomorrow }).catch(
    ({ code }) => code,
  );
  const ordered = await buy(one).catch(({ code }) => code);
  return {
    catalogue: (await listCatalogue(tomorrow)).some((category) => category.items.some(({ slug }) => slug === one.slug)),
    page: (await findItem(one.slug, tomorrow)) !== null,
    search: (await searchItems(one.name, tomorrow)).some(({ slug }) => slug === one.slug),
    api: api.items.some(({ slug }) => slug === one.slug),
    live: (live?.available ?? 0) > 0,
    cart: added !== "not_on_sale",
    order: ordered !== "not_on_sale",
  };
}

const everywhere = { catalogue: true, page: true, search: true, api: true, live: true, cart: true, order: true };
const nowhere = Object.fromEntries(Object.keys(everywhere).map((place) => [place, false]));

/** Time passes for an item. */
async function pass(itemId: string, minutes: number): Promise<void> {
  const by = `${minutes} minutes`;
  await db().$executeRaw`
    UPDATE items SET on_sale_from = on_sale_from - ${by}::interval, on_sale_until = on_sale_until - ${by}::interval WHERE id = ${itemId}`;
}

describe("an item", () => {
  test("that is hidden is nowhere, and everywhere once it is published; each with its event", async () => {
    const loaf = await shelf();
    expect(await met(loaf)).toEqual(everywhere);
    await hideItem(manager, loaf);
    expect(await met(loaf)).toEqual(nowhere);
    await publishItem(owner, loaf);
    await publishItem(owner, loaf);
    expect(await met(loaf)).toEqual(everywhere);
    expect((await eventsAbout(loaf.itemId)).filter(({ type }) => type.startsWith("item."))).toMatchObject([
      { type: "item.hidden", previous: { hiddenAt: null }, snapshot: { hiddenAt: expect.any(String) } },
      { type: "item.published", snapshot: { hiddenAt: null } },
    ]);
  });

  test("goes on sale at its moment and off again at its other, by the clock alone", async () => {
    const loaf = await shelf();
    await scheduleItem(owner, { itemId: loaf.itemId, from: "2031-05-03T07:00", until: "2031-05-03T12:00" });
    const { onSaleFrom, onSaleUntil } = await db().item.findUniqueOrThrow({ where: { id: loaf.itemId } });
    expect(onSaleFrom).toEqual(new Date("2031-05-03T06:00:00Z"));
    expect(onSaleUntil).toEqual(new Date("2031-05-03T11:00:00Z"));
    expect(await met(loaf)).toEqual(nowhere);
    const toBeginning = Math.ceil((onSaleFrom!.getTime() - Date.now()) / minute);
    await pass(loaf.itemId, toBeginning);
    expect(await met(loaf)).toEqual(everywhere);
    await pass(loaf.itemId, 300);
    expect(await met(loaf)).toEqual(nowhere);
    expect((await eventsAbout(loaf.itemId)).at(-1)).toMatchObject({
      type: "item.scheduled",
      snapshot: { onSaleFrom: "2031-05-03T06:00:00.000Z" },
      previous: { onSaleFrom: null, onSaleUntil: null },
    });
  });

  test("that only has an end is on sale until then; published early it keeps the end, hidden it forgets both", async () => {
    const loaf = await shelf();
    await scheduleItem(owner, { itemId: loaf.itemId, from: "", until: "2031-05-03T12:00" });
    expect(await met(loaf)).toEqual(everywhere);
    await scheduleItem(owner, { itemId: loaf.itemId, from: "2031-05-03T07:00", until: "2031-05-03T12:00" });
    await publishItem(owner, loaf);
    expect(await met(loaf)).toEqual(everywhere);
    const read = () =>
      db().item.findUniqueOrThrow({ where: { id: loaf.itemId }, select: { onSaleFrom: true, onSaleUntil: true } });
    expect(await read()).toEqual({ onSaleFrom: null, onSaleUntil: new Date("2031-05-03T11:00:00Z") });
    await hideItem(owner, loaf);
    expect(await read()).toEqual({ onSaleFrom: null, onSaleUntil: null });
  });

  test("is refused moments that make no sense", async () => {
    const { itemId } = await shelf();
    const at = (from: string, until: string) => scheduleItem(owner, { itemId, from, until });
    await expect(at("", "")).rejects.toMatchObject({ code: "no_moment" });
    await expect(at("2031-01-02T08:00", "2031-01-02T08:00")).rejects.toMatchObject({ code: "ends_before_it_starts" });
    await expect(at("", "2025-01-02T08:00")).rejects.toMatchObject({ code: "already_past" });
  });

  test("is not put on sale while none of its variants is", async () => {
    const itemId = await draft({ variants: [{ onSale: undefined }] });
    const refused = { code: "nothing_to_sell" };
    await expect(publishItem(owner, { itemId })).rejects.toMatchObject(refused);
    await expect(scheduleItem(owner, { itemId, from: "2031-01-02T08:00", until: "" })).rejects.toMatchObject(refused);
  });

  test("is seen in a preview before it is published, but not once it is archived", async () => {
    const itemId = await draft({ name: "Not yet" });
    const inAll = async () =>
      (await previewCatalogue(tomorrow)).flatMap((one) => one.items).some(({ id }) => id === itemId);
    expect([await previewItem(itemId, tomorrow), await inAll()]).toMatchObject([{ name: "Not yet" }, true]);
    await db().item.update({ where: { id: itemId }, data: { archivedAt: new Date() } });
    expect([await previewItem(itemId, tomorrow), await inAll()]).toEqual([null, false]);
  });

  test("that is published while an order for it is placed never makes half an order", async () => {
    const loaf = await shelf();
    await hideItem(owner, loaf);
    const [, ...orders] = await Promise.allSettled([publishItem(owner, loaf), buy(loaf), buy(loaf), buy(loaf)]);
    const placed = orders.filter(({ status }) => status === "fulfilled").length;
    expect(await db().stockLevel.findUniqueOrThrow({ where: { id: loaf.levelId } })).toMatchObject({
      committed: placed,
    });
    for (const order of orders)
      if (order.status === "rejected") expect(order.reason).toMatchObject({ code: "not_on_sale" });
  });
});

test("a variant that is turned off is gone, while its item stays", async () => {
  const loaf = await shelf();
  const other = await db().variant.create({
    data: { id: "var_00000000000000000000000001", itemId: loaf.itemId, sku: "OTHER-1", priceMinor: 100, position: 2 },
  });
  await db().variant.update({ where: { id: loaf.variantId }, data: { hiddenAt: new Date() } });
  expect(await findItem(loaf.slug, tomorrow)).toMatchObject({ variants: [{ id: other.id }] });
  await expect(buy(loaf)).rejects.toMatchObject({ code: "not_on_sale" });
});

describe("the state of an item", () => {
  const none: SaleTerms = { hiddenAt: null, publishedAt: null, archivedAt: null, onSaleFrom: null, onSaleUntil: null };
  const past = inMinutes(-5);
  const cases: [string, Partial<SaleTerms>][] = [
    ["on_sale", {}],
    ["draft", { hiddenAt: past }],
    ["hidden", { hiddenAt: past, publishedAt: past }],
    ["scheduled", { onSaleFrom: inMinutes(5) }],
    ["on_sale", { onSaleFrom: past, onSaleUntil: inMinutes(5) }],
    ["over", { onSaleFrom: past, onSaleUntil: past }],
    ["scheduled", { waitsForDrop: true }],
    ["over", { onSaleFrom: past, dropsOver: true }],
    ["archived", { hiddenAt: past, archivedAt: past, publishedAt: past }],
  ];
  test.each(cases)("is %s with %j", (state, terms) => {
    expect(stateAt({ ...none, ...terms }, new Date())).toBe(state);
  });

  test("changes at the very instant", () => {
    const onSaleFrom = instantAt("2026-10-25", 90, "Europe/London");
    expect(stateAt({ ...none, onSaleFrom }, onSaleFrom)).toBe("on_sale");
    expect(stateAt({ ...none, onSaleUntil: onSaleFrom }, onSaleFrom)).toBe("over");
  });
});
