import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { timeOf } from "@/lib/orders/draft-order";
import type { Offer } from "@/lib/orders/offer";
import { isBound } from "@/lib/orders/slot-of-order";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { changeSlots, holdSlots, type SlotChange } from "@/lib/pickup/change-slots";
import { chooseSlot } from "@/lib/pickup/choose-slot";
import { type PickupTime, withFreed } from "@/lib/pickup/rules-of-slots";

/**
 * Gives back what a locked order takes of its slot, as it is cancelled. The order goes on saying which time it was for. One that was handed
 * over or not collected keeps it: the work was done.
 */
export async function leaveSlot(tx: Tx, { slot, pickupDay: day, work }: OrderSnapshot): Promise<void> {
  if (!slot || work === 0) return;
  const changes = [{ id: slot.id, day, work: -work }];
  await holdSlots(tx, changes, { offer: { slots: [], locale: "en" }, bound: false });
  await changeSlots(tx, changes);
}

type Planned = { slotId: string | null | undefined; offer: Offer; work: number };

/**
 * The slot that an edited order is to be in: the one asked for; on the same day the one it has; on another the first with room, also for who names
 * the one it had: a form without JavaScript goes on naming it. An order that had a day alone keeps that. Read without a lock. Refuses `slot_full`, `slot_closed`, `slot_gone`.
 */
export function slotAfter(actor: Actor, before: OrderSnapshot, { slotId, offer, work }: Planned): PickupTime | null {
  const stays = offer.day === before.pickupDay;
  const { slot, work: had } = before;
  const named = slotId === slot?.id ? null : (slotId ?? null);
  if (stays && !named) return slot;
  // What the order itself takes of the day does not stand in its way there.
  const slots = offer.slots.map((one) => withFreed(one, stays && slot ? had : 0));
  const chosen = chooseSlot({ ...offer, slots }, named, { work, bound: isBound(actor), now: new Date(offer.readAt) });
  return chosen && timeOf(chosen);
}

type Edit = { before: OrderSnapshot; after: OrderSnapshot; offer: Offer };

/**
 * Moves what an order takes from its old slot to its new one, both locked together, or the difference within one. Comes before the order is
 * stored, since that refers to the slot. Refuses `slot_full`, `slot_closed`, `slot_gone`, `busy`.
 */
export async function moveSlot(tx: Tx, actor: Actor, { before, after, offer }: Edit): Promise<void> {
  const changes = slotChanges(before, after);
  if (changes.length === 0) return;
  await holdSlots(tx, changes, { offer, bound: isBound(actor) });
  await changeSlots(tx, changes);
}

function slotChanges(before: OrderSnapshot, after: OrderSnapshot): SlotChange[] {
  const [from, to] = [before.slot, after.slot];
  if (from?.id === to?.id) {
    const work = after.work - before.work;
    return from && work !== 0 ? [{ id: from.id, day: after.pickupDay, work }] : [];
  }
  return [
    ...(from ? [{ id: from.id, day: before.pickupDay, work: -before.work }] : []),
    ...(to ? [{ id: to.id, day: after.pickupDay, work: after.work, chosen: true }] : []),
  ];
}
