import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrdering, recordOrdering } from "@/lib/settings/lock-ordering";
import { refuse } from "@/lib/settings/refusals";

type Pause = { minutes: number; message: string };

/**
 * Pauses ordering for some minutes from now, by the database's clock; it goes on by itself, without a job. Customers read `message` meanwhile. Paused
 * again it lasts from that moment, also shorter. Once this has answered no order of a customer is placed before its end; staff place orders all the same.
 * Returns its end. Refuses `closed_already` while the shop is closed, `not_permitted`, `busy`.
 */
export async function pauseOrdering(actor: Actor | null, { minutes, message }: Pause): Promise<Date> {
  const who = requirePermission(actor, "shop.open");
  return inTransaction(async (tx) => {
    const { open, now, ...previous } = await lockOrdering(tx);
    if (!open) return refuse("closed_already", {});
    const pausedUntil = new Date(now.getTime() + minutes * 60_000);
    await recordOrdering(tx, who, {
      type: "shop.paused",
      at: now,
      previous,
      next: { pausedUntil, pausedMessage: message },
    });
    return pausedUntil;
  });
}
