import type { Actor } from "@/lib/actor";
import { lockSlots } from "@/lib/db/locks-of-pickup";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import { refuseCommon } from "@/lib/refusal";
import { formatShortDay, fromDate } from "@/lib/time";

/** Closes or reopens a slot and records it, once however many press it at the same moment. Returns how many open orders are in it. */
export async function switchSlot(who: Actor, id: string, closed: boolean): Promise<{ orders: number }> {
  return inTransaction(async (tx) => {
    const found = await tx.pickupSlot.findUnique({ where: { id } });
    if (!found) return refuseCommon("not_found", { what: "time" });
    const [slot] = (await lockSlots(tx, [{ id, day: fromDate(found.day) }])).values();
    if (!slot) return refuseCommon("not_found", { what: "time" });
    if (slot.closed !== closed) await store(tx, who, { ...found, closed });
    const orders = await tx.order.count({ where: { slotId: id, status: { in: ["placed", "accepted", "ready"] } } });
    return { orders };
  });
}

type Switched = { id: string; day: Date; startsMinute: number; endsMinute: number; closed: boolean };

async function store(tx: Tx, who: Actor, { id, day, closed, ...time }: Switched): Promise<void> {
  const [{ at, locale } = { at: new Date(), locale: "en-GB" }] = await tx.$queryRaw<{ at: Date; locale: string }[]>`
    SELECT holdfast_now() AS at, locale FROM shop`;
  await tx.pickupSlot.update({
    where: { id },
    data: { closedAt: closed ? at : null, version: { increment: 1 } },
    select: { id: true },
  });
  await recordEvent(tx, who, {
    type: closed ? "slot.closed" : "slot.reopened",
    subject: { kind: "slot", id, name: `${formatShortDay(fromDate(day), locale)}, ${timeWords(time, locale)}` },
    at,
    snapshot: { day: fromDate(day), closed },
    previous: { closed: !closed },
  });
  announce(tx, "stock");
}
