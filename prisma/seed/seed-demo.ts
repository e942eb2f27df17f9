import { allergenWords } from "@/lib/catalog/rules";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { actorRecord } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import { nextOrderable, pickupDays } from "@/lib/pickup/rules";
import { newShop } from "@/lib/settings/queries";
import { type Day, toDate, weekdayOf } from "@/lib/time";
import {
  catalogue,
  type DemoItem,
  type DemoVariant,
  fernhill,
  firstDay,
  openingHours,
  soldOutFirst,
} from "@/prisma/seed/fernhill";
import photos from "@/prisma/seed/photos.json" with { type: "json" };

type Calendar = { days: Day[]; first: Day | undefined };
type Shelf = DemoVariant & { id: string; itemId: string; keeps: boolean; position: number };
type Change = { delta: number; reason: "received" | "counted"; note: string };

const seeder = actorRecord({ kind: "system", name: "Demo shop" });

/**
 * Fills an unused database with Fernhill Bakehouse: its catalogue, its opening hours, and stock for the next three weeks,
 * all of it through the ledger. Does nothing if it ever did, if the shop was emptied, or if anything is on sale.
 */
export async function seedDemo({ now = new Date() }: { now?: Date } = {}): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await isUnused(tx)) || !(await claim(tx, now))) return;
    await openShop(tx);
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

async function stockCatalogue(tx: Tx, at: Date): Promise<Shelf[]> {
  const categories = catalogue.map((category, position) => ({ ...category, id: newId("cat"), position }));
  const items = categories.flatMap(({ id, items, keeps = false }) =>
    items.map((item, position) => ({ ...item, id: newId("itm"), categoryId: id, keeps, position })),
  );
  const shelves = items.flatMap(({ id, variants, keeps }) =>
    variants.map((variant, position) => ({ ...variant, id: newId("var"), itemId: id, keeps, position })),
  );
  await tx.category.createMany({ data: categories.map(({ items: _, keeps: __, ...row }) => row) });
  await tx.photo.createMany({ data: items.map(({ slug }) => photoRow(slug, at)), skipDuplicates: true });
  await tx.item.createMany({ data: items.map((item) => itemRow(item, at)) });
  await tx.variant.createMany({ data: shelves.map(variantRow) });
  return shelves;
}

type Placed = DemoItem & { id: string; categoryId: string; keeps: boolean; position: number };

function itemRow(
  { variants: _, contains = "", mayContain = "", allergens = [], mayAllergens = [], ...row }: Placed,
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

function variantRow({ id, itemId, sku, name, size, price, limit, lowAt, position }: Shelf) {
  return { id, itemId, sku, name, size, priceMinor: price, limitPerOrder: limit, lowAt, position };
}

function calendarAt(now: Date): Calendar {
  const days = pickupDays({ hours: openingHours, closed: [], timezone: fernhill.timezone }, now);
  return {
    days: days.filter((day) => day.because !== "closed").map(({ day }) => day),
    first: nextOrderable(days)?.day,
  };
}

async function fillShelves(tx: Tx, shelves: Shelf[], calendar: Calendar, at: Date): Promise<void> {
  const filled = shelves.flatMap((shelf) => levelsOf(shelf, calendar)).map((level) => withEntries(level, at));
  await tx.stockLevel.createMany({ data: filled.map(({ level }) => level) });
  await tx.stockEntry.createMany({ data: filled.flatMap(({ entries }) => entries) });
}

type Filling = { variantId: string; day: Day | null; changes: Change[] };

function levelsOf(shelf: Shelf, { days, first }: Calendar): Filling[] {
  if (shelf.keeps) return [{ variantId: shelf.id, day: null, changes: [received(shelf.kept ?? 12, "On the shelf")] }];
  return days.map((day) => ({ variantId: shelf.id, day, changes: changesFor(shelf, day, day === first) }));
}

function changesFor(shelf: Shelf, day: Day, isFirst: boolean): Change[] {
  if (isFirst && shelf.sku === soldOutFirst.sku) {
    const { baked, note } = soldOutFirst;
    return [received(baked, "Planned bake"), { delta: -baked, reason: "counted", note }];
  }
  const left = isFirst ? firstDay[shelf.sku] : undefined;
  return [received(left ?? bakedOn(shelf, day), "Planned bake")];
}

function received(delta: number, note: string): Change {
  return { delta, reason: "received", note };
}

/** An ordinary day's number, a fifth up or down by the day, half as many again on a Saturday. Never below four. */
function bakedOn({ sku, baked = 12 }: Shelf, day: Day): number {
  const swing = [...`${sku}${day}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 41, 7);
  const saturday = weekdayOf(day) === 6 ? 1.5 : 1;
  return Math.max(4, Math.round(baked * saturday * (0.8 + swing / 100)));
}

function withEntries({ variantId, day, changes }: Filling, at: Date) {
  const levelId = newId("lvl");
  let onHand = 0;
  const entries = changes.map(({ delta, reason, note }) => {
    onHand += delta;
    const after = { onHandAfter: onHand, committedAfter: 0, heldAfter: 0 };
    return { levelId, onHandDelta: delta, ...after, reason, note, actor: seeder, at };
  });
  const level = { id: levelId, variantId, day: day && toDate(day), onHand, version: changes.length, updatedAt: at };
  return { level, entries };
}
