import { type Actor, requirePermission } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { inTransaction, translateTrouble } from "@/lib/db/transaction";
import { applyChange, notingMissed } from "@/lib/orders/apply-change";
import type { ChangeOrderInput } from "@/lib/orders/change-input";
import { lockAndRead } from "@/lib/orders/move-order";
import { askingAnew } from "@/lib/orders/not-open";
import { type Offer, readOffer } from "@/lib/orders/offer";
import { lockPeopleOfChange, type Whose } from "@/lib/orders/people-of-change";
import { refuse } from "@/lib/orders/refusals";
import { requireStillOpen } from "@/lib/orders/require-still-open";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { canChange } from "@/lib/orders/status";
import { refuseChanged, refuseStatus } from "@/lib/orders/who-changed";
import { refuseCommon } from "@/lib/refusal";
import { fromDate } from "@/lib/time";

/**
 * Changes an order that is not packed yet: quantities, lines, pickup day, contact and note, all of it or nothing. Only the difference moves in
 * stock, under the same locks as placing. Lines that stay keep their price. The customer is told. Changing nothing is no change.
 *
 * Closed ordering and cut-offs do not bind staff; what is there does, and so do limits on what grows, unless they are lifted for this order with a
 * reason. Refuses `out_of_stock` with every short line, `limit_passed`, `person_limit`, `not_yet`, `not_on_sale` for what is added, `day_closed`,
 * `slot_full`, `slot_closed`, `slot_gone`, `order_emptied`, `total_too_large`, `wrong_status`, `changed_meanwhile`, `not_found`, `busy`.
 */
export async function changeOrder(actor: Actor | null, input: ChangeOrderInput): Promise<OrderSnapshot> {
  const who = requirePermission(actor, "orders.change");
  if (input.lift) requirePermission(actor, "orders.lift_limit");
  return askingAnew(async () => {
    const { offer, channel, whose } = await offerFor(input);
    return notingMissed(channel, offer, () =>
      inTransaction(async (tx) => {
        const people = await lockPeopleOfChange(tx, offer, whose);
        const before = await lockAndRead(tx, input.orderId);
        if (!canChange(before.status)) await refuseStatus(tx, before);
        if (before.revision !== input.revision) await refuseChanged(tx, before);
        const moves = offer.day !== before.pickupDay;
        if (moves && !offer.dayAhead) refuse("day_closed", { day: offer.day });
        const after = await applyChange(tx, before, { actor: who, input, offer, people });
        // Whoever closes that day meanwhile is shown this order, or it does not come.
        if (moves)
          await requireStillOpen(tx, { day: offer.day, calendar: offer.calendar, variantIds: [], bound: null });
        return after;
      }),
    );
  });
}

/** What the shop offers on the day, of what the order has and what is added. Read without a lock: the revision guards what it is read by. */
const whoseFields = { customerEmail: true, customerPhone: true } as const;
type Found = { offer: Offer; channel: string; whose: Whose };

async function offerFor({ orderId, day, added = [], contact }: ChangeOrderInput): Promise<Found> {
  const found = await reading(() =>
    db().order.findUnique({
      where: { id: orderId },
      select: { ...whoseFields, pickupDay: true, channel: true, lines: { select: { variantId: true } } },
    }),
  );
  if (!found) return refuseCommon("not_found", { what: "order" });
  const ids = [...found.lines, ...added].map((line) => line.variantId);
  const offer = await readOffer(day ?? fromDate(found.pickupDay), { ids: [...new Set(ids)] });
  const before = { email: found.customerEmail, phone: found.customerPhone };
  return { offer, channel: found.channel, whose: { orderId, before, contact } };
}

async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw translateTrouble(error);
  }
}
