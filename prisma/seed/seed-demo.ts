import { allergenWords } from "@/lib/catalog/rules";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { daysOfSlots, layOutSlots } from "@/lib/pickup/lay-out-slots";
import type { WeekdayTimes } from "@/lib/pickup/queries-of-times";
import { nextOrderable, pickupDays } from "@/lib/pickup/rules";
import { newShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { catalogue, type DemoItem, fernhill, openingHours } from "@/prisma/seed/fernhill";
import photos from "@/prisma/seed/photos.json" with { type: "json" };
import { type Calendar, fillShelves, type Shelf, seeder } from "@/prisma/seed/seed-stock";

/** `times`: the pickup times of its week. Without any an order has a day alone: so in measurements, and in tests that are not about times. */
type Opening = { now?: Date; times?: readonly WeekdayTimes[] };

/**
 * Fills an unused database with Fernhill Bakehouse: its catalogue, its opening hours, and stock for the next three weeks,
 * all of it through the ledger. Does nothing if it ever did, if the shop was emptied, or if anything is on sale.
 */
export async function seedDemo({ now = new Date(), times = [] }: Opening = {}): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await isUnused(tx)) || !(await claim(tx, now))) return;
    await openShop(tx);
    await giveTimes(tx, times, now);
    const shelves = await stockCatalogue(tx, now);
    await fillShelves(tx, shelves, calendarAt(now), now);
    announce(tx, "shop", "stock");
  });
}

async function isUnused(tx: Tx): Promise<boolean> {
  const marks = await tx.mark.count({ where: { name: { in: ["demo_seeded", "emptied"] } } });
  return marks === 0 && (await tx.item.count()) === 0;
}

/** The mark is also the lock: of two starts at once, the second waits here and then finds it taken. */
async function claim(tx: Tx, at: Date): Promise<boolean> {
  const made = await tx.mark.createMany({ data: [{ name: "demo_seeded", at }], skipDuplicates: true });
  return made.count === 1;
}

async function openShop(tx: Tx): Promise<void> {
  await tx.shop.upsert({ where: { id: newShop.id }, create: { id: newShop.id, ...fernhill }, update: fernhill });
  await tx.openingHours.createMany({ data: openingHours, skipDuplicates: true });
}

async function giveTimes(tx: Tx, times: readonly WeekdayTimes[], now: Date): Promise<void> {
  if (times.length === 0) return;
  await tx.pickupWeekday.createMany({ data: times.map((row) => ({ ...row, windows: [...row.windows] })) });
  const { timezone } = fernhill;
  await layOutSlots(tx, { days: daysOfSlots(dayOf(now, timezone)), timezone });
}

async function stockCatalogue(tx: Tx, at: Date): Promise<Shelf[]> {
  const categories = catalogue.map((category, position) => ({ ...category, id: newId("cat"), position }));
  const items = categories.flatMap(({ id, slug, items, keeps = false }) =>
    items.map((item, position) => ({
      ...item,
      id: newId("itm"),
      categoryId: id,
      keeps,
      lasts: slug === "biscuits",
      position,
    })),
  );
  const shelves = items.flatMap(({ id, variants, keeps, lasts }) =>
    variants.map((variant, position) => ({ ...variant, id: newId("var"), itemId: id, keeps, lasts, position })),
  );
  await tx.category.createMany({ data: categories.map(({ items: _, keeps: __, ...row }) => row) });
  await tx.photo.createMany({ data: items.map(({ slug }) => photoRow(slug, at)), skipDuplicates: true });
  await tx.item.createMany({ data: items.map((item) => itemRow(item, at)) });
  await tx.variant.createMany({ data: shelves.map(variantRow) });
  return shelves;
}

type Placed = DemoItem & { id: string; categoryId: string; keeps: boolean; lasts: boolean; position: number };

function itemRow(
  { variants: _, lasts: __, contains = "", mayContain = "", allergens = [], mayAllergens = [], ...row }: Placed,
  at: Date,
) {
  return {
    ...row,
    photo: row.slug,
    ...{ allergens, mayAllergens, containsNote: contains, mayContainNote: mayContain },
    contains: allergenWords(allergens, contains),
    mayContain: allergenWords(mayAllergens, mayContain),
    publishedAt: at,
  };
}

function photoRow(name: string, madeAt: Date) {
  const { placeholder, bytes } = photos[name as keyof typeof photos];
  return { name, width: 1080, height: 1350, placeholder, bytes, madeAt, madeBy: seeder };
}

function variantRow({ id, itemId, sku, name, size, price, limit, lowAt, lasts, position }: Shelf) {
  const atClose = lasts ? "carry_over" : "write_off";
  return { id, itemId, sku, name, size, priceMinor: price, limitPerOrder: limit, lowAt, atClose, position };
}

function calendarAt(now: Date): Calendar {
  const days = pickupDays({ hours: openingHours, closed: [], timezone: fernhill.timezone }, now);
  return {
    days: days.filter((day) => day.because !== "closed").map(({ day }) => day),
    first: nextOrderable(days)?.day,
  };
}
