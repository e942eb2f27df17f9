import type { Actor } from "@/lib/actor";
import { lockShop } from "@/lib/db/locks";
import { announce, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { newShop } from "@/lib/settings/queries";

/** A pause of ordering as it stands; null: there is none, or it is over. */
export type Paused = { pausedUntil: Date | null; pausedMessage: string };

/** Locks the shop, and reads the switch, the pause and the database's clock as they are then. */
export async function lockOrdering(tx: Tx): Promise<Paused & { open: boolean; now: Date }> {
  await tx.shop.createMany({ data: [{ id: newShop.id, name: newShop.name }], skipDuplicates: true });
  await lockShop(tx, newShop.id);
  const [found] = await tx.$queryRaw<(Paused & { open: boolean; now: Date })[]>`
    SELECT date_trunc('milliseconds', holdfast_now()) AS now, ordering_open AS open,
           CASE WHEN ordering_paused_until > holdfast_now() THEN ordering_paused_until END AS "pausedUntil",
           CASE WHEN ordering_paused_until > holdfast_now() THEN paused_message ELSE '' END AS "pausedMessage"
      FROM shop WHERE id = ${newShop.id}`;
  if (!found) throw new Error("The shop that was locked is not there.");
  return found;
}

type Change = { type: "shop.paused" | "shop.resumed"; at: Date; previous: Paused; next: Paused };

/** Stores a pause, or that there is none, with its line in the log, and tells every process. */
export async function recordOrdering(tx: Tx, who: Actor, { type, at, previous, next }: Change): Promise<void> {
  const data = { orderingPausedUntil: next.pausedUntil, pausedMessage: next.pausedMessage };
  await tx.shop.update({ where: { id: newShop.id }, data, select: { id: true } });
  await recordEvent(tx, who, {
    type,
    subject: { kind: "shop", id: newShop.id, name: "Ordering" },
    at,
    snapshot: told(next),
    previous: told(previous),
  });
  announce(tx, "shop");
}

function told({ pausedUntil, pausedMessage }: Paused) {
  return { pausedUntil: pausedUntil?.toISOString() ?? null, pausedMessage };
}
