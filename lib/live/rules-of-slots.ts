import type { LiveSlot } from "@/lib/live/rules";
import { roomIn, type SlotView, stateOf } from "@/lib/pickup/rules-of-slots";

/** A slot as open pages of customers hear of it. */
export function liveSlot(slot: SlotView, now: Date): LiveSlot {
  const state = stateOf(slot, { work: 0, bound: true, now });
  return {
    ...{ id: slot.id, startsMinute: slot.startsMinute, endsMinute: slot.endsMinute },
    room: roomIn(slot),
    alone: roomIn({ ...slot, dayRoom: null }),
    state: state === "closed" || state === "past" ? state : "open",
    version: slot.version,
  };
}
