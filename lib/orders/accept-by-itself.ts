import type { SystemActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { acceptOrder } from "@/lib/orders/accept-order";
import { isRefusal } from "@/lib/refusal";
import { getShop } from "@/lib/settings/queries";

const byItself: SystemActor = { kind: "system", name: "the shop" };
const mostAtOnce = 100;

/** Accepts the order that an event says was placed, if the shop accepts by itself. Doing it again changes nothing. */
export async function acceptByItself(eventId: string): Promise<void> {
  const event = await db().event.findUnique({ where: { id: eventId }, select: { type: true, orderId: true } });
  if (event?.type !== "order.placed" || !event.orderId) return;
  if ((await getShop()).acceptsByItself) await acceptIfPlaced(event.orderId);
}

/** Accepts the orders that still wait, if the shop accepts by itself: those whose job was lost, or that came before it was switched on. */
export async function acceptWaiting(): Promise<void> {
  if (!(await getShop()).acceptsByItself) return;
  const waiting = await db().order.findMany({
    where: { status: "placed" },
    select: { id: true },
    orderBy: { placedAt: "asc" },
    take: mostAtOnce,
  });
  for (const { id } of waiting) await acceptIfPlaced(id);
}

async function acceptIfPlaced(orderId: string): Promise<void> {
  try {
    await acceptOrder(byItself, { orderId });
  } catch (error) {
    if (!isRefusal(error, "wrong_status")) throw error;
  }
}
