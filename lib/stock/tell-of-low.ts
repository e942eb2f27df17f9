import { db } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { getShop } from "@/lib/settings/queries";
import { type Day, dayOf } from "@/lib/time";

/** A level that fell to its threshold or below, and stands there. */
export type Fall = { levelId: string; name: string; sku: string; day: Day | null; available: number; lowAt: number };

type Judged = Fall & { version: number; lastEntry: string; judgedEntry: string; fell: boolean };

const system = { kind: "system", name: "Low stock" } as const;

/**
 * Tells staff of levels that fell to their threshold since the last look, by whatever door: one `stock.low` for all that fell since,
 * each fall once, however many workers look. A level is told of again only after it rose above its threshold. Returns what fell.
 */
export async function tellOfLow(now = new Date()): Promise<Fall[]> {
  const { timezone } = await getShop();
  const judged = await judge(dayOf(now, timezone));
  if (judged.length === 0) return [];
  return inTransaction(async (tx) => {
    const marked = new Set(await mark(tx, judged));
    const fallen = judged.filter((level) => level.fell && marked.has(level.levelId)).map(fallOf);
    if (fallen.length > 0) await record(tx, fallen);
    return fallen;
  });
}

/**
 * Levels of today and later that changed since they were last judged. One fell if, in its entries since then, what was available went from
 * above the threshold to it or below, and it has not risen again. What is held counts as there: a checkout in progress is no sale yet. What the bake plan or the close of a day takes off is no fall:
 * nobody bought it, and whoever planned so knows.
 */
function judge(today: Day): Promise<Judged[]> {
  return db().$queryRaw<Judged[]>`
    SELECT s.id AS "levelId", concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, '')) AS name, v.sku, to_char(s.day, 'YYYY-MM-DD') AS day,
           s.on_hand - s.committed AS available, v.low_at AS "lowAt", s.version,
           coalesce(e.last, 0)::text AS "lastEntry", coalesce(m.entry_id, 0)::text AS "judgedEntry",
           s.on_hand - s.committed <= v.low_at AND coalesce(e.crossed, false) AS fell
      FROM stock_levels s
      JOIN variants v ON v.id = s.variant_id
      JOIN items i ON i.id = v.item_id
      LEFT JOIN low_marks m ON m.level_id = s.id
     CROSS JOIN LATERAL (
       SELECT max(id) AS last,
              bool_or(reason <> 'planned' AND cause_kind IS DISTINCT FROM 'close' AND on_hand_after - committed_after <= v.low_at
                AND on_hand_after - committed_after - (on_hand_delta - committed_delta) > v.low_at) AS crossed
         FROM stock_entries WHERE level_id = s.id AND id > coalesce(m.entry_id, 0)) e
     WHERE (s.day IS NULL OR s.day >= ${today}::date) AND s.version IS DISTINCT FROM m.version
     ORDER BY s.day NULLS LAST, i.name, v.sku`;
}

/** Notes how far each level was judged. Another worker that was first has moved the mark: that level is its to tell of. */
async function mark(tx: Tx, judged: readonly Judged[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ levelId: string }[]>`
    INSERT INTO low_marks AS m (level_id, version, entry_id)
    SELECT "levelId", version, greatest("lastEntry", "judgedEntry")
      FROM jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) AS j("levelId" text, version int, "lastEntry" bigint, "judgedEntry" bigint)
     ORDER BY "levelId"
    ON CONFLICT (level_id) DO UPDATE SET version = excluded.version, entry_id = excluded.entry_id
     WHERE m.entry_id = (SELECT j."judgedEntry" FROM jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) AS j("levelId" text, "judgedEntry" bigint)
                          WHERE j."levelId" = m.level_id) AND m.version < excluded.version
    RETURNING level_id AS "levelId"`;
  return rows.map((row) => row.levelId);
}

function fallOf({ levelId, name, sku, day, available, lowAt }: Judged): Fall {
  return { levelId, name, sku, day, available, lowAt };
}

async function record(tx: Tx, fallen: readonly Fall[]): Promise<void> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const [first] = fallen;
  await recordEvent(tx, system, {
    type: "stock.low",
    at,
    subject: {
      kind: "stock",
      id: first?.levelId ?? "",
      name: fallen
        .map(({ name }) => name)
        .join("; ")
        .slice(0, 200),
    },
    snapshot: { levels: [...fallen] },
    told: true,
  });
}
