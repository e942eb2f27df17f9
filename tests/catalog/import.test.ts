import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { applyImport } from "@/lib/catalog/apply-import";
import { exportItems } from "@/lib/catalog/export-items";
import type { PlanKind } from "@/lib/catalog/import/planned";
import { findImport, listImportItems } from "@/lib/catalog/import-queries";
import { prepareImport } from "@/lib/catalog/prepare-import";
import { listCatalogue } from "@/lib/catalog/queries";
import { db } from "@/lib/db/client";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { dryRun, exported, inPieces } from "@/tests/catalog/import-files";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, manager, openShop, owner, settle, stock, tomorrow } from "@/tests/support/shop";

useDatabase();

const shopify = readFileSync("tests/fixtures/shopify-products.csv", "utf8");
const headings = "Address,Name,Category,State,SKU,Variant,Size,Price\n";

beforeEach(async () => {
  await db()
    .$executeRaw`TRUNCATE items, categories, variants, shop, opening_hours, marks, events, orders, carts, stock_levels, catalog_imports CASCADE`;
});

/** All that an import may touch. */
async function catalogue(): Promise<unknown> {
  const [items, variants, categories] = await Promise.all([
    db().item.findMany({ orderBy: { id: "asc" } }),
    db().variant.findMany({ orderBy: { id: "asc" } }),
    db().category.findMany({ orderBy: { id: "asc" } }),
  ]);
  return { items, variants, categories, events: await db().event.count() };
}

const lines = async (importId: string, kind: PlanKind) => (await listImportItems(importId, { kind })).lines;
const why = async (importId: string) => (await lines(importId, "refused")).flatMap(({ wrong }) => wrong);

/** What a one-row file is refused for. */
async function refusedFor(row: string, under = headings): Promise<string[]> {
  const id = await dryRun(`${under}${row}\n`);
  return (await why(id)).map(({ line, words }) => `${line}: ${words}`);
}

describe("a dry run", () => {
  test("of Shopify's file says what would be made and what not, and makes nothing", async () => {
    await openShop();
    const before = await catalogue();
    const id = await dryRun(shopify);
    expect(await catalogue()).toEqual(before);
    const found = await findImport(id);
    expect(found).toMatchObject({
      format: "shopify",
      rows: 54,
      counts: { new: 30, changed: 0, same: 0, refused: 1, variantsNew: 51 },
      appliedAt: null,
    });
    expect(found!.newCategories.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Pastry", "Preserves", "Coffee"]),
    );
    expect(found!.newCategories.map(({ name }) => name)).not.toContain("Bread");
    expect(await why(id)).toEqual([{ line: 50, words: "A gift card is not something to collect." }]);
  });

  test("is told how far it is", async () => {
    await openShop();
    const steps: string[] = [];
    const rows = Array.from({ length: 1200 }, (_, at) => `i-${at},Item ${at},Bread,draft,S-${at},,,1.00`).join("\n");
    const body = inPieces(headings + rows, 10_000);
    await prepareImport(manager, { name: "x.csv", body }, ({ step, done }) => {
      if (step !== "comparing" || done % 500 === 0) steps.push(`${step} ${done}`);
    });
    expect(steps).toEqual([
      "reading 500",
      "reading 1000",
      "reading 1200",
      "comparing 0",
      "comparing 500",
      "comparing 1000",
      "keeping 500",
      "keeping 1000",
      "keeping 1200",
    ]);
  });

  test.each([
    ["counter staff", counter, "not_permitted"],
    ["a customer", customer, "not_signed_in"],
    ["nobody", null, "not_signed_in"],
  ])("is not for %s, nor is importing, and nothing is kept", async (_, actor, code) => {
    await openShop();
    const id = await dryRun(`${headings}rye,Rye,Bread,draft,R-1,,,4.80\n`);
    const before = await catalogue();
    await expect(prepareImport(actor, { name: "x", body: inPieces(shopify) })).rejects.toMatchObject({ code });
    await expect(applyImport(actor, { importId: id })).rejects.toMatchObject({ code });
    expect(await catalogue()).toEqual(before);
    expect(await db().catalogImport.count()).toBe(1);
  });

  test("of a file that is refused keeps nothing", async () => {
    await openShop();
    await expect(dryRun("not,a,catalogue\n1,2,3\n")).rejects.toMatchObject({ code: "unknown_headings" });
    expect(await db().catalogImport.count()).toBe(0);
  });
});

describe("what was confirmed", () => {
  test("is imported as it was shown: items, variants, categories, on sale or drafts, and an event for each", async () => {
    await openShop();
    const id = await dryRun(shopify);
    await applyImport(manager, { importId: id });
    expect(await db().item.count()).toBe(30);
    expect(await db().variant.count()).toBe(51);
    const onSale = (await listCatalogue(tomorrow)).flatMap(({ items }) => items);
    expect(onSale).toHaveLength(28);
    const rye = onSale.find(({ slug }) => slug === "rye-tin")!;
    expect(rye).toMatchObject({
      name: "Rye Tin",
      description: "100% rye, dense and moist.\nKeeps for a week.",
      keeps: true,
    });
    expect(rye.variants).toMatchObject([{ sku: "BR-RY-900", priceMinor: 480 }]);
    const events = await db().event.findMany({ where: { type: "item.added" } });
    expect(events).toHaveLength(30);
    expect(events.find(({ subjectName }) => subjectName === "Rye Tin")).toMatchObject({
      subjectKind: "item",
      actor: { kind: "staff", id: manager.id },
      previous: null,
      snapshot: {
        slug: "rye-tin",
        category: "Bread",
        hiddenAt: null,
        variants: [{ sku: "BR-RY-900", priceMinor: 480 }],
      },
    });
    expect(await db().event.findMany({ where: { type: "catalog.imported" } })).toMatchObject([
      {
        subjectKind: "import",
        subjectId: id,
        subjectName: "items.csv",
        snapshot: { format: "shopify", counts: { new: 30, refused: 1 } },
      },
    ]);
    expect((await findImport(id))!.appliedAt).not.toBeNull();
  });

  test("is imported once, however often and by however many it is confirmed", async () => {
    await openShop();
    const id = await dryRun(shopify);
    await settle([1, 2, 3, 4].map(() => applyImport(owner, { importId: id })));
    await applyImport(manager, { importId: id });
    expect(await db().item.count()).toBe(30);
    expect(await db().event.count({ where: { type: "catalog.imported" } })).toBe(1);
  });

  test("changes what is there with old and new, and an order keeps what was agreed", async () => {
    await openShop();
    const { variantId, sku } = await stock(10);
    await buy({ variantId, levelId: "", sku }, 2);
    const before = await db().item.findFirstOrThrow({ include: { variants: true } });
    const id = await dryRun(`SKU,Name,Address,Summary,Price\n${sku},Country loaf,${before.slug},Dark,5.25\n`);
    expect(await lines(id, "changed")).toMatchObject([
      {
        name: "Country loaf",
        changes: [
          { what: "Name", from: before.name, to: "Country loaf" },
          { what: "Summary", from: "", to: "Dark" },
        ],
        variants: [{ line: 2, isNew: false, changes: [{ what: "Price", from: "4.50", to: "5.25" }] }],
      },
    ]);
    await applyImport(manager, { importId: id });
    const after = await db().item.findFirstOrThrow({ include: { variants: true } });
    expect(after).toMatchObject({
      name: "Country loaf",
      summary: "Dark",
      version: before.version + 1,
      changedBy: manager.name,
      position: before.position,
    });
    expect(after.variants).toMatchObject([{ priceMinor: 525, size: "800 g", sku }]);
    expect(await db().orderLine.findFirstOrThrow()).toMatchObject({ itemName: before.name, unitPriceMinor: 450 });
    const event = await db().event.findFirstOrThrow({ where: { type: "item.changed" } });
    expect(Object.keys(event.previous as object).sort()).toEqual(["name", "summary", "variants"]);
    expect(event.previous).toMatchObject({ name: before.name, summary: "", variants: [{ priceMinor: 450 }] });
    expect(event.snapshot).toMatchObject({ name: "Country loaf", variants: [{ priceMinor: 525 }] });
  });

  test("can be prices alone: rows of one item, known by their SKUs, are one change", async () => {
    await openShop();
    await applyImport(owner, { importId: await dryRun(shopify) });
    const id = await dryRun("SKU;Price\nBR-SD-400;3,60\nbr-sd-800;6,00\nEG-06;2,20\n");
    expect(await lines(id, "changed")).toMatchObject([
      {
        slug: "sourdough-loaf",
        variants: [
          { changes: [{ from: "3.20", to: "3.60" }] },
          { changes: [{ what: "SKU", from: "BR-SD-800", to: "br-sd-800" }, { to: "6.00" }] },
        ],
      },
    ]);
    expect(await lines(id, "same")).toHaveLength(1);
    await applyImport(owner, { importId: id });
    expect(await db().event.count({ where: { type: "item.changed" } })).toBe(1);
  });

  test("hides and puts on sale, and adds variants beside those that are there", async () => {
    await openShop();
    await applyImport(owner, { importId: await dryRun(`${headings}rye,Rye,Bread,on sale,R-1,,900 g,4.80\n`) });
    const id = await dryRun(`${headings}rye,,,hidden,R-1,,900 g,4.80\n,,,,,,400 g,2.60\n`);
    await applyImport(owner, { importId: id });
    const item = await db().item.findFirstOrThrow({ include: { variants: { orderBy: { position: "asc" } } } });
    expect(item.hiddenAt).not.toBeNull();
    expect(item.publishedAt).not.toBeNull();
    expect(item.variants.map(({ sku, size }) => [sku, size])).toEqual([
      ["R-1", "900 g"],
      ["RYE", "400 g"],
    ]);
  });

  test("changes what one takes of a pickup time, and says so; a file that does not name it leaves it", async () => {
    await openShop();
    const { sku } = await stock(3);
    const read = async () => (await db().variant.findUniqueOrThrow({ where: { sku } })).workUnits;
    const work = await dryRun(`SKU,Work\n${sku},4\n`);
    await applyImport(manager, { importId: work });
    expect(await read()).toBe(4);
    const event = await db().event.findFirstOrThrow({ where: { type: "item.changed" } });
    expect(event).toMatchObject({
      snapshot: { variants: [{ workUnits: 4 }] },
      previous: { variants: [{ workUnits: 1 }] },
    });
    await applyImport(manager, { importId: await dryRun(`SKU,Price,Work\n${sku},7.00,\n`) });
    expect(await read()).toBe(4);
    const added = await dryRun(`${headings}rye,Rye,Bread,draft,R-1,,,4.80\n`);
    await applyImport(manager, { importId: added });
    expect((await db().variant.findUniqueOrThrow({ where: { sku: "R-1" } })).workUnits).toBe(1);
  });

  test("is refused whole if the catalogue changed since it was shown", async () => {
    await openShop();
    await stock(3);
    const id = await dryRun(shopify);
    await db().item.updateMany({ data: { version: { increment: 1 } } });
    const before = await catalogue();
    await expect(applyImport(manager, { importId: id })).rejects.toMatchObject({ code: "catalog_changed" });
    expect(await catalogue()).toEqual(before);
  });

  test.each([
    ["a low threshold", "UPDATE variants SET low_at = low_at + 1"],
    ["what one takes of a pickup time", "UPDATE variants SET work_units = work_units + 1"],
    ["the order of items", "UPDATE items SET position = position + 1"],
    ["a category's name", "UPDATE categories SET name = name || '!'"],
    ["the currency", "UPDATE shop SET currency = 'EUR'"],
  ])("is refused for a change of %s too", async (_, change) => {
    await openShop();
    await stock(3);
    const id = await dryRun(shopify);
    await db().$executeRawUnsafe(change);
    await expect(applyImport(manager, { importId: id })).rejects.toMatchObject({ code: "catalog_changed" });
  });

  test("is refused if another import came first, also at the same moment", async () => {
    await openShop();
    const ids = await Promise.all([1, 2, 3].map(() => dryRun(shopify)));
    const { values, errors } = await settle(ids.map((importId) => applyImport(manager, { importId })));
    expect(values).toHaveLength(1);
    expect(errors).toEqual({ catalog_changed: 2 });
    expect(await db().item.count()).toBe(30);
  });

  test("is refused if it is gone, was never ready, or would change nothing", async () => {
    await openShop();
    await expect(applyImport(manager, { importId: "imp_none" })).rejects.toMatchObject({ code: "import_gone" });
    const id = await dryRun(`${headings}rye,Rye,Bread,draft,R-1,,,4.80\n`);
    await db().catalogImport.update({ where: { id }, data: { readyAt: null } });
    expect(await findImport(id)).toBeNull();
    await expect(applyImport(manager, { importId: id })).rejects.toMatchObject({ code: "import_gone" });
    await db().catalogImport.update({
      where: { id },
      data: { readyAt: new Date(), readAt: new Date(Date.now() - 3 * 86_400_000) },
    });
    await expect(applyImport(manager, { importId: id })).rejects.toMatchObject({ code: "import_gone" });
    const nothing = await dryRun(`${headings}rye,,,,,,,x\n`);
    await expect(applyImport(manager, { importId: nothing })).rejects.toMatchObject({ code: "nothing_to_import" });
    expect(await db().catalogImport.count({ where: { id } })).toBe(0);
  });
});

describe("a row is refused, with its line and why,", () => {
  const row = (price: string) => `rye,Rye,Bread,draft,R-1,,,${price}`;

  test.each(["-4.50", "1e9", "four", "4.5055", "999999999", "=1+1"])("for the price %s", async (price) => {
    await openShop();
    expect(await refusedFor(row(price))).toEqual([
      expect.stringMatching(/^2: Price “.*”: Please give a price in GBP, such as 4\.80; at most 1000000\.00\.$/),
    ]);
  });

  test.each([
    ["4,50", 450],
    ["£4.50", 450],
    ["4.5", 450],
    ["1,250.00", 125_000],
    ["0", 0],
  ])("but not for %s, which people write too", async (price, minor) => {
    await openShop();
    const id = await dryRun(`${headings}rye,Rye,Bread,draft,R-1,,,"${price}"\n`);
    await applyImport(owner, { importId: id });
    expect((await db().variant.findFirstOrThrow()).priceMinor).toBe(minor);
  });

  test("for what a new item needs and the file does not have", async () => {
    await openShop();
    expect(await refusedFor("R-1,4.80", "SKU,Price\n")).toEqual([
      "2: Name: This item is not here yet, and needs a name.",
      "2: Category: This item is not here yet, and needs a category.",
    ]);
    expect(await refusedFor("Rye,Bread,R-1", "Name,Category,SKU\n")).toEqual(["2: Price: Please give a price."]);
  });

  test("for a SKU that is twice in the file, or another's in the shop", async () => {
    await openShop();
    const { sku } = await stock(1);
    const id = await dryRun(
      `${headings}a,A,Bread,draft,X-1,,,1\nb,B,Bread,draft,x-1,,,1\nc,C,Bread,draft,${sku},,,1\n`,
    );
    expect(await why(id)).toEqual([
      { line: 3, words: "The SKU x-1 is in line 2 already." },
      { line: 4, words: expect.stringMatching(`^The SKU ${sku} belongs to Loaf \\d+ \\(item-\\d+\\)\\.$`) },
    ]);
    expect((await findImport(id))!.counts).toMatchObject({ new: 1, refused: 2 });
  });

  test("for words and numbers that its page would refuse too", async () => {
    await openShop();
    const under =
      "Address,Name,Category,Stock,State,Allergens,Ingredients,Photo,SKU,Price,Limit per order,Low at,Work,On sale\n";
    expect(
      await refusedFor(
        `Rye Tin,${"x".repeat(81)},Bread,sometimes,maybe,"milk, moon",*wheat,moon,R-1,1,0,x,1001,perhaps`,
        under,
      ),
    ).toEqual([
      expect.stringMatching(/^2: Name “x{40}…”: Please keep this under 80 characters\.$/),
      expect.stringMatching(/^2: Address “Rye Tin”: Please use small letters/),
      expect.stringMatching(/^2: Ingredients “\*wheat”: One asterisk has no partner/),
      "2: State “maybe”: Please write on sale, hidden or draft.",
      "2: Stock “sometimes”: Please write per day or keeps.",
      expect.stringMatching(/^2: Allergens “milk, moon”: We do not know moon\./),
      "2: Limit per order “0”: Please give at least 1.",
      expect.stringMatching(/^2: Low at “x”: Please give a whole number/),
      "2: Work “1001”: Please give at most 1000.",
      "2: On sale “perhaps”: Please write yes or no.",
      expect.stringMatching(/^2: Photo “moon”: There is no photo of this name here/),
    ]);
  });

  test("for an item that is archived, counted otherwise, or on sale without a variant that is", async () => {
    await openShop();
    await stock(1);
    const { slug } = await db().item.findFirstOrThrow();
    expect(await refusedFor(`${slug},keeps`, "Address,Stock\n")).toEqual([
      expect.stringMatching(/is counted per day\. Change that on the item’s page/),
    ]);
    await db().item.updateMany({ data: { hiddenAt: new Date(), archivedAt: new Date() } });
    expect(await refusedFor(`${slug},Other`, "Address,Name\n")).toEqual([
      expect.stringMatching(/is archived\. Bring it back first\./),
    ]);
    expect(
      await refusedFor("rye,Rye,Bread,on sale,R-1,1,no", "Address,Name,Category,State,SKU,Price,On sale\n"),
    ).toEqual(["2: Nothing of it would be on sale: no variant is."]);
  });

  test("and the whole item with it, but no other", async () => {
    await openShop();
    const id = await dryRun(
      `${headings}rye,Rye,Bread,draft,R-1,,900 g,4.80\nrye,,,,R-2,,400 g,-1\noat,Oat,Bread,draft,O-1,,,1\n`,
    );
    await applyImport(owner, { importId: id });
    expect((await db().item.findMany()).map(({ slug }) => slug)).toEqual(["oat"]);
  });
});

describe("the way out and back", () => {
  test("of the demo shop changes nothing", async () => {
    await seedDemo();
    const before = await catalogue();
    const id = await dryRun(await exported());
    expect((await findImport(id))!.counts).toEqual({
      new: 0,
      changed: 0,
      same: await db().item.count(),
      refused: 0,
      variantsNew: 0,
      variantsChanged: 0,
    });
    expect(await catalogue()).toEqual(before);
  });

  test("is exact for every awkward word, also into an empty shop", async () => {
    await openShop();
    await db().$executeRaw`
      INSERT INTO items (id, slug, category_id, name, summary, description, ingredients, contains_note, storage, photo_alt, position, allergens)
      SELECT 'itm_1', 'awkward', id, '=SUM(A1)', '''=quoted', E'"Quotes", commas;\nlines\n\n- and dashes', '*wheat*, salt', '-5 °C', '@home', '''''+x', 1, '{milk,gluten}' FROM categories`;
    await db().$executeRaw`
      INSERT INTO variants (id, item_id, sku, name, size, price_minor, position, limit_per_order, low_at, work_units, hidden_at)
      VALUES ('var_1', 'itm_1', '-SKU', '+1', '''', 5, 0, 7, 0, 4, NULL), ('var_2', 'itm_1', '00123', '', '', 0, 1, NULL, 99, 0, now())`;
    const file = await exported();
    const before = await catalogue();
    const same = await dryRun(file);
    expect((await findImport(same))!.counts).toMatchObject({ new: 0, changed: 0, same: 1, refused: 0 });
    expect(await catalogue()).toEqual(before);

    await db().$executeRaw`TRUNCATE items, variants, categories CASCADE`;
    await applyImport(owner, { importId: await dryRun(file) });
    expect(await exported()).toBe(file);
  });

  test("is the whole catalogue, page after page, without what is archived", async () => {
    await openShop();
    const rows = Array.from({ length: 1100 }, (_, at) => `i-${at},Item ${at},Bread,draft,S-${at},,,1.00`).join("\n");
    await applyImport(owner, { importId: await dryRun(headings + rows) });
    await db().item.updateMany({ where: { slug: "i-7" }, data: { archivedAt: new Date() } });
    const skus = new Set<string>();
    for await (const { variant } of exportItems(counter)) skus.add(variant.sku);
    expect(skus.size).toBe(1099);
    expect(skus.has("S-7")).toBe(false);
    await expect(exportItems(null).next()).rejects.toMatchObject({ code: "not_signed_in" });
  });
});
