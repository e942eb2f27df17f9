import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { joinSql, noSql, type Sql, sql } from "@/lib/db/sql";
import type { LedgerCursor, LedgerFilter } from "@/lib/stock/rules-of-ledger";
import type { Day } from "@/lib/time";

/** A line of the ledger, with what it is about, what it follows from, and the balances after it. */
export type EntryRow = {
  id: string;
  at: Date;
  reason: string;
  note: string;
  orderId: string | null;
  /** With its prefix. */
  orderNumber: string | null;
  causeKind: string | null;
  causeId: string | null;
  undoesId: string | null;
  undoneById: string | null;
  actor: { kind: Actor["kind"]; id?: string; name?: string };
  onHandDelta: number;
  committedDelta: number;
  heldDelta: number;
  onHandAfter: number;
  committedAfter: number;
  heldAfter: number;
  levelId: string;
  variantId: string;
  sku: string;
  name: string;
  day: Day | null;
};

export const entriesPerPage = 50;

/** Entries, newest first, a page at a time: those after the cursor, if there is one. */
export async function listEntries(
  filter: LedgerFilter,
  after: LedgerCursor | null,
  take = entriesPerPage,
): Promise<EntryRow[]> {
  return db().$queryRaw<EntryRow[]>`
    SELECT e.id::text, e.at, e.reason, e.note, e.order_id AS "orderId", o.number_prefix || e.order_number AS "orderNumber",
           e.cause_kind AS "causeKind", e.cause_id AS "causeId", e.undoes_id::text AS "undoesId", undone.id::text AS "undoneById", e.actor,
           e.on_hand_delta AS "onHandDelta", e.committed_delta AS "committedDelta", e.held_delta AS "heldDelta",
           e.on_hand_after AS "onHandAfter", e.committed_after AS "committedAfter", e.held_after AS "heldAfter",
           s.id AS "levelId", v.id AS "variantId", v.sku, to_char(s.day, 'YYYY-MM-DD') AS day,
           concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, '')) AS name
      FROM (SELECT * FROM stock_entries e WHERE ${conditions(filter, after)} ORDER BY at DESC, id DESC LIMIT ${take}) e
      JOIN stock_levels s ON s.id = e.level_id
      JOIN variants v ON v.id = s.variant_id
      JOIN items i ON i.id = v.item_id
      LEFT JOIN orders o ON o.id = e.order_id
      LEFT JOIN stock_entries undone ON undone.undoes_id = e.id AND undone.undoes_id IS NOT NULL
     ORDER BY e.at DESC, e.id DESC`;
}

const entriesAtOnce = 1_000;

/** Every entry asked for, newest first, read a thousand at a time. */
export async function* streamEntries(filter: LedgerFilter): AsyncGenerator<EntryRow> {
  for (let after: LedgerCursor | null = null; ; ) {
    const rows: EntryRow[] = await listEntries(filter, after, entriesAtOnce);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < entriesAtOnce) return;
    after = { at: last.at, id: last.id };
  }
}

function conditions(filter: LedgerFilter, after: LedgerCursor | null): Sql {
  const { levelId, reason, from, until, orderNumber, causeId } = filter;
  const all = [
    levelId ? sql`level_id = ${levelId}` : noSql,
    ofLevels(filter),
    reason ? sql`reason = ${reason}` : noSql,
    byPerson(filter.person),
    from ? sql`at >= ${from}` : noSql,
    until ? sql`at < ${until}` : noSql,
    orderNumber ? sql`order_id IN (SELECT id FROM orders WHERE number = ${orderNumber})` : noSql,
    causeId ? sql`cause_id = ${causeId}` : noSql,
    after ? sql`(at, id) < (${after.at}, ${BigInt(after.id)})` : noSql,
  ].filter((condition) => condition !== noSql);
  return all.length > 0 ? joinSql(all, " AND ") : sql`true`;
}

function ofLevels({ variantId, day }: LedgerFilter): Sql {
  const both = [variantId ? sql`variant_id = ${variantId}` : noSql, day ? sql`day = ${day}::date` : noSql];
  const said = both.filter((condition) => condition !== noSql);
  return said.length > 0 ? sql`level_id IN (SELECT id FROM stock_levels WHERE ${joinSql(said, " AND ")})` : noSql;
}

/** In the words of the index that holds what staff and the system wrote. */
function byPerson(person: string | undefined): Sql {
  if (!person) return noSql;
  if (person === "customer" || person === "api") return sql`actor->>'kind' = ${person}`;
  return sql`coalesce(actor->>'id', actor->>'kind') = ${person} AND actor->>'kind' <> 'customer' AND actor->>'kind' <> 'api'`;
}

export type Person = { id: string; name: string };

/** Staff members, removed ones too, who may have written in the ledger. */
export async function listPersons(): Promise<Person[]> {
  return db().staffMember.findMany({ select: { id: true, name: true }, orderBy: [{ name: "asc" }, { id: "asc" }] });
}

export type VariantName = { id: string; sku: string; name: string };

/** Every variant's name, in the catalogue's order. */
export async function listVariantNames(): Promise<VariantName[]> {
  return db().$queryRaw<VariantName[]>`
    SELECT v.id, v.sku, concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, '')) AS name
      FROM variants v JOIN items i ON i.id = v.item_id JOIN categories c ON c.id = i.category_id
     ORDER BY c.position, i.position, v.position`;
}

export type PastLevel = {
  variantId: string;
  sku: string;
  name: string;
  keeps: boolean;
  onHand: number;
  committed: number;
  held: number;
  available: number;
  /** Of the last entry before the moment. */
  at: Date;
};

/** A day's levels, and those of goods that keep, as they stood at a past moment: the balance after each level's last entry until then. */
export async function listLevelsAt(day: Day, moment: Date): Promise<PastLevel[]> {
  return db().$queryRaw<PastLevel[]>`
    SELECT v.id AS "variantId", v.sku, concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, '')) AS name, i.keeps,
           e.on_hand_after AS "onHand", e.committed_after AS committed, e.held_after AS held,
           e.on_hand_after - e.committed_after - e.held_after AS available, e.at
      FROM stock_levels s
      JOIN variants v ON v.id = s.variant_id
      JOIN items i ON i.id = v.item_id
      JOIN categories c ON c.id = i.category_id
     CROSS JOIN LATERAL (SELECT * FROM stock_entries WHERE level_id = s.id AND at <= ${moment} ORDER BY at DESC, id DESC LIMIT 1) e
     WHERE s.day = ${day}::date OR (s.day IS NULL AND i.keeps)
     ORDER BY i.keeps, c.position, i.position, v.position`;
}
