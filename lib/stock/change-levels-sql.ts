/** How a level changes, in units: positive adds. `waiting` is in places of its waiting list. */
export type LevelChange = { levelId: string; onHand: number; committed: number; held: number; waiting?: number };

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
           waiting = l.waiting + coalesce(c.waiting, 0), version = l.version + 1, updated_at = ${cause.at}
      FROM jsonb_to_recordset(${cause.changes}) AS c("levelId" text, "onHand" int, committed int, held int, waiting int)
     WHERE l.id = c."levelId"
    RETURNING l.id, l.on_hand, l.committed, l.held, l.waiting, c."onHand" AS on_hand_delta, c.committed AS committed_delta, c.held AS held_delta
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
