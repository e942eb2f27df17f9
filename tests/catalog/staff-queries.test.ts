import { beforeAll, expect, test } from "vitest";
import { addCategory } from "@/lib/catalog/add-category";
import { hideItem } from "@/lib/catalog/hide-item";
import { type ItemState, stateAt } from "@/lib/catalog/rules";
import { scheduleItem } from "@/lib/catalog/schedule-item";
import { countItemStates, findItemForStaff, listCategories, listItemRows } from "@/lib/catalog/staff-queries";
import { db } from "@/lib/db/client";
import { draft } from "@/tests/catalog/typed";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, owner, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const all = { words: "", state: null, after: null };

test("the list and the rule agree on every item's state, and the filter finds each", async () => {
  const ids: Record<ItemState, string> = {
    draft: await draft(),
    on_sale: await draft(),
    hidden: await draft(),
    scheduled: await draft(),
    over: await draft(),
    archived: await draft(),
  };
  const past = new Date(Date.now() - 60_000);
  const set = (id: string, data: object) => db().item.update({ where: { id }, data });
  await scheduleItem(owner, { itemId: ids.scheduled, from: "2031-01-01T08:00", until: "" });
  await set(ids.on_sale, { hiddenAt: null, publishedAt: past });
  await set(ids.hidden, { hiddenAt: null, publishedAt: past });
  await hideItem(owner, { itemId: ids.hidden });
  await set(ids.over, { hiddenAt: null, publishedAt: past, onSaleUntil: past });
  await set(ids.archived, { archivedAt: past });
  for (const [state, id] of Object.entries(ids) as [ItemState, string][]) {
    const rows = await listItemRows(tomorrow, { ...all, state });
    expect({ state, found: rows.map((row) => row.id), states: new Set(rows.map((row) => row.state)) }).toEqual({
      state,
      found: [id],
      states: new Set([state]),
    });
    const item = await db().item.findUniqueOrThrow({ where: { id } });
    expect(stateAt(item, new Date())).toBe(state);
    expect((await findItemForStaff(id))?.state).toBe(state);
  }
  expect((await listItemRows(tomorrow, all)).some(({ id }) => id === ids.archived)).toBe(false);
  expect(await countItemStates()).toEqual({ draft: 1, on_sale: 1, hidden: 1, scheduled: 1, over: 1, archived: 1 });
});

test("an item is found by name, SKU and address, whatever their case; a percent sign finds itself alone", async () => {
  const id = await draft({ name: "Hundred % rye", slug: "all-rye", variants: [{ sku: "HUN-900" }] });
  for (const words of ["hundred", "hun-9", "ALL-RYE", "% rye"]) {
    expect((await listItemRows(tomorrow, { ...all, words })).map((row) => row.id)).toEqual([id]);
  }
  expect(await listItemRows(tomorrow, { ...all, words: "_" })).toEqual([]);
});

test("a row says the prices from and to, what is left, and whether that is low", async () => {
  const loaf = await stock(3);
  await buy(loaf);
  const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
  const row = (await listItemRows(tomorrow, all)).find(({ id }) => id === itemId);
  expect(row).toMatchObject({ fromMinor: 450, toMinor: 450, available: 2, low: true, variants: 1 });
  expect((await listItemRows("2031-01-04", all)).find(({ id }) => id === itemId)).toMatchObject({
    available: null,
    low: false,
  });
});

test("a page goes on after the last item of the page before", async () => {
  const whole = await listItemRows(tomorrow, all);
  const rest = await listItemRows(tomorrow, { ...all, after: whole[1]!.id });
  expect(rest.map(({ id }) => id)).toEqual(whole.slice(2).map(({ id }) => id));
});

test("what was ordered or ever had stock is known, a draft is not; an id that is none finds nothing", async () => {
  const loaf = await stock(1);
  const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
  expect(await findItemForStaff(itemId)).toMatchObject({
    known: true,
    variants: [{ sku: loaf.sku }],
    archivedVariants: [],
  });
  expect(await findItemForStaff(await draft())).toMatchObject({ known: false });
  expect(await findItemForStaff("itm_none")).toBeNull();
});

test("the categories say how many items they hold", async () => {
  await addCategory(owner, { name: "Empty", note: "" });
  expect(await listCategories()).toMatchObject([
    { name: "Bread", archived: 1 },
    { name: "Empty", items: 0, archived: 0 },
  ]);
});
