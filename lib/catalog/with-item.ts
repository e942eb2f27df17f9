import type { Actor } from "@/lib/actor";
import type { Prisma } from "@/lib/db/generated/client";
import { lockCatalog } from "@/lib/db/locks";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";

const fields = {
  id: true,
  version: true,
  changedBy: true,
  slug: true,
  categoryId: true,
  category: { select: { name: true } },
  name: true,
  summary: true,
  description: true,
  ingredients: true,
  contains: true,
  mayContain: true,
  storage: true,
  photo: true,
  photoAlt: true,
  keeps: true,
  ...{ limitPerPerson: true, limitDays: true, confirmContact: true },
  hiddenAt: true,
  publishedAt: true,
  onSaleFrom: true,
  onSaleUntil: true,
  archivedAt: true,
  variants: {
    select: {
      id: true,
      sku: true,
      name: true,
      size: true,
      priceMinor: true,
      limitPerOrder: true,
      lowAt: true,
      workUnits: true,
      hiddenAt: true,
      archivedAt: true,
    },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  },
} satisfies Prisma.ItemSelect;

/** An item with all its variants, archived ones too, as commands see it. */
export type ItemRecord = NonNullable<Awaited<ReturnType<typeof findRecord>>>;

type ItemEventType = "item.changed" | "item.published" | "item.hidden" | "item.scheduled" | "item.restored";

/**
 * Runs a change of one item, with the catalogue locked: what really changed becomes one event with before and after, and, if it is something that
 * the item's form holds, a new version that forms opened before are told of. A change that changes nothing leaves nothing. Refuses `not_found`.
 */
export async function withItem(
  actor: Actor,
  { itemId, type }: { itemId: string; type: ItemEventType },
  change: (tx: Tx, item: ItemRecord, at: Date) => Promise<void>,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockCatalog(tx);
    const at = new Date();
    const before = await getRecord(tx, itemId);
    await change(tx, before, at);
    const after = await getRecord(tx, itemId);
    const previous = differenceOf(before, after);
    if (!previous) return;
    if (type === "item.changed") await nextVersion(tx, actor, itemId);
    await recordEvent(tx, actor, { ...itemEvent(type, after, at), previous });
    announce(tx, "shop", "stock");
  });
}

/** Forms that were opened before now are refused, and told by whom. */
export async function nextVersion(tx: Tx, actor: Actor, id: string): Promise<void> {
  const data = { version: { increment: 1 }, changedBy: actor.name ?? "" };
  await tx.item.update({ where: { id }, data, select: { id: true } });
}

/** An item as a transaction sees it. Refuses `not_found`. */
export async function getRecord(tx: Tx, id: string): Promise<ItemRecord> {
  return (await findRecord(tx, id)) ?? refuseCommon("not_found", { what: "item" });
}

/** Refuses `changed_meanwhile` for a form that was opened before somebody else's change. */
export function requireVersion(record: { version: number; changedBy: string }, version: number, what: string): void {
  if (record.version !== version) refuseCommon("changed_meanwhile", { what, by: record.changedBy || null });
}

/** An event about an item, with all of it as it is now. */
export function itemEvent(type: string, item: ItemRecord, at: Date) {
  return { type, subject: { kind: "item", id: item.id, name: item.name } as const, at, snapshot: factsOf(item) };
}

function findRecord(tx: Tx, id: string) {
  return tx.item.findUnique({ where: { id }, select: fields });
}

/** An item as events keep it: what people say of it, and no bookkeeping. */
function factsOf({ id: _, version: __, changedBy: ___, categoryId: ____, category, ...item }: ItemRecord) {
  return JSON.parse(JSON.stringify({ ...item, category: category.name })) as Record<string, never>;
}

function differenceOf(before: ItemRecord, after: ItemRecord): Record<string, never> | null {
  const [was, is] = [factsOf(before), factsOf(after)];
  const changed = Object.keys(was).filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]));
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((key) => [key, was[key]])) as Record<string, never>;
}
