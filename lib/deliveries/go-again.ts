import { announce, type Tx } from "@/lib/db/transaction";
import type { Surroundings } from "@/lib/deliveries/channels/kind";
import { type Fresh, freshBytes } from "@/lib/deliveries/fresh-bytes";
import { type Again, lockAgain, requireWay } from "@/lib/deliveries/lock-again";
import { type Arrived, tellsNow, type Way } from "@/lib/deliveries/rules-of-again";
import { type Copy, type SameRow, storeCopies, storeSameRows } from "@/lib/deliveries/store-again";
import { wakeMany } from "@/lib/deliveries/wake";
import { newId } from "@/lib/id";
import { isRefusal, type Refusal } from "@/lib/refusal";

/** A delivery that goes once more: the one asked for, and the one that goes, which may be itself. */
export type Gone = { row: Again; id: string };

export type WentAgain = { gone: Gone[]; refused: { id: string; refusal: Refusal }[] };

type Going = { row: Again; way: Way };

/**
 * The step of sending again: locks deliveries, finds for each how it goes once more or why it does not, and makes it due with its wake-up. An id that is not there
 * is in neither list.
 */
export async function goAgain(
  tx: Tx,
  { ids, arrived }: { ids: readonly string[]; arrived: Arrived },
  around: Surroundings,
): Promise<WentAgain> {
  const rows = await lockAgain(tx, ids, arrived);
  const asked = rows.map((row) => askWay(row, arrived));
  const going = asked.flatMap((one) => ("way" in one ? [one] : []));
  const refused = asked.flatMap((one) => ("refusal" in one ? [one] : []));
  const now = going.filter(({ way }) => tellsNow(way)).map(({ row, way }) => ({ row, copy: way === "copy_now" }));
  const fresh = await freshBytes(tx, now, around);
  const gone = going.map(({ row, way }) => ({ row, id: goingId(row, way, fresh) }));
  const same = gone.filter(({ row, id }) => row.id === id).map(({ row }) => sameRow(row, fresh));
  const copies = gone.filter(({ row, id }) => row.id !== id).map(({ row, id }) => copyOf(row, id, fresh));
  await wakeMany(tx, [...(await storeSameRows(tx, same)), ...(await storeCopies(tx, copies))]);
  announce(tx, "deliveries");
  return { gone, refused };
}

function askWay(row: Again, arrived: Arrived): Going | WentAgain["refused"][number] {
  try {
    return { row, way: requireWay(row, arrived) };
  } catch (error) {
    if (isRefusal(error)) return { id: row.id, refusal: error };
    throw error;
  }
}

function goingId(row: Again, way: Way, fresh: ReadonlyMap<string, Fresh>): string {
  return way === "copy" ? newId("dlv") : (fresh.get(row.id)?.id ?? row.id);
}

function sameRow({ id }: Again, fresh: ReadonlyMap<string, Fresh>): SameRow {
  const { address, body } = fresh.get(id) ?? {};
  return { id, ...(body !== undefined && { address, body }) };
}

function copyOf(row: Again, id: string, fresh: ReadonlyMap<string, Fresh>): Copy {
  const { eventId, ...bytes } = fresh.get(row.id) ?? { eventId: row.eventId };
  return { ...bytes, id, repeatsId: row.id, eventId };
}
