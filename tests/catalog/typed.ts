import type { z } from "zod";
import { addItem } from "@/lib/catalog/add-item";
import type { ItemInput, itemInput } from "@/lib/catalog/input";
import { itemInput as schema } from "@/lib/catalog/input";
import { db } from "@/lib/db/client";
import { owner } from "@/tests/support/shop";

type Typed = z.input<typeof itemInput>;
type TypedVariant = Typed["variants"][number];

let made = 0;

/** An item as somebody types it, complete; what is given stands over it. */
export function typed(
  given: Partial<Omit<Typed, "variants">> & { variants?: Partial<TypedVariant>[] } = {},
): ItemInput {
  made += 1;
  const { variants = [{}], ...item } = given;
  return schema.parse({
    name: `Rye tin ${made}`,
    stock: "per_day",
    currency: "GBP",
    categoryId: "cat_00000000000000000000000000",
    ...item,
    variants: variants.map((variant) => ({ price: "4.80", onSale: "on", ...variant })),
  });
}

/** The shop's first category. */
export async function firstCategory(): Promise<string> {
  const { id } = await db().category.findFirstOrThrow({ orderBy: { position: "asc" }, select: { id: true } });
  return id;
}

/** A draft in the first category. Returns its id. */
export async function draft(given: Parameters<typeof typed>[0] = {}): Promise<string> {
  return addItem(owner, typed({ categoryId: await firstCategory(), ...given }));
}

/** An item as its form would be opened now, with what is given typed over it. */
export async function reopened(itemId: string, given: Parameters<typeof typed>[0] = {}) {
  const item = await db().item.findUniqueOrThrow({
    where: { id: itemId },
    include: { variants: { where: { archivedAt: null }, orderBy: { position: "asc" } } },
  });
  const variants = item.variants.map(
    ({ id, name, size, sku, priceMinor, limitPerOrder, lowAt, workUnits, hiddenAt }) => ({
      ...{ id, name, size, sku, limitPerOrder, lowAt, workUnits },
      price: (priceMinor / 100).toFixed(2),
      onSale: hiddenAt ? undefined : ("on" as const),
    }),
  );
  const { name, slug, summary, description, categoryId, keeps, photo, version } = item;
  const stock = keeps ? ("keeps" as const) : ("per_day" as const);
  const input = typed({ name, slug, summary, description, categoryId, photo, stock, variants, ...given });
  return { itemId, version, ...input };
}

/** The events about something, oldest first. */
export function eventsAbout(subjectId: string) {
  return db().event.findMany({
    where: { subjectId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: { type: true, actor: true, snapshot: true, previous: true, subjectName: true, dispatchedAt: true },
  });
}
