import { createHash } from "node:crypto";
import { db } from "@/lib/db/client";
import { newCartId, newId, newToken } from "@/lib/id";
import { addDays, dayOf, toDate } from "@/lib/time";

export type BenchVariant = { variantId: string; levelId: string; sku: string };

export const day = addDays(dayOf(new Date(), "Europe/London"), 1);
const unitsEach = 100_000;

/** A shop that never closes, with one hot item and fifty others, far more of each than the bench sells. */
export async function openBenchShop(): Promise<{ hot: BenchVariant[]; many: BenchVariant[] }> {
  await db().shop.create({ data: { name: "Bench", orderingOpen: true } });
  const hours = { opensMinute: 480, closesMinute: 780, orderDaysBefore: 0, orderByMinute: 1440 };
  await db().openingHours.createMany({ data: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...hours })) });
  await db().category.create({ data: { id: "cat_bench", slug: "bread", name: "Bread", position: 1 } });
  const all = await Promise.all(Array.from({ length: 51 }, (_, index) => addItem(index)));
  return { hot: all.slice(0, 1), many: all.slice(1) };
}

async function addItem(index: number): Promise<BenchVariant> {
  const [itemId, variantId, levelId, sku] = [newId("itm"), newId("var"), newId("lvl"), `SKU-${index}`];
  const words = { summary: "Two days in the making.", photo: "sourdough", photoAlt: "Round loaf" };
  await db().item.create({
    data: {
      id: itemId,
      slug: `loaf-${index}`,
      name: `Loaf ${index}`,
      categoryId: "cat_bench",
      position: index,
      ...words,
    },
  });
  await db().variant.create({ data: { id: variantId, itemId, sku, size: "800 g", priceMinor: 450, position: 1 } });
  await db().stockLevel.create({ data: { id: levelId, variantId, day: toDate(day), onHand: unitsEach } });
  const after = { onHandAfter: unitsEach, committedAfter: 0, heldAfter: 0 };
  await db().stockEntry.create({
    data: { levelId, onHandDelta: unitsEach, ...after, reason: "received", actor: { kind: "system" }, at: new Date() },
  });
  return { variantId, levelId, sku };
}

export type BenchCart = { id: string; token: string };

/** Carts of one unit each, ready to be submitted, with their cookies' tokens. */
export async function fillCarts(variants: readonly BenchVariant[], count: number): Promise<BenchCart[]> {
  const carts = Array.from({ length: count }, () => ({ id: newCartId(), token: newToken() }));
  await db().cart.createMany({
    data: carts.map(({ id, token }, index) => ({
      id,
      tokenHash: createHash("sha256").update(token).digest("hex"),
      day: toDate(day),
      lines: [{ variantId: variants[index % variants.length]?.variantId ?? "", quantity: 1, seenPriceMinor: 450 }],
    })),
  });
  return carts;
}

/** Units promised beyond what is on hand, and levels whose counters the ledger does not explain. Both must be 0. */
export async function countWrongs(): Promise<{ oversold: number; unexplained: number }> {
  const [row] = await db().$queryRaw<{ oversold: number; unexplained: number }[]>`
    SELECT coalesce(sum(greatest(0, l.committed + l.held - l.on_hand)), 0)::int AS oversold,
           count(*) FILTER (WHERE l.committed <> (SELECT coalesce(sum(e.committed_delta), 0) FROM stock_entries e WHERE e.level_id = l.id))::int
             AS unexplained
      FROM stock_levels l`;
  return row ?? { oversold: -1, unexplained: -1 };
}
