import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { refuse } from "@/lib/waiting/refusals";
import { moved } from "@/lib/waiting/rules";
import { recordStaffChange } from "@/lib/waiting/staff-event";
import type { MoveInput } from "@/lib/waiting/staff-input";
import { countWaiting, lockPlace } from "@/lib/waiting/with-place";

/**
 * Puts a place elsewhere in its line, with a reason that stands in the log; those between move up or down by one. The line's positions stay, others stand
 * at them. Returns where it is now, counted from 1. Refuses `not_in_line` for one that does not wait, `not_found`, `not_permitted`, `busy`.
 */
export async function movePlace(actor: Actor | null, { placeId, to, reason }: MoveInput): Promise<number> {
  const who = requirePermission(actor, "waiting.manage");
  return inTransaction(async (tx) => {
    const place = await lockPlace(tx, { id: placeId });
    const line = await readLine(tx, place.levelId);
    const from = line.findIndex(({ id }) => id === placeId) + 1;
    if (from === 0) return refuse("not_in_line", {});
    const now = Math.min(to, line.length);
    if (now === from) return now;
    const ids = line.map(({ id }) => id);
    const positions = line.map(({ position }) => position ?? 0);
    await standAt(tx, moved(ids, placeId, now), positions);
    await countWaiting(tx, place.levelId, 0);
    const change = { snapshot: { place: now }, previous: { place: from } };
    await recordStaffChange(tx, who, "waiting.moved", { place, reason, ...change });
    announce(tx, "stock", "waiting");
    return now;
  });
}

function readLine(tx: Tx, levelId: string) {
  return tx.waitingPlace.findMany({
    where: { levelId, state: "waiting" },
    select: { id: true, position: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
}

async function standAt(tx: Tx, ids: readonly string[], positions: readonly number[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE waiting_places p SET position = s.position, version = version + 1
      FROM unnest(${[...ids]}::text[], ${[...positions]}::int[]) AS s(id, position) WHERE p.id = s.id AND p.position <> s.position`;
}
