import { refuse } from "@/lib/catalog/refusals";
import type { Tx } from "@/lib/db/transaction";
import { refuseCommon } from "@/lib/refusal";

export type CategoryRecord = { id: string; name: string; note: string; slug: string; position: number };

/** A category as a transaction sees it. Refuses `not_found`. */
export async function getCategory(
  tx: Tx,
  id: string,
): Promise<CategoryRecord & { version: number; changedBy: string }> {
  const found = await tx.category.findUnique({ where: { id } });
  return found ?? refuseCommon("not_found", { what: "category" });
}

/** Refuses `name_taken` for a name that another category has, whatever its case. */
export async function requireName(tx: Tx, name: string, id: string): Promise<void> {
  const other = await tx.category.findFirst({
    where: { name: { equals: name, mode: "insensitive" }, id: { not: id } },
    select: { name: true },
  });
  if (other) refuse("name_taken", { name: other.name });
}

/** An event about a category as it is now. */
export function categoryEvent(type: string, { id, name, note, position }: CategoryRecord) {
  return { type, subject: { kind: "category", id, name } as const, at: new Date(), snapshot: { name, note, position } };
}
