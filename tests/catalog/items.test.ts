import { beforeAll, describe, expect, test } from "vitest";
import { addItem } from "@/lib/catalog/add-item";
import { changeItem } from "@/lib/catalog/change-item";
import { duplicateItem } from "@/lib/catalog/duplicate-item";
import { hideItem } from "@/lib/catalog/hide-item";
import { placeItem } from "@/lib/catalog/place-item";
import { publishItem } from "@/lib/catalog/publish-item";
import { findNewSlug } from "@/lib/catalog/queries";
import { removeItem } from "@/lib/catalog/remove-item";
import { restoreItem } from "@/lib/catalog/restore-item";
import { restoreVariant } from "@/lib/catalog/restore-variant";
import { scheduleItem } from "@/lib/catalog/schedule-item";
import { db } from "@/lib/db/client";
import { getOrder } from "@/lib/orders/queries";
import { receiveStock } from "@/lib/stock/receive-stock";
import { confirmPlace } from "@/lib/waiting/confirm-place";
import { leavePlace } from "@/lib/waiting/leave-place";
import { draft, eventsAbout, firstCategory, reopened, typed } from "@/tests/catalog/typed";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, manager, openShop, owner, settle, stock, tomorrow } from "@/tests/support/shop";
import { ask, join, waitingOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);

const read = (id: string) =>
  db().item.findUniqueOrThrow({ where: { id }, include: { variants: { orderBy: { position: "asc" } } } });

describe("a new item", () => {
  test("is a draft with its variants in their order, and one event says so", async () => {
    const id = await addItem(
      manager,
      typed({
        name: "Café rye",
        categoryId: await firstCategory(),
        allergens: ["gluten", "milk"],
        containsNote: "Rye (gluten)",
        variants: [
          { name: "Whole", size: "900 g", price: "5.20", sku: "CAFE-900", limitPerOrder: 4, lowAt: 2, workUnits: 4 },
          { name: "Half", price: "2,60" },
        ],
      }),
    );
    const item = await read(id);
    expect(item).toMatchObject({
      slug: "cafe-rye",
      hiddenAt: expect.any(Date),
      publishedAt: null,
      contains: "Milk. Rye (gluten)",
    });
    expect(item.variants).toMatchObject([
      { sku: "CAFE-900", priceMinor: 520, limitPerOrder: 4, lowAt: 2, workUnits: 4, position: 0 },
      { sku: "CAFE-RYE", priceMinor: 260, limitPerOrder: null, lowAt: 3, workUnits: 1, position: 1 },
    ]);
    const [event, ...more] = await eventsAbout(id);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: "item.added",
      subjectName: "Café rye",
      actor: { id: manager.id },
      snapshot: { name: "Café rye", category: "Bread" },
    });
    expect(event?.dispatchedAt).not.toBeNull();
  });

  test("stands at the end of its category", async () => {
    const [one, other] = [await draft(), await draft()];
    expect((await read(other)).position).toBe((await read(one)).position + 1);
  });

  test("takes the shop's own low threshold where none is typed", async () => {
    await db().shop.updateMany({ data: { defaultLowAt: 7 } });
    const id = await draft();
    await db().shop.updateMany({ data: { defaultLowAt: 3 } });
    expect((await read(id)).variants).toMatchObject([{ lowAt: 7 }]);
  });

  test("needs prices in the currency that the shop has now", async () => {
    await expect(draft({ currency: "EUR" })).rejects.toMatchObject({
      code: "currency_changed",
      detail: { currency: "GBP" },
    });
  });

  test("is copied as a draft, with an address and SKUs of its own", async () => {
    const id = await draft({
      name: "Spelt",
      slug: "spelt",
      variants: [{ sku: "SPT", price: "3.10", workUnits: 4 }],
      allergens: ["gluten"],
    });
    await publishItem(owner, { itemId: id });
    const copies = [await duplicateItem(owner, { itemId: id }), await duplicateItem(owner, { itemId: id })];
    const [one, two] = await Promise.all(copies.map(read));
    expect(one).toMatchObject({ name: "Spelt (copy)", slug: "spelt-copy", publishedAt: null, contains: "Gluten" });
    expect(one?.variants).toMatchObject([{ sku: "SPELT-COPY", priceMinor: 310, workUnits: 4 }]);
    expect(two).toMatchObject({ slug: "spelt-copy-2", variants: [{ sku: "SPELT-COPY-2" }] });
  });
});

describe("a changed item", () => {
  test("takes other work of a pickup time, which its event tells; none typed is one", async () => {
    const id = await draft({ variants: [{ sku: "CAKE-1", price: "20.00" }] });
    const [variant] = (await reopened(id)).variants;
    const again = (workUnits: number | string) => ({
      variants: [{ id: variant!.id, sku: "CAKE-1", price: "20.00", workUnits }],
    });
    await changeItem(manager, await reopened(id, again(4)));
    expect((await read(id)).variants).toMatchObject([{ workUnits: 4 }]);
    const event = (await eventsAbout(id)).at(-1);
    expect(event).toMatchObject({
      snapshot: { variants: [{ workUnits: 4 }] },
      previous: { variants: [{ workUnits: 1 }] },
    });
    await changeItem(manager, await reopened(id, again("")));
    expect((await read(id)).variants).toMatchObject([{ workUnits: 1 }]);
  });

  test("keeps what was before in its event, and only that", async () => {
    const id = await draft({ name: "Barley tin", variants: [{ sku: "BAR-1", price: "4.00" }] });
    await changeItem(manager, await reopened(id, { name: "Barley loaf" }));
    expect(await read(id)).toMatchObject({ name: "Barley loaf", version: 1, changedBy: manager.name });
    const event = (await eventsAbout(id)).at(-1);
    expect(event).toMatchObject({
      type: "item.changed",
      previous: { name: "Barley tin" },
      snapshot: { name: "Barley loaf" },
    });
    expect(Object.keys(event?.previous as object)).toEqual(["name"]);
  });

  test("that is saved without a change leaves no trace", async () => {
    const id = await draft();
    await changeItem(owner, await reopened(id));
    expect(await read(id)).toMatchObject({ version: 0 });
    expect(await eventsAbout(id)).toHaveLength(1);
  });

  test("changes, adds, orders and drops variants in one save", async () => {
    const id = await draft({
      variants: [
        { sku: "V-A", price: "1" },
        { sku: "V-B", price: "2" },
        { sku: "V-C", price: "3" },
      ],
    });
    const { variants } = await reopened(id);
    const [a, , c] = variants;
    const next = [
      { ...c!, priceMinor: 333 },
      { ...a!, hidden: true },
      { ...a!, id: "", fresh: true, sku: "V-D", hidden: false },
    ];
    await changeItem(owner, { ...(await reopened(id)), variants: next });
    expect((await read(id)).variants).toMatchObject([
      { sku: "V-C", priceMinor: 333, hiddenAt: null },
      { sku: "V-A", hiddenAt: expect.any(Date) },
      { sku: "V-D", hiddenAt: null },
    ]);
    expect((await eventsAbout(id)).at(-1)?.previous).toMatchObject({
      variants: [{ sku: "V-A" }, { sku: "V-B" }, { sku: "V-C" }],
    });
  });

  test("may give one variant's SKU to another", async () => {
    const id = await draft({ variants: [{ sku: "SWAP-1" }, { sku: "SWAP-2" }] });
    const form = await reopened(id);
    const [one, two] = form.variants;
    await changeItem(owner, {
      ...form,
      variants: [
        { ...one!, sku: "SWAP-2" },
        { ...two!, sku: "SWAP-1" },
      ],
    });
    expect((await read(id)).variants.map(({ sku }) => sku)).toEqual(["SWAP-2", "SWAP-1"]);
  });

  test("never alters an order that was placed", async () => {
    const loaf = await stock(5);
    const placed = await buy(loaf, 2);
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
    const form = await reopened(itemId);
    await changeItem(owner, {
      ...form,
      name: "Another name",
      variants: [{ ...form.variants[0]!, priceMinor: 999, size: "1 kg" }],
    });
    const order = await getOrder(placed.id);
    expect(order.totalMinor).toBe(900);
    expect(order.lines).toMatchObject([{ unitPriceMinor: 450, totalMinor: 900, variantName: "800 g" }]);
    expect(order.lines[0]?.itemName).not.toBe("Another name");
  });

  test("keeps a variant that was ordered, archived, and can bring it back", async () => {
    const loaf = await stock(5);
    await buy(loaf);
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
    const form = await reopened(itemId);
    await changeItem(owner, { ...form, variants: [{ ...form.variants[0]!, id: "", fresh: true, sku: "NEW-1" }] });
    const find = () => db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
    expect(await find()).toMatchObject({ archivedAt: expect.any(Date), hiddenAt: expect.any(Date) });
    await restoreVariant(owner, { variantId: loaf.variantId });
    expect(await find()).toMatchObject({ archivedAt: null, hiddenAt: expect.any(Date), position: 1 });
  });

  test("leads from the address it had to the one it has", async () => {
    const id = await draft({ slug: "old-name" });
    await publishItem(owner, { itemId: id });
    await changeItem(owner, await reopened(id, { slug: "new-name" }));
    await changeItem(owner, await reopened(id, { slug: "newest-name" }));
    expect(await findNewSlug("old-name")).toBe("newest-name");
    expect(await findNewSlug("new-name")).toBe("newest-name");
    await expect(draft({ slug: "old-name" })).rejects.toMatchObject({
      code: "slug_taken",
      detail: { former: true, itemId: id },
    });
    await changeItem(owner, await reopened(id, { slug: "old-name" }));
    expect(await findNewSlug("old-name")).toBeNull();
    expect(await findNewSlug("newest-name")).toBe("old-name");
  });

  test("is refused what another has, by name", async () => {
    const id = await draft({ name: "Taken", slug: "taken", variants: [{ sku: "TAKEN-1" }] });
    await expect(draft({ slug: "taken" })).rejects.toMatchObject({
      code: "slug_taken",
      message: expect.stringContaining("Taken’s"),
    });
    await expect(draft({ variants: [{ sku: "taken-1" }] })).rejects.toMatchObject({
      code: "sku_taken",
      detail: { skus: [{ sku: "TAKEN-1", item: "Taken", itemId: id, archived: false }] },
      message: "The SKU TAKEN-1 belongs to Taken.",
    });
  });

  test("is refused a photo that is gone, and a variant that is", async () => {
    const id = await draft();
    await expect(changeItem(owner, await reopened(id, { photo: "p-gone" }))).rejects.toMatchObject({
      code: "photo_gone",
    });
    const form = await reopened(id);
    const strange = { ...form.variants[0]!, id: "var_00000000000000000000000000" };
    await expect(changeItem(owner, { ...form, variants: [strange] })).rejects.toMatchObject({ code: "variant_gone" });
    const [others] = await db().variant.findMany({ where: { itemId: await draft() } });
    const stolen = { ...form.variants[0]!, id: others!.id, fresh: true, sku: "STOLEN-1" };
    await expect(changeItem(owner, { ...form, variants: [stolen] })).rejects.toMatchObject({ code: "variant_gone" });
    expect(await db().variant.findUnique({ where: { id: others!.id } })).toEqual(others);
    expect(await read(id)).toMatchObject({ version: 0 });
  });

  test("tells the second of two people who edit it, and keeps what the first saved", async () => {
    const id = await draft({ name: "Shared" });
    const [mine, theirs] = [await reopened(id, { name: "Mine" }), await reopened(id, { summary: "Theirs" })];
    await changeItem(manager, theirs);
    await expect(changeItem(owner, mine)).rejects.toMatchObject({
      code: "changed_meanwhile",
      detail: { by: manager.name },
    });
    expect(await read(id)).toMatchObject({ name: "Shared", summary: "Theirs" });
  });
});

describe("what is counted per day and what keeps", () => {
  test("cannot be changed while there is stock, nor while something is promised", async () => {
    const loaf = await stock(2);
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
    const refused = { code: "stock_in_the_way", detail: { days: [tomorrow] } };
    await expect(changeItem(owner, await reopened(itemId, { stock: "keeps" }))).rejects.toMatchObject(refused);
    expect(await read(itemId)).toMatchObject({ keeps: false });
  });

  test("cannot be changed while somebody is in line, nor can a place be confirmed where it was", async () => {
    const loaf = await stock(0);
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
    const [waiting, unconfirmed] = [await join(loaf), await ask(loaf)];
    const { name } = await read(itemId);
    await expect(changeItem(owner, await reopened(itemId, { stock: "keeps" }))).rejects.toMatchObject({
      code: "stock_in_the_way",
      message: `Somebody waits for ${name}. Wait until it came, or take them off its waiting list, then change how it is counted.`,
    });
    await leavePlace(waiting);
    await changeItem(owner, await reopened(itemId, { stock: "keeps" }));
    await expect(confirmPlace(unconfirmed)).rejects.toMatchObject({ code: "place_ended" });
    expect(await waitingOf(loaf)).toEqual({ counted: 0, places: 0 });
  });

  test("can be changed once the levels are empty", async () => {
    const loaf = await stock(0);
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
    await changeItem(owner, await reopened(itemId, { stock: "keeps" }));
    expect(await read(itemId)).toMatchObject({ keeps: true });
    await receiveStock(owner, { variantId: loaf.variantId, day: null, quantity: 3, note: "Shelf" });
  });

  test("stay apart however a receipt and the change meet", async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await draft();
      const [variant] = (await read(id)).variants;
      const receipt = { variantId: variant!.id, day: tomorrow, quantity: 3, note: "Bake" };
      const form = await reopened(id, { stock: "keeps" });
      const { errors } = await settle<unknown>([receiveStock(owner, receipt), changeItem(owner, form)]);
      expect(Object.keys(errors)).toHaveLength(1);
      expect(["wrong_kind_of_day", "stock_in_the_way"]).toContain(Object.keys(errors)[0]);
      const { keeps } = await read(id);
      const levels = await db().stockLevel.findMany({ where: { variantId: variant!.id, onHand: { gt: 0 } } });
      expect(levels.every(({ day }) => (day === null) === keeps)).toBe(true);
    }
  });
});

describe("an item that goes", () => {
  test("goes for good where nothing knows it", async () => {
    const id = await draft();
    expect(await removeItem(owner, { itemId: id })).toBe("deleted");
    expect(await db().item.findUnique({ where: { id } })).toBeNull();
    expect((await eventsAbout(id)).at(-1)).toMatchObject({
      type: "item.deleted",
      snapshot: { variants: [{ priceMinor: 480 }] },
    });
  });

  test("is archived where an order or the ledger knows it, and comes back hidden", async () => {
    const loaf = await stock(5);
    await buy(loaf);
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
    expect(await removeItem(manager, { itemId })).toBe("archived");
    expect(await removeItem(manager, { itemId })).toBe("archived");
    expect((await eventsAbout(itemId)).filter(({ type }) => type === "item.archived")).toHaveLength(1);
    await expect(publishItem(owner, { itemId })).rejects.toMatchObject({ code: "archived" });
    await expect(changeItem(owner, await reopened(itemId, { name: "x" }))).rejects.toMatchObject({ code: "archived" });
    await expect(buy(loaf)).rejects.toMatchObject({ code: "not_on_sale" });
    await restoreItem(owner, { itemId });
    expect(await read(itemId)).toMatchObject({ archivedAt: null, hiddenAt: expect.any(Date) });
    expect((await eventsAbout(itemId)).at(-1)).toMatchObject({ type: "item.restored" });
  });

  test("and an order for it at the same moment never leave half of either", async () => {
    for (let round = 0; round < 6; round += 1) {
      const loaf = await stock(0);
      await db().stockLevel.update({ where: { id: loaf.levelId }, data: { onHand: 3 } });
      const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
      const { errors } = await settle<unknown>([removeItem(owner, { itemId }), buy(loaf), buy(loaf)]);
      for (const code of Object.keys(errors)) expect(["out_of_stock", "not_on_sale"]).toContain(code);
      const [lines, item] = await Promise.all([
        db().orderLine.count({ where: { variantId: loaf.variantId } }),
        db().item.findUnique({ where: { id: itemId } }),
      ]);
      expect(lines === 0 ? item : item?.archivedAt).toEqual(lines === 0 ? null : expect.any(Date));
    }
  });
});

describe("two at once", () => {
  test("with one SKU: one gets it, the other is told whose it is", async () => {
    const { values, errors } = await settle(Array.from({ length: 6 }, () => draft({ variants: [{ sku: "ONCE-1" }] })));
    expect(values).toHaveLength(1);
    expect(errors).toEqual({ sku_taken: 5 });
  });

  test("who edit one item: one is saved, the other told", async () => {
    const id = await draft();
    const forms = await Promise.all(["One", "Two", "Three"].map((name) => reopened(id, { name })));
    const { errors } = await settle(forms.map((form) => changeItem(owner, form)));
    expect(errors).toEqual({ changed_meanwhile: 2 });
    expect(await read(id)).toMatchObject({ version: 1 });
  });

  test("who move items: both moves hold, and no item is lost", async () => {
    const categoryId = await firstCategory();
    const ids = [await draft(), await draft(), await draft(), await draft()];
    await settle([
      placeItem(owner, { itemId: ids[3]!, categoryId, before: ids[0]! }),
      placeItem(manager, { itemId: ids[0]!, categoryId, before: null }),
    ]);
    const all = await db().item.findMany({
      where: { categoryId },
      orderBy: { position: "asc" },
      select: { id: true, position: true },
    });
    expect(all.map(({ position }) => position)).toEqual(all.map((_, at) => at));
    const order = all.map(({ id }) => id).filter((id) => ids.includes(id));
    expect([order.indexOf(ids[0]!), order.indexOf(ids[1]!)]).toEqual([3, order.indexOf(ids[2]!) - 1]);
  });
});

test("a move says from where to where, and a new category is a change of the item", async () => {
  const other = await db().category.create({
    data: { id: "cat_00000000000000000000000009", slug: "cake", name: "Cake", position: 9 },
  });
  const id = await draft();
  const form = await reopened(id);
  await placeItem(manager, { itemId: id, categoryId: other.id, before: null });
  expect((await eventsAbout(id)).at(-1)).toMatchObject({
    type: "item.moved",
    snapshot: { category: "Cake", position: 0 },
    previous: { category: "Bread" },
  });
  await expect(changeItem(owner, form)).rejects.toMatchObject({
    code: "changed_meanwhile",
    detail: { by: manager.name },
  });
  await placeItem(manager, { itemId: id, categoryId: other.id, before: null });
  expect(await eventsAbout(id)).toHaveLength(2);
});

test("staff at the counter may change nothing here; strangers neither", async () => {
  const loaf = await stock(3);
  const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId } });
  const [form, categoryId, before] = [await reopened(itemId, { name: "x" }), await firstCategory(), await read(itemId)];
  const events = await db().event.count();
  const id = { itemId };
  for (const [actor, code] of [
    [counter, "not_permitted"],
    [null, "not_signed_in"],
  ] as const) {
    const attempts = [
      addItem(actor, form),
      changeItem(actor, form),
      duplicateItem(actor, id),
      publishItem(actor, id),
      hideItem(actor, id),
      scheduleItem(actor, { ...id, from: "2031-01-01T08:00", until: "" }),
      removeItem(actor, id),
      restoreItem(actor, id),
      restoreVariant(actor, loaf),
      placeItem(actor, { ...id, categoryId, before: null }),
    ];
    const { values, errors } = await settle<unknown>(attempts);
    expect({ values, errors }).toEqual({ values: [], errors: { [code]: attempts.length } });
  }
  expect(await read(itemId)).toEqual(before);
  expect(await db().event.count()).toBe(events);
});
