import { fullName, variantLabel } from "@/lib/catalog/rules";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { refuseCommon } from "@/lib/refusal";
import { type CurrentLevel, lockCurrent } from "@/lib/stock/lock-current";
import { refuse } from "@/lib/stock/refusals";
import { type Day, toDate } from "@/lib/time";

/** A locked level and what it is of. */
export type NamedLevel = CurrentLevel & { day: Day | null; sku: string; name: string };

/**
 * Locks the level of a variant for a day, making it if nothing was ever planned for that day.
 * Refuses `not_found` and `wrong_kind_of_day` (goods that keep have no day; others need one).
 */
export async function lockLevelFor(tx: Tx, variantId: string, day: Day | null): Promise<NamedLevel> {
  const variant = await tx.variant.findUnique({
    where: { id: variantId },
    select: { sku: true, name: true, size: true, item: { select: { keeps: true, name: true } } },
  });
  if (!variant) return refuseCommon("not_found", { what: "variant" });
  if (variant.item.keeps !== (day === null)) return refuse("wrong_kind_of_day", { keeps: variant.item.keeps });
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO stock_levels AS l (id, variant_id, day) VALUES (${newId("lvl")}, ${variantId}, ${day && toDate(day)}::date)
    ON CONFLICT (variant_id, day) DO UPDATE SET updated_at = l.updated_at
    RETURNING id`;
  const [level] = await lockCurrent(tx, found ? [found.id] : []);
  if (!level) throw new Error("A stock level that was just found is not there.");
  const { sku, item } = variant;
  return { ...level, day, sku, name: fullName(item.name, variantLabel(variant)) };
}

type Key = { variantId: string; day: Day | null };
type Found = Key & { id: string; sku: string; name: string };

/**
 * Locks the levels of many variants for one day, by variant: goods that keep by their level without a day. What was never planned is made.
 * Refuses `not_found` if a variant is gone.
 */
export async function lockLevelsFor(tx: Tx, variantIds: readonly string[], day: Day): Promise<Map<string, NamedLevel>> {
  const variants = await tx.variant.findMany({
    where: { id: { in: [...variantIds] } },
    select: { id: true, item: { select: { keeps: true } } },
  });
  if (variants.length < new Set(variantIds).size) refuseCommon("not_found", { what: "variant" });
  const levels = await lockLevelsAt(
    tx,
    variants.map(({ id, item }) => ({ variantId: id, day: item.keeps ? null : day })),
  );
  return new Map(levels.map((level) => [level.variantId, level]));
}

/** Locks the levels of variants and days, making those that are not there: in one order, so that two such commands cannot wait for each other. */
export async function lockLevelsAt(tx: Tx, keys: readonly Key[]): Promise<NamedLevel[]> {
  const wanted = JSON.stringify(keys.map((key) => ({ ...key, id: newId("lvl") })));
  await tx.$executeRaw`
    INSERT INTO stock_levels (id, variant_id, day)
    SELECT id, "variantId", day FROM jsonb_to_recordset(${wanted}::jsonb) AS k(id text, "variantId" text, day date)
     ORDER BY "variantId", day
    ON CONFLICT (variant_id, day) DO NOTHING`;
  const found = await tx.$queryRaw<Found[]>`
    SELECT s.id, s.variant_id AS "variantId", to_char(s.day, 'YYYY-MM-DD') AS day, v.sku,
           concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, '')) AS name
      FROM jsonb_to_recordset(${wanted}::jsonb) AS k("variantId" text, day date)
     CROSS JOIN LATERAL (
       SELECT * FROM stock_levels WHERE variant_id = k."variantId" AND day = k.day
       UNION ALL
       SELECT * FROM stock_levels WHERE variant_id = k."variantId" AND day IS NULL AND k.day IS NULL) s
      JOIN variants v ON v.id = s.variant_id
      JOIN items i ON i.id = v.item_id`;
  const named = new Map(found.map((level) => [level.id, level]));
  const locked = await lockCurrent(tx, [...named.keys()]);
  return locked.flatMap((level) => {
    const name = named.get(level.id);
    return name ? [{ ...name, ...level }] : [];
  });
}
