import type { Actor } from "@/lib/actor";
import type { LockedLevel } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { announce } from "@/lib/db/transaction";
import { actorRecord } from "@/lib/history/record-event";
import { changeLevelsSql, type LevelChange } from "@/lib/stock/change-levels-sql";
import { offerFreed } from "@/lib/stock/offer-freed";

export type StockReason =
  | "received"
  | "counted"
  | "order_placed"
  | "order_completed"
  | "order_cancelled"
  | "order_not_collected"
  | "order_undone"
  | "order_changed"
  | "sold_at_counter"
  | "sale_undone"
  | "written_off"
  | "planned"
  | "carried_over"
  | "entry_undone"
  | "held"
  | "hold_given_back"
  | "hold_ended"
  | "offered"
  | "offer_declined";

/** What an entry follows from, beside an order: its id leads to it. */
export type EntryCause = { kind: "plan" | "stocktake" | "close" | "sale"; id: string };

const standalone = `WITH moment AS MATERIALIZED (SELECT holdfast_now() AS at), ${changeLevelsSql({
  changes: "$1::jsonb",
  reason: "$2",
  note: "$3",
  orderId: "$4",
  orderNumber: "$5::int",
  actor: "$6::jsonb",
  at: "(SELECT at FROM moment)",
  causeKind: "$7",
  causeId: "$8",
  undoesId: "$9::bigint",
})}
  SELECT e.id::text, e.level_id AS "levelId", e.at,
         (l.waiting > 0 AND l.on_hand - l.committed - l.held > 0)
           OR (l.held_delta < 0 AND EXISTS (SELECT 1 FROM waiting_places p WHERE p.level_id = l.id AND p.state = 'offered')) AS awaited
    FROM stock_entries_made e JOIN changed_levels l ON l.id = e.level_id`;

export type StockCause = {
  reason: StockReason;
  note?: string;
  order?: { id: string; number: number };
  cause?: EntryCause;
  /** The entry that this one takes back. */
  undoes?: string;
};

/** A ledger entry that was just written. All of one call carry the same instant. */
export type MadeEntry = { id: string; levelId: string; at: Date };

/**
 * Changes levels that this transaction has locked, and writes their ledger entries, which it returns: none for a level that stays as
 * it is. Units that came free go to those who wait for them, in the same transaction. The database refuses to promise more than is on hand
 * (23514). A level that is not there is a bug and throws.
 */
export async function changeLevels(
  tx: Tx,
  actor: Actor,
  changes: readonly LevelChange[],
  why: StockCause,
): Promise<MadeEntry[]> {
  const effective = changes.filter((change) => change.onHand !== 0 || change.committed !== 0 || change.held !== 0);
  if (effective.length === 0) return [];
  const made = await tx.$queryRawUnsafe<(MadeEntry & { awaited: boolean })[]>(
    standalone,
    JSON.stringify(effective),
    ...parametersOf(why, actor),
  );
  if (made.length !== effective.length) throw new Error("A stock level to be changed is not there.");
  announce(tx, "stock");
  await offerFreed(
    tx,
    made.filter(({ awaited }) => awaited).map(({ levelId }) => levelId),
  );
  return made.map(({ id, levelId, at }) => ({ id, levelId, at }));
}

function parametersOf({ reason, note = "", order, cause, undoes }: StockCause, actor: Actor) {
  const about = [order?.id ?? null, order?.number ?? null];
  const from = [cause?.kind ?? null, cause?.id ?? null, undoes ?? null];
  return [reason, note, ...about, JSON.stringify(actorRecord(actor)), ...from];
}

/** Units of a locked level that can still be promised. */
export function availableIn(level: Pick<LockedLevel, "onHand" | "committed" | "held">): number {
  return level.onHand - level.committed - level.held;
}
