import { db } from "@/lib/db/client";
import { contact, fillCart, type Stocked, stock, submit } from "@/tests/support/shop";

/** An item of which a person may have so many in so many days. */
export async function limited(
  onHand: number,
  { limit = 2, days = 7 }: { limit?: number; days?: number } = {},
): Promise<Stocked & { itemId: string }> {
  const made = await stock(onHand);
  const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: made.variantId }, select: { itemId: true } });
  await db().item.update({ where: { id: itemId }, data: { limitPerPerson: limit, limitDays: days } });
  return { ...made, itemId };
}

type Who = { email?: string; phone?: string };

/** Who orders: with nothing typed but this. */
export function contactOf({ email = "", phone = "" }: Who) {
  return {
    ...contact,
    customer: { name: "Maya Lindqvist", email, phone },
    notify: { email: email !== "", text: false },
  };
}

/** Somebody orders some of a variant on the web. */
export async function order(who: Who, { variantId }: { variantId: string }, quantity = 1) {
  return submit(await fillCart([{ variantId, quantity }]), contactOf(who));
}

/** Moves an order's placing into the past. */
export async function placedDaysAgo(orderId: string, days: number): Promise<void> {
  await db()
    .$executeRaw`UPDATE orders SET placed_at = placed_at - make_interval(secs => ${days} * 86400.0) WHERE id = ${orderId}`;
}
