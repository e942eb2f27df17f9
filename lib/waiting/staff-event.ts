import type { Actor } from "@/lib/actor";
import { fullName, variantLabel } from "@/lib/catalog/rules";
import type { Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { fromDate } from "@/lib/time";
import type { LockedPlace } from "@/lib/waiting/with-place";

type Change = {
  place: LockedPlace;
  reason: string;
  snapshot?: Record<string, number>;
  previous?: Record<string, number>;
};

/** Writes into the log what staff did to a place in line, and why. The customer's name and address are not in it. */
export async function recordStaffChange(tx: Tx, who: Actor, type: string, change: Change): Promise<void> {
  const { place, reason, snapshot = {}, previous } = change;
  const variant = await tx.variant.findUniqueOrThrow({
    where: { id: place.variantId },
    select: { name: true, size: true, item: { select: { name: true } } },
  });
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const name = `${place.wanted} × ${fullName(variant.item.name, variantLabel(variant))}`;
  const day = place.day ? { day: fromDate(place.day) } : {};
  const told = { ...day, reason, ...snapshot };
  await recordEvent(tx, who, { type, at, subject: { kind: "waiting", id: place.id, name }, snapshot: told, previous });
}
