import type { Actor } from "@/lib/actor";
import { announce, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { newShop } from "@/lib/settings/queries";

type Ordering = { open: boolean; message: string };

/** Turns the open/closed switch, which ends a pause, and records `shop.opened` or `shop.closed`, once however many press it at the same moment. */
export async function switchOrdering(tx: Tx, actor: Actor, { open, message }: Ordering): Promise<void> {
  await tx.shop.createMany({ data: [{ id: newShop.id, name: newShop.name }], skipDuplicates: true });
  const { count } = await tx.shop.updateMany({
    where: { id: newShop.id, orderingOpen: !open },
    data: { orderingOpen: open, closedMessage: message, orderingPausedUntil: null, pausedMessage: "" },
  });
  if (count === 0) return;
  await recordEvent(tx, actor, {
    type: open ? "shop.opened" : "shop.closed",
    subject: { kind: "shop", id: newShop.id, name: "Ordering" },
    at: new Date(),
    snapshot: { orderingOpen: open, closedMessage: message },
    previous: { orderingOpen: !open },
  });
  announce(tx, "shop");
}
