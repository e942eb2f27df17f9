import { prepare } from "@/lib/db/client";
import { stillOpenSql } from "@/lib/orders/still-open-sql";
import { changeSlotsSql } from "@/lib/pickup/change-slots";
import { changeLevelsSql } from "@/lib/stock/change-levels-sql";
import { tookUpSql } from "@/lib/stock/take-offers";

const statements = new Map<string, string>();

/** The statement that stores an order, with the one that makes its job inside. Its six parameters are those of `writeOrder`, all JSON. */
export function orderStatement(jobSql: string): string {
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
     WHERE ${stillOpenSql("($6::jsonb->'stillOpen')", "clock.at")}
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
     WHERE w.cart_id = keys->>'cartId' AND w.level_id IN (SELECT id FROM changed_levels) AND ${tookUpSql}
  ),
  job AS (${jobSql})
  SELECT number, ${isoAt} AS "placedAt", (SELECT count(*)::int FROM stock_entries_made) AS levels, (SELECT count(*)::int FROM job) AS jobs,
         (SELECT count(*)::int FROM consumed) AS carts, (SELECT count(*)::int FROM changed_slots) AS slots,
         (SELECT coalesce(sum(units), 0)::int FROM spent) AS held
    FROM drawn`;
}
