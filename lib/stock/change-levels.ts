import type { Actor } from "@/lib/actor";
import type { LockedLevel } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { announce } from "@/lib/db/transaction";
import { actorRecord } from "@/lib/history/record-event";

/** How a level changes, in units: positive adds. */
export type LevelChange = { levelId: string; onHand: number; committed: number; held: number };

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
  | "entry_undone";

/** What an entry follows from, beside an order: its id leads to it. */
export type EntryCause = { kind: "plan" | "stocktake" | "close" | "sale"; id: string };

/** SQL expressions for what the entries say of the cause. */
type Cause = {
  changes: string;
  reason: string;
  note: string;
  orderId: string;
  orderNumber: string;
  actor: string;
  at: string;
  /** For a cause beside an order; NULL unless said. */
  causeKind?: string;
  causeId?: string;
  undoesId?: string;
};

/**
 * Two common table expressions, `changed_levels` and `stock_entries_made`: the one way in which a level changes, always with its
 * ledger entry. For a statement that runs after the levels were locked. `changes` is a jsonb array of LevelChange.
 */
export function changeLevelsSql(cause: Cause): string {
  return `
  changed_levels AS (
    UPDATE stock_levels l
       SET on_hand = l.on_hand + c."onHand", committed = l.committed + c.committed, held = l.held + c.held,
           version = l.version + 1, updated_at = ${cause.at}
      FROM jsonb_to_recordset(${cause.changes}) AS c("levelId" text, "onHand" int, committed int, held int)
     WHERE l.id = c."levelId"
    RETURNING l.id, l.on_hand, l.committed, l.held, c."onHand" AS on_hand_delta, c.committed AS committed_delta, c.held AS held_delta
  ),
  stock_entries_made AS (
    INSERT INTO stock_entries (level_id, on_hand_delta, committed_delta, held_delta, on_hand_after, committed_after, held_after,
                               reason, note, order_id, order_number, cause_kind, cause_id, undoes_id, actor, at)
    SELECT id, on_hand_delta, committed_delta, held_delta, on_hand, committed, held,
           ${cause.reason}, ${cause.note}, ${cause.orderId}, ${cause.orderNumber},
           ${cause.causeKind ?? "NULL"}, ${cause.causeId ?? "NULL"}, ${cause.undoesId ?? "NULL::bigint"}, ${cause.actor}, ${cause.at}
      FROM changed_levels
    RETURNING id, level_id, at
  )`;
}

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
  SELECT id::text, level_id AS "levelId", at FROM stock_entries_made`;

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
 * it is. The database refuses to promise more than is on hand (23514). A level that is not there is a bug and throws.
 */
export async function changeLevels(
  tx: Tx,
  actor: Actor,
  changes: readonly LevelChange[],
  why: StockCause,
): Promise<MadeEntry[]> {
  const effective = changes.filter((change) => change.onHand !== 0 || change.committed !== 0 || change.held !== 0);
  if (effective.length === 0) return [];
  const { reason, note = "", order, cause, undoes } = why;
  const made = await tx.$queryRawUnsafe<MadeEntry[]>(
    standalone,
    ...[
      JSON.stringify(effective),
      reason,
      note,
      order?.id ?? null,
      order?.number ?? null,
      JSON.stringify(actorRecord(actor)),
      ...[cause?.kind ?? null, cause?.id ?? null, undoes ?? null],
    ],
  );
  if (made.length !== effective.length) throw new Error("A stock level to be changed is not there.");
  announce(tx, "stock");
  return made;
}

/** Units of a locked level that can still be promised. */
export function availableIn(level: Pick<LockedLevel, "onHand" | "committed" | "held">): number {
  return level.onHand - level.committed - level.held;
}
