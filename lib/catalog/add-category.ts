import type { z } from "zod";
import { type Actor, requirePermission } from "@/lib/actor";
import { categoryEvent, requireName } from "@/lib/catalog/category-record";
import type { categoryInput } from "@/lib/catalog/input";
import { firstFree, slugOf } from "@/lib/catalog/rules";
import { lockCatalog } from "@/lib/db/locks";
import { announce, inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";

/** Adds a category after the others and records `category.added`. Returns its id. Refuses `name_taken`, `busy`. */
export async function addCategory(
  actor: Actor | null,
  { name, note }: z.output<typeof categoryInput>,
): Promise<string> {
  const who = requirePermission(actor, "catalog.change");
  return inTransaction(async (tx) => {
    await lockCatalog(tx);
    const id = newId("cat");
    await requireName(tx, name, id);
    const others = await tx.category.findMany({ select: { slug: true, position: true } });
    const slug = firstFree(
      slugOf(name),
      others.map((other) => other.slug),
    );
    const position = Math.max(-1, ...others.map((other) => other.position)) + 1;
    const category = { id, name, note, slug, position };
    await tx.category.create({ data: { ...category, changedBy: who.name }, select: { id: true } });
    await recordEvent(tx, who, categoryEvent("category.added", category));
    announce(tx, "shop");
    return id;
  });
}
