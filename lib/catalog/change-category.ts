import type { z } from "zod";
import { type Actor, requirePermission } from "@/lib/actor";
import { categoryEvent, getCategory, requireName } from "@/lib/catalog/category-record";
import type { categoryChangeInput } from "@/lib/catalog/input";
import { requireVersion } from "@/lib/catalog/with-item";
import { lockCatalog } from "@/lib/db/locks";
import { announce, inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

type Change = z.output<typeof categoryChangeInput>;

/** Gives a category another name or note and records `category.changed`. Refuses `changed_meanwhile`, `name_taken`, `not_found`, `busy`. */
export async function changeCategory(actor: Actor | null, { categoryId, version, name, note }: Change): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  await inTransaction(async (tx) => {
    await lockCatalog(tx);
    const before = await getCategory(tx, categoryId);
    requireVersion(before, version, "category");
    if (before.name === name && before.note === note) return;
    await requireName(tx, name, categoryId);
    const data = { name, note, version: { increment: 1 }, changedBy: who.name };
    const after = await tx.category.update({ where: { id: categoryId }, data });
    const previous = {
      ...(before.name !== name && { name: before.name }),
      ...(before.note !== note && { note: before.note }),
    };
    await recordEvent(tx, who, { ...categoryEvent("category.changed", after), previous });
    announce(tx, "shop");
  });
}
