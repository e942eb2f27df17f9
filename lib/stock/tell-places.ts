import type { Actor } from "@/lib/actor";
import { fullName, variantLabel } from "@/lib/catalog/rules";
import type { Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { fromDate } from "@/lib/time";

/** What a customer in line is told: to confirm, of an offer, that it is kept longer, that its time is over, or that the list has ended: none came back, or the day was closed. */
export type PlaceNews =
  | "waiting.asked"
  | "waiting.offered"
  | "waiting.kept_longer"
  | "waiting.passed"
  | "waiting.over"
  | "waiting.shut";

/** Records for each of the places, as it is now, that something happened of which its customer is told. */
export async function tellPlaces(tx: Tx, actor: Actor, type: PlaceNews, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  for (const place of await readPlaces(tx, ids)) {
    const { id, token, variant, day, wanted, offeredUnits, offeredUntil, state } = place;
    const item = fullName(variant.item.name, variantLabel(variant));
    const units = offeredUnits ?? wanted;
    await recordEvent(tx, actor, {
      ...{ type, at, told: true, subject: { kind: "waiting", id, name: `${units} × ${item}` } },
      snapshot: {
        ...{ token, item, state, wanted, units, day: day && fromDate(day) },
        until: offeredUntil?.toISOString() ?? null,
      },
      personal: { snapshot: { name: place.name, email: place.email, phone: place.phone } },
    });
  }
}

function readPlaces(tx: Tx, ids: readonly string[]) {
  return tx.waitingPlace.findMany({
    where: { id: { in: [...ids] } },
    select: {
      ...{ id: true, token: true, state: true, day: true, wanted: true, offeredUnits: true, offeredUntil: true },
      ...{ name: true, email: true, phone: true },
      variant: { select: { name: true, size: true, item: { select: { name: true } } } },
    },
    orderBy: { id: "asc" },
  });
}
