import { type Actor, requirePermission } from "@/lib/actor";
import { lockCalendar } from "@/lib/db/locks-of-pickup";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/queue/enqueue";
import { recordShopChange } from "@/lib/settings/record-shop-change";
import { type Day, toDate } from "@/lib/time";

/** Open orders for a day that was closed, which stay so that somebody has to call, and places in line for something of it. */
export type Concerned = { orders: number; waiting: number };

/**
 * Closes a single day although its weekday is open; closing it again only changes the reason. Returns whom it concerns: no order comes for it any more, by any
 * door, that is not among them. The bake plan is brought to it by a job, and the waiting lists of that day end by another, a little later. Refuses `not_permitted`, `busy`.
 */
export async function closeDay(actor: Actor | null, { day, reason }: { day: Day; reason: string }): Promise<Concerned> {
  const who = requirePermission(actor, "settings.change");
  return inTransaction(async (tx) => {
    await lockCalendar(tx);
    const before = await tx.closedDay.findUnique({ where: { day: toDate(day) } });
    const key = { day: toDate(day) };
    if (before?.reason !== reason) {
      await tx.closedDay.upsert({ where: key, create: { ...key, reason }, update: { reason } });
      const previous = { closedDay: before ? { day, reason: before.reason } : null };
      await enqueue(tx, "stock.plan", {});
      await enqueue(tx, "waiting.close", {});
      await recordShopChange(tx, who, { previous, snapshot: { closedDay: { day, reason } } });
    }
    const [concerned] = await tx.$queryRaw<Concerned[]>`
      SELECT (SELECT count(*)::int FROM orders WHERE pickup_day = ${day}::date AND status IN ('placed', 'accepted', 'ready')) AS orders,
             (SELECT count(*)::int FROM waiting_places WHERE day = ${day}::date AND state IN ('waiting', 'offered')) AS waiting`;
    return concerned!;
  });
}
