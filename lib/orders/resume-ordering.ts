import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrdering, recordOrdering } from "@/lib/settings/lock-ordering";

/** Ends a pause of ordering before its time. Where ordering is not paused nothing changes. Refuses `not_permitted`, `busy`. */
export async function resumeOrdering(actor: Actor | null): Promise<void> {
  const who = requirePermission(actor, "shop.open");
  await inTransaction(async (tx) => {
    const { open: _, now, ...previous } = await lockOrdering(tx);
    if (previous.pausedUntil === null) return;
    const next = { pausedUntil: null, pausedMessage: "" };
    await recordOrdering(tx, who, { type: "shop.resumed", at: now, previous, next });
  });
}
