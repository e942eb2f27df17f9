import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/queue/enqueue";
import { recordShopChange } from "@/lib/settings/record-shop-change";
import { type Day, toDate } from "@/lib/time";

/** Opens a day again that was closed by itself. Its waiting lists go on, if they have not ended. Opening an open day changes nothing. Refuses `not_permitted`. */
export async function reopenDay(actor: Actor | null, { day }: { day: Day }): Promise<void> {
  const who = requirePermission(actor, "settings.change");
  await inTransaction(async (tx) => {
    const [gone] = await tx.$queryRaw<{ reason: string }[]>`
      DELETE FROM closed_days WHERE day = ${toDate(day)}::date RETURNING reason`;
    if (!gone) return;
    await enqueue(tx, "stock.plan", {});
    await enqueue(tx, "waiting.close", {});
    const previous = { closedDay: { day, reason: gone.reason } };
    await recordShopChange(tx, who, { previous, snapshot: { closedDay: null } });
  });
}
