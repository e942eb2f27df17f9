import { type FreeSlot, refuse } from "@/lib/pickup/refusals";
import {
  type Asked,
  nextOf,
  roomIn,
  type SlotView,
  slotsWithRoom,
  stateOf,
  timeWords,
} from "@/lib/pickup/rules-of-slots";

/** The slots of a day, and how its times are written. */
export type SlotsOfDay = { slots: readonly SlotView[]; locale: string };

/**
 * The slot that an order is to be in, read without a lock: the one asked for, or the next with room; null on a day without any.
 * Refuses `slot_full`, `slot_closed` and `slot_gone`, with those that have room.
 */
export function chooseSlot(offer: SlotsOfDay, slotId: string | null, asked: Asked): SlotView | null {
  if (slotId === null && offer.slots.length === 0) return null;
  const free = slotsWithRoom(offer.slots, asked);
  if (slotId === null) return nextOf(free, asked.now) ?? refuse("slot_full", { slots: [] });
  const found = offer.slots.find((slot) => slot.id === slotId);
  if (!found) return refuse("slot_gone", { slots: freeSlots(offer, asked) });
  const state = stateOf(found, asked);
  if (state === "free") return found;
  return refuse(state === "full" ? "slot_full" : "slot_closed", { slots: freeSlots(offer, asked) });
}

/** The slots that have room for what is asked, as a refusal names them. */
export function freeSlots({ slots, locale }: SlotsOfDay, asked: Asked): FreeSlot[] {
  return slotsWithRoom(slots, asked).map((slot) => ({
    ...{ id: slot.id, startsAt: slot.startsAt, endsAt: slot.endsAt },
    ...{ words: timeWords(slot, locale), room: roomIn(slot) },
  }));
}
