import type { Actor } from "@/lib/actor";
import { dropOpenSql } from "@/lib/catalog/on-sale";
import { prepare } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { announce } from "@/lib/db/transaction";
import { actorRecord } from "@/lib/history/record-event";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { PersonKey } from "@/lib/people/keys";
import { changeSlotsSql } from "@/lib/pickup/change-slots";
import type { jobStatement } from "@/lib/queue/enqueue";
import { changeLevelsSql, type LevelChange } from "@/lib/stock/change-levels-sql";
import type { Day } from "@/lib/time";

/** An order before it has a number and an instant: both are drawn in the statement that stores it. */
export type DraftOrder = Omit<OrderSnapshot, "number" | "placedAt"> & {
  cartId: string;
  eventId: string;
  stockDays: (Day | null)[];
  /** Of one unit of each line, in work units. */
  works: number[];
  changes: LevelChange[];
  /** The keys that it counts for. */
  people: readonly PersonKey[];
};

/** Thrown when the clock, at the instant that would have been the order's, is outside a drop of one of its items. Nothing may be kept. */
export class NotOpen extends Error {
  override readonly name = "NotOpen";
}

/** The instant is ISO 8601 in UTC. */
export type NumberedOrder = { number: number; placedAt: string };

/** How many of each were written. */
type Made = { levels: number; jobs: number; carts: number; slots: number; held: number };

type Job = Awaited<ReturnType<typeof jobStatement>>;

/**
 * Stores an order and everything that must follow from it in one statement, after its levels were locked: the number, the lines, the
 * stock taken with its ledger entries, the event with its snapshot, the job, the cart with its holds consumed,
 * and the offers taken that it took up. Whether its items' drops are open is asked
 * of the clock in that statement, at the instant that the order then has: throws NotOpen if one is not. Throws if any part did not happen.
 */
export async function writeOrder(tx: Tx, actor: Actor, order: DraftOrder, job: Job): Promise<NumberedOrder> {
  const { cartId, eventId, stockDays, works, changes, people, ...snapshot } = order;
  const [written] = await tx.$queryRawUnsafe<(NumberedOrder & Made)[]>(
    statementWith(job.sql),
    job.json,
    JSON.stringify(snapshot),
    JSON.stringify(
      order.lines.map((line, index) => ({
        ...line,
        position: index + 1,
        stockDay: stockDays[index],
        work: works[index],
      })),
    ),
    JSON.stringify(changes),
    JSON.stringify(actorRecord(actor)),
    JSON.stringify({ cartId, eventId, people }),
  );
  if (!written) throw new NotOpen("An item's drop has not begun, or is over.");
  requireWhole(written, order);
  announce(tx, "stock", "orders", "jobs", "waiting");
  return { number: written.number, placedAt: written.placedAt };
}

function requireWhole(written: Made, { changes, slot }: DraftOrder): void {
  const held = -changes.reduce((sum, change) => sum + change.held, 0);
  const expected = [changes.length, 1, 1, slot ? 1 : 0, held];
  const made = [written.levels, written.jobs, written.carts, written.slots, written.held];
  if (String(made) !== String(expected)) throw new Error("An order was not stored whole.");
}

const statements = new Map<string, string>();

function statementWith(jobSql: string): string {
  const known = statements.get(jobSql);
  if (known) return known;
  const sql = prepare(orderSql(jobSql));
  statements.set(jobSql, sql);
  return sql;
}

const isoAt = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function orderSql(jobSql: string): string {
  return `
  WITH drawn AS MATERIALIZED (
    SELECT at, nextval('order_numbers')::int AS number, $2::jsonb AS o, $6::jsonb AS keys, $5::jsonb AS actor
      FROM (SELECT date_trunc('milliseconds', holdfast_now()) AS at) AS clock
     WHERE NOT EXISTS (SELECT 1 FROM jsonb_to_recordset($3::jsonb) AS l("itemId" text) WHERE NOT ${dropOpenSql('l."itemId"', "clock.at")})
  ),
  placed AS (
    INSERT INTO orders (id, number, number_prefix, token, cart_id, channel, status, revision, pickup_day, currency, locale, total_minor,
                        customer_name, customer_email, customer_phone, notify_email, notify_text, note, paid_at, paid_minor, placed_at, updated_at,
                        slot_id, slot_starts_at, slot_ends_at, slot_starts_minute, slot_ends_minute, work_units)
    SELECT o->>'id', number, o->>'numberPrefix', o->>'token', keys->>'cartId', o->>'channel', 'placed', 1, (o->>'pickupDay')::date, o->>'currency', o->>'locale',
           (o->>'totalMinor')::int, o->'customer'->>'name', o->'customer'->>'email', o->'customer'->>'phone',
           (o->'notify'->>'email')::boolean, (o->'notify'->>'text')::boolean, o->>'note',
           (o->>'paidAt')::timestamptz, (o->>'paidMinor')::int, at, at,
           o->'slot'->>'id', (o->'slot'->>'startsAt')::timestamptz, (o->'slot'->>'endsAt')::timestamptz,
           (o->'slot'->>'startsMinute')::int, (o->'slot'->>'endsMinute')::int, (o->>'work')::int
      FROM drawn
    RETURNING id
  ),
  lines AS (
    INSERT INTO order_lines (id, order_id, position, variant_id, stock_day, sku, item_id, item_slug, item_name, variant_name, photo,
                             quantity, unit_price_minor, total_minor, work_units)
    SELECT l.id, placed.id, l.position, l."variantId", l."stockDay", l.sku, l."itemId", l."itemSlug", l."itemName", l."variantName", l.photo,
           l.quantity, l."unitPriceMinor", l."totalMinor", l.work
      FROM placed, jsonb_to_recordset($3::jsonb) AS l(id text, position int, "variantId" text, "stockDay" date, sku text, "itemId" text,
           "itemSlug" text, "itemName" text, "variantName" text, photo text, quantity int, "unitPriceMinor" int, "totalMinor" int, work int)
  ),
  people AS (
    INSERT INTO order_people (order_id, key, kind)
    SELECT placed.id, p.key, p.kind FROM placed, drawn, jsonb_to_recordset(keys->'people') AS p(key text, kind text)
  ),
  ${changeSlotsSql("SELECT o->'slot'->>'id' AS id, (o->>'work')::int AS work FROM drawn")},
  ${changeLevelsSql({
    changes: "(SELECT $4::jsonb FROM drawn)",
    reason: "'order_placed'",
    note: "''",
    orderId: "(SELECT o->>'id' FROM drawn)",
    orderNumber: "(SELECT number FROM drawn)",
    actor: "$5::jsonb",
    at: "(SELECT at FROM drawn)",
  })},
  event AS (
    INSERT INTO events (id, type, order_id, subject_id, subject_name, actor, at, snapshot)
    SELECT keys->>'eventId', 'order.placed', o->>'id', o->>'id', (o->>'numberPrefix') || number, actor, at,
           o - 'customer' - 'note' - 'cancelReason' || jsonb_build_object('number', number, 'placedAt', ${isoAt})
      FROM drawn
    RETURNING id
  ),
  personal AS (
    INSERT INTO event_personal (event_id, snapshot)
    SELECT id, jsonb_build_object('customer', o->'customer', 'note', o->'note', 'cancelReason', o->'cancelReason') FROM event, drawn
  ),
  consumed AS (
    UPDATE carts SET order_id = o->>'id', version = version + 1, updated_at = at FROM drawn
     WHERE carts.id = keys->>'cartId' AND order_id IS NULL
    RETURNING 1
  ),
  spent AS (DELETE FROM holds USING drawn WHERE cart_id = keys->>'cartId' RETURNING units),
  taken AS (
    UPDATE waiting_places w SET state = 'taken', order_id = placed.id, ended_at = at, version = w.version + 1 FROM placed, drawn
     WHERE w.cart_id = keys->>'cartId' AND w.state = 'offered'
  ),
  job AS (${jobSql})
  SELECT number, ${isoAt} AS "placedAt", (SELECT count(*)::int FROM stock_entries_made) AS levels, (SELECT count(*)::int FROM job) AS jobs,
         (SELECT count(*)::int FROM consumed) AS carts, (SELECT count(*)::int FROM changed_slots) AS slots,
         (SELECT coalesce(sum(units), 0)::int FROM spent) AS held
    FROM drawn`;
}
