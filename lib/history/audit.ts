import { type Actor, requirePermission } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { joinSql, type Sql, sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import type { AuditFilter } from "@/lib/history/audit-filter";

export type Fields = Readonly<Record<string, unknown>>;

/** Something that happened, as the log tells it: what is so after it, and what was before of that which changed. */
export type AuditEntry = {
  id: string;
  type: string;
  at: Date;
  actor: { kind: "customer" | "api" | "staff" | "system"; id?: string; name?: string };
  subject: { kind: string; id: string; name: string };
  orderId: string | null;
  undone: boolean;
  after: Fields;
  before: Fields;
};

type Row = Omit<AuditEntry, "subject"> & { subjectKind: string; subjectId: string; subjectName: string };
type Page = { entries: AuditEntry[]; next: string | null };

const pageSize = 50;
const streamSize = 500;

/**
 * What people of the shop and the shop itself did, newest first, a page at a time: `cursor` is the `next` of the page before.
 * Refuses `not_permitted`, `not_signed_in`.
 */
export async function listAudit(actor: Actor | null, filter: AuditFilter, cursor = ""): Promise<Page> {
  requirePermission(actor, "audit.view");
  return readPage(filter, cursor, pageSize);
}

/** All of it, read as it is asked for. Refuses `not_permitted`, `not_signed_in`, at once. */
export function streamAudit(actor: Actor | null, filter: AuditFilter): AsyncIterable<AuditEntry> {
  requirePermission(actor, "audit.view");
  return stream(filter);
}

async function* stream(filter: AuditFilter): AsyncGenerator<AuditEntry> {
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Page = await readPage(filter, cursor, streamSize);
    yield* page.entries;
    cursor = page.next;
  }
}

async function readPage(filter: AuditFilter, cursor: string, size: number): Promise<Page> {
  const where = joinSql([...conditionsOf(filter), afterCursor(cursor)], " AND ");
  const rows = await reading(
    () => db().$queryRaw<Row[]>`
      SELECT event.id, event.type, event.at, event.actor, event.order_id AS "orderId", event.undone_at IS NOT NULL AS undone,
             event.subject_kind AS "subjectKind", event.subject_id AS "subjectId", event.subject_name AS "subjectName",
             event.snapshot || coalesce(personal.snapshot, '{}') AS after,
             coalesce(event.previous, '{}') || coalesce(personal.previous, '{}') AS before
        FROM events AS event LEFT JOIN event_personal AS personal ON personal.event_id = event.id
       WHERE ${where} ORDER BY event.at DESC, event.id DESC LIMIT ${size + 1}`,
  );
  const entries = rows.slice(0, size).map(toEntry);
  const last = entries.at(-1);
  return { entries, next: rows.length > size && last ? `${last.at.toISOString()}_${last.id}` : null };
}

/** Each scope is written as the index that answers it is. */
function conditionsOf({ person, kind, type, from, before, find }: AuditFilter): Sql[] {
  const pattern = `%${find.replace(/[\\%_]/g, "\\$&")}%`;
  return [
    scopeOf(person),
    kind ? sql`event.subject_kind = ${kind}` : sql`true`,
    type ? sql`event.type = ${type}` : sql`true`,
    from ? sql`event.at >= ${from}` : sql`true`,
    before ? sql`event.at < ${before}` : sql`true`,
    find
      ? sql`(event.subject_name ILIKE ${pattern} OR event.actor->>'name' ILIKE ${pattern} OR event.subject_id = ${find} OR personal.snapshot::text ILIKE ${pattern})`
      : sql`true`,
  ];
}

function scopeOf(person: string): Sql {
  if (person === "customers") return sql`(event.actor->>'kind') IN ('customer', 'api')`;
  if (person === "system")
    return sql`(event.actor->>'kind') IN ('staff', 'system') AND event.actor->>'kind' = 'system'`;
  if (person) return sql`(event.actor->>'kind') = 'staff' AND (event.actor->>'id') = ${person}`;
  return sql`(event.actor->>'kind') IN ('staff', 'system')`;
}

/** By time, then id: two events of one moment are never skipped. Nonsense starts at the newest. */
function afterCursor(cursor: string): Sql {
  const [, at, id] = /^(\d{4}-[\d:.TZ-]{19,20})_(\w+)$/.exec(cursor) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) return sql`true`;
  return sql`(event.at, event.id) < (${new Date(at)}, ${id})`;
}

function toEntry({ subjectKind, subjectId, subjectName, ...row }: Row): AuditEntry {
  return { ...row, subject: { kind: subjectKind, id: subjectId, name: subjectName } };
}

async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw translateTrouble(error);
  }
}
