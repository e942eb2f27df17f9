import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { type Demand, workOfDemand } from "@/lib/orders/demand";
import type { Offer } from "@/lib/orders/offer";
import { holdSlots } from "@/lib/pickup/change-slots";
import { chooseSlot } from "@/lib/pickup/choose-slot";
import type { SlotRefusals } from "@/lib/pickup/refusals";
import type { PickupTime } from "@/lib/pickup/rules-of-slots";
import { isRefusal } from "@/lib/refusal";

/** Customers are bound by a slot's lead time; staff are not, as they are not by the day's last moment. */
export function isBound(actor: Actor): boolean {
  return actor.kind !== "staff";
}

/**
 * The slot that a demand is to be in: the one asked for, or the first with room; null on a day without times.
 * Refuses `slot_full`, `slot_closed` and `slot_gone`.
 */
export function slotFor(
  actor: Actor,
  slotId: string | undefined,
  offer: Offer,
  demand: readonly Demand[],
): PickupTime | null {
  return chooseSlot(offer, slotId ?? null, {
    work: workOfDemand(demand),
    bound: isBound(actor),
    now: new Date(offer.readAt),
  });
}

type Taking = { slot: PickupTime | null; offer: Offer; demand: readonly Demand[] };

/** Locks the slot of an order that is being placed, and checks it anew; the statement that stores the order takes its work. */
export async function holdSlotFor(tx: Tx, actor: Actor, { slot, offer, demand }: Taking): Promise<void> {
  if (!slot) return;
  const change = { id: slot.id, day: offer.day, work: workOfDemand(demand), chosen: true };
  await holdSlots(tx, [change], { offer, bound: isBound(actor) });
}

/** Whether somebody was quicker at a time that we chose for who asked for none: then another may do. */
export function lostSlot(error: unknown, slotId: string | undefined): boolean {
  if (slotId || !isRefusal(error)) return false;
  const codes: readonly string[] = ["slot_full", "slot_closed", "slot_gone"] satisfies (keyof SlotRefusals)[];
  return codes.includes(error.code) && (error.detail as SlotRefusals["slot_full"]).slots.length > 0;
}
