import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/queue/enqueue";
import { recordShopChange } from "@/lib/settings/record-shop-change";
import { type Day, toDate } from "@/lib/time";

/**
 * Closes a single day although its weekday is open; closing it again only changes the reason. Returns how many open orders are for that day: they
 * stay, and somebody has to call. The bake plan is brought to it by a job. Refuses `not_permitted`.
 */
export async function closeDay(actor: Actor | null, { day, reason }: { day: Day; reason: string }): Promise<number> {
  const who = requirePermission(actor, "settings.change");
  return inTransaction(async (tx) => {
    const before = await tx.closedDay.findUnique({ where: { day: toDate(day) } });
    const key = { day: toDate(day) };
    if (before?.reason !== reason) {
      await tx.closedDay.upsert({ where: key, create: { ...key, reason }, update: { reason } });
      const previous = { closedDay: before ? { day, reason: before.reason } : null };
      await enqueue(tx, "stock.plan", {});
      await recordShopChange(tx, who, { previous, snapshot: { closedDay: { day, reason } } });
    }
    const [{ orders } = { orders: 0 }] = await tx.$queryRaw<{ orders: number }[]>`
      SELECT count(*)::int AS orders FROM orders WHERE pickup_day = ${day}::date AND status IN ('placed', 'accepted', 'ready')`;
    return orders;
  });
}
