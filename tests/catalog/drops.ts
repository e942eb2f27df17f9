import { makeDrop } from "@/lib/catalog/make-drop";
import { db } from "@/lib/db/client";
import { owner, type Stocked, stock } from "@/tests/support/shop";

/** A loaf of an item, with the item. */
export type Shelved = Stocked & { itemId: string; slug: string; name: string };

/** An item with a level for tomorrow, and the item itself. */
export async function shelf(onHand = 5): Promise<Shelved> {
  const loaf = await stock(onHand);
  const { item } = await db().variant.findUniqueOrThrow({ where: { id: loaf.variantId }, select: { item: true } });
  return { ...loaf, itemId: item.id, slug: item.slug, name: item.name };
}

/** What a drop's form holds; the moments are in the shop's zone, London. */
export function typed(itemIds: string[], more: Partial<Parameters<typeof makeDrop>[1]> = {}) {
  const said = { name: "Saturday’s forty", words: "Forty loaves.", saysCount: true, tellMinutes: 0 };
  return { ...said, starts: "2031-05-03T09:00", ends: "", itemIds, ...more };
}

/** A drop of items, made by the owner, and then moved to where a test needs it: its moments relative to now, in milliseconds. */
export async function dropIn(items: readonly Shelved[], startsInMs: number, endsInMs: number | null = null) {
  const ids = items.map(({ itemId }) => itemId);
  const id = await makeDrop(owner, typed(ids));
  const at = (ms: number) => new Date(Date.now() + ms);
  const data = { startsAt: at(startsInMs), endsAt: endsInMs === null ? null : at(endsInMs) };
  return db().drop.update({ where: { id }, data });
}
