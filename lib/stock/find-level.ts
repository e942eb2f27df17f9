import { type LockedLevel, lockLevels } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { refuseCommon } from "@/lib/refusal";
import { refuse } from "@/lib/stock/refusals";
import { type Day, toDate } from "@/lib/time";

/**
 * Locks the level of a variant for a day, making it if nothing was ever planned for that day.
 * Refuses `not_found` and `wrong_kind_of_day` (goods that keep have no day; others need one).
 */
export async function lockLevelFor(tx: Tx, variantId: string, day: Day | null): Promise<LockedLevel> {
  const variant = await tx.variant.findUnique({
    where: { id: variantId },
    select: { item: { select: { keeps: true } } },
  });
  if (!variant) return refuseCommon("not_found", { what: "variant" });
  if (variant.item.keeps !== (day === null)) return refuse("wrong_kind_of_day", { keeps: variant.item.keeps });
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO stock_levels AS l (id, variant_id, day) VALUES (${newId("lvl")}, ${variantId}, ${day && toDate(day)}::date)
    ON CONFLICT (variant_id, day) DO UPDATE SET updated_at = l.updated_at
    RETURNING id`;
  const [level] = await lockLevels(tx, found ? [found.id] : []);
  if (!level) throw new Error("A stock level that was just found is not there.");
  return level;
}
