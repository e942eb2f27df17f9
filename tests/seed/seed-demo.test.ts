import { existsSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { listCatalogue } from "@/lib/catalog/queries";
import { allergenWords } from "@/lib/catalog/rules";
import { db } from "@/lib/db/client";
import { filesOf } from "@/lib/photos/rules";
import { makeSlots } from "@/lib/pickup/make-slots";
import { listPickupDays } from "@/lib/pickup/queries";
import { listSlots } from "@/lib/pickup/queries-of-slots";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import { keepPlan } from "@/lib/stock/keep-plan";
import { proveStock } from "@/lib/stock/prove-stock";
import { tellOfLow } from "@/lib/stock/tell-of-low";
import { dayOf, fromDate } from "@/lib/time";
import { catalogue, fernhill, openingHours, pickupTimes, soldOutFirst } from "@/prisma/seed/fernhill";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const tuesdayAtNine = new Date("2026-11-24T09:00:00Z");
const fridayEvening = new Date("2026-11-27T18:00:00Z");

const everything = catalogue.flatMap((category) => category.items.map((item) => ({ ...item, keeps: category.keeps })));

describe("the demo shop's tables", () => {
  test("name eighteen items in five categories, each with a photo in every size", () => {
    expect(catalogue.map(({ name }) => name)).toEqual(["Bread", "Pastry", "Biscuits", "Larder", "Goods"]);
    expect(everything).toHaveLength(18);
    const files = everything.flatMap(({ slug }) => filesOf(slug).map((file) => `public/photos/${file}`));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  test("mark every allergen of an item in its ingredients, and tell of every one that is marked", () => {
    for (const item of everything) {
      const told = words((item.contains ?? "").replace("(gluten)", ""));
      const marked = words([...(item.ingredients ?? "").matchAll(/\*([^*]+)\*/g)].map(([, word]) => word).join(","));
      expect({ item: item.slug, told }).toEqual({ item: item.slug, told: marked });
    }
  });

  test("choose the allergens that their words tell of, so that the words need no more", () => {
    for (const { slug, allergens = [], contains = "", mayAllergens = [], mayContain = "" } of everything) {
      expect({ slug, words: allergenWords(allergens, contains) }).toEqual({ slug, words: contains });
      expect({ slug, words: allergenWords(mayAllergens, mayContain) }).toEqual({ slug, words: mayContain });
      expect({ slug, some: allergens.length > 0 }).toEqual({ slug, some: contains !== "" });
    }
  });

  test("give each variant a SKU of its own and a number of units", () => {
    const variants = everything.flatMap((item) => item.variants.map((variant) => ({ ...variant, keeps: item.keeps })));
    expect(new Set(variants.map(({ sku }) => sku)).size).toBe(variants.length);
    for (const { sku, keeps, kept, baked } of variants)
      expect({ sku, units: keeps ? kept : baked }).toEqual({ sku, units: expect.any(Number) });
  });
});

describe("the demo shop's bake plan", () => {
  beforeEach(empty);

  test("goes on for ever: what it wants is what is there, and each night makes the next days", async () => {
    await seedDemo({ now: tuesdayAtNine });
    const until = async () => fromDate((await db().stockLevel.aggregate({ _max: { day: true } }))._max.day!);
    expect(await until()).toBe("2026-12-12");
    await keepPlan(tuesdayAtNine);
    expect(await until()).toBe("2026-12-19");
    const before = { day: { lte: new Date("2026-12-12") } };
    expect(
      await db().stockEntry.count({ where: { level: before, actor: { path: ["name"], equals: "Bake plan" } } }),
    ).toBe(0);
    expect(await keepPlan(tuesdayAtNine)).toEqual({ changed: 0, stuck: [] });
    await keepPlan(new Date("2027-02-02T09:00:00Z"));
    expect(await until()).toBe("2027-02-27");
    expect(await proveStock({ kind: "system", name: "Test" })).toMatchObject({ disagreeing: 0 });
    expect(await tellOfLow(tuesdayAtNine)).toEqual([]);
  });
});

describe("seeding the demo shop", () => {
  beforeEach(empty);

  test("opens Fernhill Bakehouse with stock for every open day that customers can see", async () => {
    await seedDemo({ now: tuesdayAtNine });
    expect(await db().shop.findFirst()).toMatchObject({ ...fernhill, orderingOpen: true });
    expect(await db().photo.count({ where: { placeholder: { startsWith: "data:image/webp;base64," } } })).toBe(18);
    const seen = (await listPickupDays(fernhill.timezone, tuesdayAtNine)).filter(({ because }) => because !== "closed");
    const stocked = await db().stockLevel.findMany({
      where: { day: { not: null } },
      distinct: ["day"],
      orderBy: { day: "asc" },
    });
    expect(stocked.map(({ day }) => fromDate(day!))).toEqual(seen.map(({ day }) => day));
  });

  test("writes a ledger that agrees with every level", async () => {
    await seedDemo({ now: tuesdayAtNine });
    const levels = await db().stockLevel.findMany({ include: { entries: { orderBy: { id: "asc" } } } });
    expect(levels.length).toBeGreaterThan(200);
    for (const level of levels) {
      expect(level.entries.reduce((sum, entry) => sum + entry.onHandDelta, 0)).toBe(level.onHand);
      expect(level.entries.at(-1)).toMatchObject({ onHandAfter: level.onHand, committedAfter: 0, heldAfter: 0 });
      expect(level.entries[0]).toMatchObject({ reason: level.day ? "planned" : "received", actor: { kind: "system" } });
      expect(level.version).toBe(level.entries.length);
    }
  });

  test.each([
    ["a Tuesday at nine", tuesdayAtNine, "2026-11-24"],
    ["a Friday evening", fridayEvening, "2026-12-01"],
  ])("on %s leaves one last one and one sold out on the next day to order for", async (_, now, day) => {
    await seedDemo({ now });
    const variants = (await listCatalogue(day)).flatMap((category) => category.items).flatMap((item) => item.variants);
    const skusWith = (count: number) => variants.filter(({ available }) => available === count).map(({ sku }) => sku);
    expect(skusWith(1)).toEqual(["BAG-320"]);
    expect(skusWith(0)).toEqual([soldOutFirst.sku]);
    expect(variants.find(({ sku }) => sku === "SRD-800")?.available).toBe(3);
    expect(variants.find(({ sku }) => sku === "CIN-1")?.available).toBe(5);
  });

  test("happens once, however often and at whatever moment it is started", async () => {
    await Promise.all([seedDemo({ now: tuesdayAtNine }), seedDemo({ now: tuesdayAtNine }), seedDemo()]);
    await seedDemo();
    expect(await db().item.count()).toBe(18);
    expect(await db().mark.findMany()).toMatchObject([{ name: "demo_seeded" }]);
  });

  test("leaves a shop alone that was emptied for real use", async () => {
    await db().mark.create({ data: { name: "emptied" } });
    await seedDemo();
    expect(await db().item.count()).toBe(0);
    expect(await db().shop.count()).toBe(0);
  });

  test("leaves a shop alone that already sells something", async () => {
    await db().category.create({ data: { id: "cat_1", slug: "eggs", name: "Eggs", position: 0 } });
    await db().item.create({ data: { id: "itm_1", slug: "eggs", name: "Six eggs", categoryId: "cat_1", position: 0 } });
    await seedDemo();
    expect(await db().item.count()).toBe(1);
    expect(await db().mark.count()).toBe(0);
  });

  test("makes the day it is run the first of them", async () => {
    await seedDemo({ now: tuesdayAtNine });
    const [first] = await db().stockLevel.findMany({ where: { day: { not: null } }, orderBy: { day: "asc" }, take: 1 });
    expect(fromDate(first!.day!)).toBe(dayOf(tuesdayAtNine, fernhill.timezone));
  });
});

describe("the demo shop's pickup times", () => {
  beforeEach(empty);

  test("are each hour from nine to closing, in every day on which it opens", () => {
    expect(pickupTimes.map(({ weekday }) => weekday)).toEqual(openingHours.map(({ weekday }) => weekday));
    for (const { weekday, windows } of pickupTimes) {
      const { closesMinute } = openingHours.find((row) => row.weekday === weekday)!;
      expect([windows[0]!.startsMinute, windows.at(-1)!.endsMinute]).toEqual([540, closesMinute]);
    }
  });

  test("are there at once, and the worker finds nothing to add to them", async () => {
    await seedDemo({ now: tuesdayAtNine, times: pickupTimes });
    const times = async () => (await listSlots(["2026-11-25"])).get("2026-11-25") ?? [];
    const words = (await times()).map((slot) => timeWords(slot, fernhill.locale));
    expect(words).toEqual(["9 am to 10 am", "10 am to 11 am", "11 am to 12 noon", "12 noon to 1 pm"]);
    const before = await db().pickupSlot.findMany({ orderBy: { id: "asc" } });
    await makeSlots(tuesdayAtNine);
    expect(await db().pickupSlot.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  });

  test("close no day sooner than its last moment to order", async () => {
    const days = async () =>
      (await listPickupDays(fernhill.timezone, tuesdayAtNine)).map(({ day, orderBy }) => [day, orderBy]);
    await seedDemo({ now: tuesdayAtNine });
    const without = await days();
    await empty();
    await seedDemo({ now: tuesdayAtNine, times: pickupTimes });
    expect(await days()).toEqual(without);
  });

  test("are none unless they are asked for", async () => {
    await seedDemo({ now: tuesdayAtNine });
    expect(await db().pickupSlot.count()).toBe(0);
  });
});

async function empty(): Promise<void> {
  await db()
    .$executeRaw`TRUNCATE marks, shop, opening_hours, photos, categories, items, variants, stock_levels, stock_entries, bake_plan, low_marks, pickup_week, pickup_slots CASCADE`;
}

function words(list: string): string[] {
  return [
    ...new Set(
      list
        .toLowerCase()
        .split(",")
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  ].sort();
}
