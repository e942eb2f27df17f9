import { behindOfferSql } from "@/lib/stock/take-offers";

/** Orders that still owe their units. */
const open = "('placed', 'accepted', 'ready')";

/** Each level's ledger, read once: its sums, its last balance, and the entries whose balance does not follow from the one before. */
const book = `
  book AS MATERIALIZED (
    SELECT level_id, count(*)::int AS entries,
           sum(on_hand_delta)::int AS on_hand, sum(committed_delta)::int AS committed, sum(held_delta)::int AS held,
           max(on_hand_after) FILTER (WHERE last) AS last_on_hand, max(committed_after) FILTER (WHERE last) AS last_committed,
           max(held_after) FILTER (WHERE last) AS last_held, array_agg(id ORDER BY id) FILTER (WHERE wrong) AS wrong
      FROM (SELECT *, lead(id) OVER ledger IS NULL AS last,
                   (on_hand_after, committed_after, held_after) IS DISTINCT FROM
                   (lag(on_hand_after, 1, 0) OVER ledger + on_hand_delta, lag(committed_after, 1, 0) OVER ledger + committed_delta,
                    lag(held_after, 1, 0) OVER ledger + held_delta) AS wrong
              FROM stock_entries WINDOW ledger AS (PARTITION BY level_id ORDER BY id)) AS lines
     GROUP BY level_id
  )`;

/** What open orders need of each level, by order; and what holds keep, until they are given back: also those whose time has just run out. */
const promises = `
  needed AS MATERIALIZED (
    SELECT s.id AS level_id, l.variant_id, l.stock_day, o.id AS order_id, o.number_prefix || o.number AS order_name, sum(l.quantity)::int AS units
      FROM orders o
      JOIN order_lines l ON l.order_id = o.id
      LEFT JOIN stock_levels s ON s.variant_id = l.variant_id AND s.day IS NOT DISTINCT FROM l.stock_day
     WHERE o.status IN ${open}
     GROUP BY s.id, l.variant_id, l.stock_day, o.id
  ),
  owed AS (SELECT level_id, sum(units)::int AS units FROM needed WHERE level_id IS NOT NULL GROUP BY level_id),
  kept AS (SELECT level_id, sum(units)::int AS units FROM holds GROUP BY level_id)`;

/** A level's three counters as rows, each beside what the ledger and the promises say of it. */
const counters = `
  counters AS (
    SELECT s.id AS level_id, c.*
      FROM stock_levels s
      LEFT JOIN book b ON b.level_id = s.id
      LEFT JOIN owed o ON o.level_id = s.id
      LEFT JOIN kept h ON h.level_id = s.id
     CROSS JOIN LATERAL (VALUES
       ('on hand', s.on_hand, coalesce(b.on_hand, 0), coalesce(b.last_on_hand, 0), NULL::int),
       ('committed', s.committed, coalesce(b.committed, 0), coalesce(b.last_committed, 0), coalesce(o.units, 0)),
       ('held', s.held, coalesce(b.held, 0), coalesce(b.last_held, 0), coalesce(h.units, 0))
     ) AS c(counter, found, summed, last, promised)
  )`;

/** The orders behind a wrong sum, and two orders whose errors cancel out: what the ledger says that each order took of a level. */
const orders = `
  taken AS (
    SELECT level_id, order_id, min(order_number)::text AS number, sum(committed_delta)::int AS units
      FROM stock_entries
     WHERE order_id IN (SELECT order_id FROM needed)
        OR (order_id IS NOT NULL AND level_id IN (SELECT level_id FROM counters WHERE promised IS NOT NULL AND found <> promised))
     GROUP BY level_id, order_id
  ),
  orders_off AS (
    SELECT coalesce(n.level_id, t.level_id) AS level_id, coalesce(n.order_id, t.order_id) AS order_id,
           coalesce(n.order_name, t.number) AS order_name, coalesce(t.units, 0) AS expected, coalesce(n.units, 0) AS found
      FROM (SELECT * FROM needed WHERE level_id IS NOT NULL) n
      FULL JOIN taken t ON t.level_id = n.level_id AND t.order_id = n.order_id
     WHERE coalesce(t.units, 0) <> coalesce(n.units, 0)
  )`;

/** What each pickup time, and the bound of each day, says that it has taken, beside what the orders in it take. */
const times = `
  times AS (
    SELECT 'slot' AS "check", coalesce(o.work, 0) AS expected, s.taken AS found, to_char(s.starts_at, 'YYYY-MM-DD HH24:MI') AS about
      FROM pickup_slots s
      LEFT JOIN (SELECT slot_id, sum(work_units)::int AS work FROM orders WHERE slot_id IS NOT NULL AND status <> 'cancelled' GROUP BY slot_id) o
        ON o.slot_id = s.id
    UNION ALL
    SELECT 'slot_day', coalesce(s.taken, 0), d.taken, to_char(d.day, 'YYYY-MM-DD')
      FROM pickup_days d
      LEFT JOIN (SELECT day, sum(taken)::int AS taken FROM pickup_slots GROUP BY day) s ON s.day = d.day
  ),
  works AS (
    SELECT o.id AS order_id, o.number_prefix || o.number AS order_name, o.work_units AS found, sum(l.quantity * l.work_units)::int AS expected
      FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.slot_id IS NOT NULL GROUP BY o.id
  )`;

/** How many wait for each level, as it counts them and as there are places; and whom something is offered of which nothing is kept. */
const lines = `
  lines AS (
    SELECT 'line' AS "check", s.id AS level_id, coalesce(w.places, 0) AS expected, s.waiting AS found
      FROM stock_levels s
      LEFT JOIN (SELECT level_id, count(*)::int AS places FROM waiting_places WHERE state = 'waiting' GROUP BY level_id) w ON w.level_id = s.id
    UNION ALL
    SELECT 'offer', p.level_id, sum(p.offered_units)::int, 0 FROM waiting_places p
     WHERE p.state = 'offered' AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.level_id = p.level_id AND ${behindOfferSql})
     GROUP BY p.level_id
  )`;

/** Every way to disagree, as rows of one shape. */
const problems = `
  problems AS (
    SELECT 'sum' AS "check", level_id, counter, summed AS expected, found, NULL::bigint AS entry_id, NULL AS order_id, NULL AS order_name, NULL AS about
      FROM counters WHERE summed <> found
    UNION ALL
    SELECT 'last', level_id, counter, last, found, NULL, NULL, NULL, NULL FROM counters WHERE last <> found
    UNION ALL
    SELECT 'promised', level_id, counter, promised, found, NULL, NULL, NULL, NULL FROM counters WHERE promised <> found
    UNION ALL
    SELECT 'balance', b.level_id, NULL, NULL, NULL, entry, NULL, NULL, NULL FROM book b, unnest(b.wrong) AS entry
    UNION ALL
    SELECT 'order', level_id, 'committed', expected, found, NULL, order_id, order_name, NULL FROM orders_off
    UNION ALL
    SELECT 'no_level', NULL, 'committed', units, 0, NULL, order_id, order_name, concat_ws(' ', v.sku, n.stock_day)
      FROM needed n LEFT JOIN variants v ON v.id = n.variant_id WHERE n.level_id IS NULL
    UNION ALL
    SELECT 'no_level', b.level_id, NULL, b.entries, 0, NULL, NULL, NULL, b.level_id
      FROM book b WHERE NOT EXISTS (SELECT 1 FROM stock_levels s WHERE s.id = b.level_id)
    UNION ALL
    SELECT "check", NULL, NULL, expected, found, NULL, NULL, NULL, about FROM times WHERE expected <> found
    UNION ALL
    SELECT "check", level_id, NULL, expected, found, NULL, NULL, NULL, NULL FROM lines WHERE expected <> found
    UNION ALL
    SELECT 'order_work', NULL, NULL, expected, found, NULL, order_id, order_name, NULL FROM works WHERE expected <> found
  )`;

/** Rows that disagree are kept up to this many; beyond it they are only counted. */
export const mostRows = 1_000;

/** One statement, so one snapshot: what was read, how many rows disagree, and the rows, by item and day. */
export const proofSql = `
  WITH ${[book, promises, counters, orders, times, lines, problems].join(",")}
  SELECT (SELECT count(*)::int FROM stock_levels) AS levels, (SELECT coalesce(sum(entries), 0)::int FROM book) AS entries,
         (SELECT count(DISTINCT order_id)::int FROM needed) AS orders, (SELECT count(*)::int FROM problems) AS disagreeing,
         coalesce((SELECT jsonb_agg(shown) FROM (
           SELECT p."check", p.level_id AS "levelId", p.counter, p.expected, p.found, p.entry_id::text AS "entryId", p.order_id AS "orderId",
                  p.order_name AS "orderName", coalesce(p.about, v.sku) AS sku, to_char(s.day, 'YYYY-MM-DD') AS day, v.id AS "variantId",
                  concat_ws(', ', i.name, nullif(v.name, ''), nullif(v.size, '')) AS name
             FROM problems p
             LEFT JOIN stock_levels s ON s.id = p.level_id
             LEFT JOIN variants v ON v.id = s.variant_id
             LEFT JOIN items i ON i.id = v.item_id
            ORDER BY s.day NULLS FIRST, i.name, v.sku, p."check", p.entry_id LIMIT ${mostRows}) AS shown), '[]') AS rows`;
