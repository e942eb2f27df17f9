-- Orders of years, made in the database: believable customers, lines, events, a message each, and the stock of the days that are over with its
-- ledger. Nothing goes through the shop's commands, so the levels of today, of days to come and of goods that keep know nothing of them; every
-- constraint holds. Read by million.ts, which sets million.orders, million.until and million.zone.
-- Chance is the hash of a number, so that every run makes the same.

-- Numbers from 0 to 1, the same each time.
CREATE FUNCTION pg_temp.chance(seed bigint, what text) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT (hashtextextended(what, seed) & 2147483647) / 2147483648::double precision
$$;

-- One of several.
CREATE FUNCTION pg_temp.pick(few text[], chance double precision) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT few[1 + floor(chance * cardinality(few))::int]
$$;

CREATE FUNCTION pg_temp.digit(number bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (number & 31)::int + 1, 1)
$$;

-- The sortable part of an id made at an instant, in milliseconds, as lib/id.ts makes it.
CREATE FUNCTION pg_temp.ulid(ms bigint, seed bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_temp.digit(ms >> 45) || pg_temp.digit(ms >> 40) || pg_temp.digit(ms >> 35) || pg_temp.digit(ms >> 30) || pg_temp.digit(ms >> 25)
      || pg_temp.digit(ms >> 20) || pg_temp.digit(ms >> 15) || pg_temp.digit(ms >> 10) || pg_temp.digit(ms >> 5) || pg_temp.digit(ms)
      || upper(lpad(to_hex(hashint8extended(seed, ms)), 16, '0'))
$$;

CREATE TEMP TABLE told AS
SELECT current_setting('million.orders')::int AS orders, current_setting('million.zone') AS zone,
       current_setting('million.until')::timestamptz AS until,
       (current_setting('million.until')::timestamptz AT TIME ZONE current_setting('million.zone'))::date AS today,
       coalesce((SELECT max(number) FROM orders), 200) AS before;

CREATE TEMP TABLE sold AS
SELECT row_number() OVER (ORDER BY v.id) - 1 AS place, v.id AS variant_id, v.sku, v.price_minor, v.name AS variant_name,
       i.id AS item_id, i.slug AS item_slug, i.name AS item_name, i.photo, i.keeps
  FROM variants v JOIN items i ON i.id = v.item_id;

-- Eight orders a customer on the average, some many more than others.
CREATE TEMP TABLE known AS
SELECT place, first_name || ' ' || last_name AS name,
       lower(first_name || '.' || last_name) || place || '@' || pg_temp.pick(ARRAY['example.org', 'example.com', 'example.net', 'mail.example'], pg_temp.chance(place, 'domain')) AS email,
       CASE WHEN pg_temp.chance(place, 'phone') < 0.8 THEN '+4477009' || lpad(floor(pg_temp.chance(place, 'digits') * 100000)::text, 5, '0') ELSE '' END AS phone
  FROM (SELECT place,
               pg_temp.pick(ARRAY['Maya', 'Jo', 'Petra', 'Amir', 'Freya', 'Dev', 'Marta', 'Lowri', 'Hal', 'Oona', 'Kit', 'Bea', 'Ravi', 'Elsie', 'Cai', 'Nadia', 'Sam', 'Ilse',
                 'Tomas', 'Wren', 'Ines', 'Alba', 'Noor', 'Iris', 'Theo', 'Ada', 'Luca', 'Mina', 'Rhys', 'Zofia', 'Omar', 'Greta', 'Hugo', 'Leila', 'Finn', 'Priya', 'Anders', 'Rosa',
                 'Idris', 'Clara', 'Yusuf', 'Nell', 'Mateo', 'Sanne', 'Ewan', 'Thea', 'Karim', 'Britta', 'Owen', 'Chloe'], pg_temp.chance(place, 'first')) AS first_name,
               pg_temp.pick(ARRAY['Lindqvist', 'Castellan', 'Lund', 'Holt', 'Quill', 'Anand', 'Siew', 'Penn', 'Brandt', 'Reyes', 'Sandoval', 'Thorne', 'Moss', 'Varga', 'Brook', 'Frost',
                 'Oduya', 'Hart', 'Field', 'Okafor', 'Marlow', 'Ashdown', 'Whitlock', 'Farrow', 'Nakata', 'Osei', 'Pryce', 'Dunmore', 'Ferreira', 'Kowal', 'Haddad', 'Weber', 'Novak',
                 'Eriksen', 'Mensah', 'Iqbal', 'Tanner', 'Vance', 'Bellamy', 'Croft', 'Dahl', 'Eastwood', 'Fenner', 'Gale', 'Hollis', 'Ingram', 'Jarvis', 'Keane', 'Larkin', 'Mercer'],
                 pg_temp.chance(place, 'last')) AS last_name
          FROM told, generate_series(0, greatest(10, orders / 8) - 1) AS place) AS people;

-- When each was placed: five years to the last, every day alike but for Saturdays, the hours as people order.
CREATE TEMP TABLE wanted AS
SELECT row_number() OVER (ORDER BY at) AS place, at
  FROM (SELECT CASE WHEN at > until - interval '1 minute' THEN at - interval '1 day' ELSE at END AS at
          FROM (SELECT until, (today - floor((1 - share) * 1826)::int + (ARRAY[0, 6, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 12, 13, 14, 15, 16, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 23])[1 + floor(pg_temp.chance(n, 'hour') * 32)::int] * interval '1 hour'
                 + pg_temp.chance(n, 'minute') * interval '1 hour') AT TIME ZONE zone AS at
          FROM (SELECT *, (n - 0.5) / orders AS share FROM told, generate_series(1, orders) AS n) AS numbered) AS hours) AS times;

CREATE TEMP TABLE made AS
SELECT place, date_trunc('milliseconds', at) AS at, before + place::int AS number, pg_temp.ulid(ms, (before + place) * 8) AS tail, pickup_day,
       CASE WHEN pickup_day < today AND place <= orders - 12 THEN CASE WHEN ending < 0.94 THEN 'completed' WHEN ending < 0.98 THEN 'cancelled' ELSE 'not_collected' END
            WHEN place > orders - 12 THEN 'placed'
            WHEN pickup_day > today THEN 'accepted'
            WHEN ending < 0.6 THEN 'completed' WHEN ending < 0.8 THEN 'ready' ELSE 'accepted' END::order_status AS status,
       CASE WHEN pg_temp.chance(place, 'channel') < 0.9 THEN 'web' WHEN pg_temp.chance(place, 'channel') < 0.96 THEN 'counter' ELSE 'api' END AS channel,
       floor(pg_temp.chance(place, 'customer') ^ 2 * (SELECT count(*) FROM known))::bigint AS customer,
       pg_temp.chance(place, 'paid') < 0.6 AS paid_early,
       CASE WHEN pg_temp.chance(place, 'note') < 0.1
            THEN pg_temp.pick(ARRAY['Sliced, please.', 'Nut allergy in the house.', 'My neighbour will collect.', 'Two bags, please.', 'Ring when it is ready.'], pg_temp.chance(place, 'words')) ELSE '' END AS note
  FROM (SELECT wanted.*, told.*, (extract(epoch FROM at) * 1000)::bigint AS ms, pg_temp.chance(wanted.place, 'ending') AS ending,
               (at AT TIME ZONE zone)::date + (ARRAY[0, 0, 1, 1, 1, 1, 1, 2])[1 + floor(pg_temp.chance(wanted.place, 'day') * 8)::int] AS pickup_day
          FROM wanted, told) AS dated;

-- One to four lines; a variant stands on an order once.
CREATE TEMP TABLE chosen AS
SELECT made.place, row_number() OVER (PARTITION BY made.place)::int AS position, sold.place AS variant,
       (ARRAY[1, 1, 1, 1, 2, 2, 3, 4])[1 + floor(pg_temp.chance(made.place * 8 + line, 'quantity') * 8)::int] AS quantity
  FROM made CROSS JOIN LATERAL (
         SELECT min(line) AS line, floor(pg_temp.chance(made.place * 8 + line, 'variant') ^ 1.5 * (SELECT count(*) FROM sold))::int AS place
           FROM generate_series(1, 1 + floor(pg_temp.chance(made.place, 'lines') ^ 2 * 4)::int) AS line GROUP BY 2) AS sold;

CREATE TEMP TABLE sums AS
SELECT chosen.place, sum(quantity * price_minor)::int AS total FROM chosen JOIN sold ON sold.place = chosen.variant GROUP BY 1;

ANALYZE sold, known, made, chosen, sums;

-- When each came to what it is, and by how many moves.
CREATE TEMP TABLE moved AS
SELECT place, status, at, revision, pg_temp.ulid((extract(epoch FROM at) * 1000)::bigint, number * 8 + revision) AS tail
  FROM (SELECT made.place, made.number, move.status, move.revision,
               CASE move.revision WHEN 1 THEN made.at ELSE least(made.at + move.after, until - interval '1 second') END AS at
          FROM told, made CROSS JOIN LATERAL (VALUES
                 ('placed', interval '0', 1), ('accepted', interval '4 minutes', 2), ('ready', interval '90 minutes', 3),
                 (CASE WHEN made.status IN ('cancelled', 'not_collected') THEN made.status::text ELSE 'completed' END, interval '5 hours', 4))
               AS move (status, after, revision)
         WHERE move.revision <= CASE made.status WHEN 'placed' THEN 1 WHEN 'accepted' THEN 2 WHEN 'ready' THEN 3 ELSE 4 END
           AND NOT (made.status = 'cancelled' AND move.status IN ('accepted', 'ready'))) AS moves;

INSERT INTO orders (id, number, token, cart_id, channel, status, revision, pickup_day, currency, locale, total_minor, customer_name, customer_email,
                    customer_phone, notify_email, notify_text, note, cancel_reason, placed_at, paid_at, updated_at)
SELECT 'ord_' || tail, number, translate(encode(decode(md5('token' || tail), 'hex'), 'base64'), '+/=', '-_'), 'crt_' || tail, channel, status,
       last.revision, pickup_day, coalesce(shop.currency, 'GBP'), coalesce(shop.locale, 'en-GB'), total, known.name, known.email, known.phone, true, known.phone <> '', note,
       CASE status WHEN 'cancelled' THEN 'The customer asked.' ELSE '' END, made.at,
       CASE WHEN status = 'completed' OR (paid_early AND status IN ('ready', 'accepted')) THEN last.at END, last.at
  FROM made JOIN known ON known.place = made.customer JOIN sums ON sums.place = made.place
  JOIN (SELECT place, max(at) AS at, max(revision) AS revision FROM moved GROUP BY 1) AS last ON last.place = made.place
  LEFT JOIN shop ON true
 ORDER BY made.place;

INSERT INTO order_lines (id, order_id, position, variant_id, stock_day, sku, item_id, item_slug, item_name, variant_name, photo, quantity,
                         unit_price_minor, total_minor)
SELECT 'lin_' || left(tail, 25) || position, 'ord_' || tail, position, variant_id, CASE WHEN keeps THEN NULL ELSE pickup_day END, sku, item_id, item_slug, item_name,
       variant_name, photo, quantity, price_minor, price_minor * quantity
  FROM made JOIN chosen USING (place) JOIN sold ON sold.place = chosen.variant
 ORDER BY made.place, position;

INSERT INTO events (id, type, order_id, actor, at, subject_kind, subject_id, subject_name, snapshot, previous, dispatched_at)
SELECT 'evt_' || moved.tail, 'order.' || moved.status, 'ord_' || made.tail,
       CASE revision WHEN 1 THEN '{"kind": "customer"}' ELSE '{"kind": "staff", "id": "stf_robin", "name": "Robin"}' END::jsonb,
       moved.at, 'order', 'ord_' || made.tail, number::text,
       jsonb_build_object('id', 'ord_' || made.tail, 'number', number, 'status', moved.status, 'revision', revision, 'channel', channel, 'pickupDay', pickup_day, 'paidAt', null),
       CASE WHEN revision > 1 THEN '{"status": "placed"}'::jsonb END, moved.at
  FROM made JOIN moved USING (place)
 ORDER BY moved.at;

INSERT INTO event_personal (event_id, snapshot)
SELECT 'evt_' || moved.tail, jsonb_build_object('customer', jsonb_build_object('name', name, 'email', email, 'phone', phone), 'note', note)
  FROM moved JOIN made USING (place) JOIN known ON known.place = made.customer
 WHERE revision = 1 ORDER BY made.place;

INSERT INTO deliveries (id, event_id, channel, place, order_id, address, subject, body, state, attempts, created_at, settled_at)
SELECT 'dlv_' || moved.tail, 'evt_' || moved.tail, 'email', 'customer', 'ord_' || made.tail, email, 'Your order ' || number,
       'Thank you. We have your order ' || number || '.', CASE WHEN pg_temp.chance(made.place, 'mail') < 0.00004 THEN 'dead' ELSE 'delivered' END::delivery_state,
       1, made.at, made.at + interval '2 seconds'
  FROM moved JOIN made USING (place) JOIN known ON known.place = made.customer
 WHERE revision = 1 ORDER BY made.place;

-- What each order did to the stock of a day that is over.
CREATE TEMP TABLE taken AS
SELECT variant_id, pickup_day AS day, moved.at, moved.status, 'ord_' || made.tail AS order_id, number, quantity
  FROM told, made JOIN chosen USING (place) JOIN sold ON sold.place = chosen.variant JOIN moved ON moved.place = made.place
 WHERE NOT keeps AND pickup_day < today AND made.place <= orders - 12 AND moved.status NOT IN ('accepted', 'ready');

-- Three days before, as much is made as will be asked for, and often a few more; what is left is thrown away.
CREATE TEMP TABLE days AS
SELECT 'lvl_' || pg_temp.ulid((extract(epoch FROM opened) * 1000)::bigint, hashtextextended(variant_id, 0)) AS level_id, dated.*,
       asked + (ARRAY[0, 0, 1, 2, 3, 5])[1 + floor(pg_temp.chance(hashtextextended(variant_id, 0), day::text) * 6)::int] AS made
  FROM (SELECT variant_id, day, (day - 3 + interval '5 hours') AT TIME ZONE zone AS opened, max(at) + interval '1 hour' AS closed,
               sum(quantity) FILTER (WHERE status = 'placed')::int AS asked,
               coalesce(sum(quantity) FILTER (WHERE status IN ('completed', 'not_collected')), 0)::int AS gone
          FROM told, taken GROUP BY variant_id, day, zone) AS dated
 WHERE NOT EXISTS (SELECT 1 FROM stock_levels l WHERE l.variant_id = dated.variant_id AND l.day = dated.day);

CREATE TEMP TABLE entered AS
SELECT level_id, 0 AS turn, opened AS at, 'planned' AS reason, made AS on_hand, 0 AS committed, NULL AS order_id, NULL::int AS number FROM days
UNION ALL
SELECT level_id, 1, at, 'order_' || status, CASE WHEN status IN ('completed', 'not_collected') THEN -quantity ELSE 0 END,
       CASE status WHEN 'placed' THEN quantity ELSE -quantity END, order_id, number
  FROM taken JOIN days USING (variant_id, day)
UNION ALL
SELECT level_id, 2, closed, 'written_off', gone - made, 0, NULL, NULL FROM days WHERE made > gone;

INSERT INTO stock_levels (id, variant_id, day, on_hand, committed, held, version, updated_at)
SELECT level_id, variant_id, day, 0, 0, 0, count, closed
  FROM days JOIN (SELECT level_id, count(*)::int FROM entered GROUP BY 1) AS entries USING (level_id);

INSERT INTO stock_entries (level_id, on_hand_delta, committed_delta, on_hand_after, committed_after, held_after, reason, order_id, order_number, actor, at)
SELECT level_id, on_hand, committed, sum(on_hand) OVER ledger, sum(committed) OVER ledger, 0, reason, order_id, number,
       CASE WHEN reason IN ('planned', 'written_off') THEN '{"kind": "system", "name": "Bake plan"}' WHEN reason = 'order_placed' THEN '{"kind": "customer"}'
            ELSE '{"kind": "staff", "id": "stf_robin", "name": "Robin"}' END::jsonb, at
  FROM entered WINDOW ledger AS (PARTITION BY level_id ORDER BY at, turn, order_id, reason DESC ROWS UNBOUNDED PRECEDING)
 ORDER BY at, turn, order_id, reason DESC;

INSERT INTO low_marks (level_id, version, entry_id)
SELECT level_id, max(version), max(e.id) FROM days JOIN stock_levels l ON l.id = level_id JOIN stock_entries e USING (level_id) GROUP BY level_id;

-- Every twentieth who ordered had asked for more first.
INSERT INTO refused_demand (variant_id, day, requested, available, channel, at)
SELECT variant_id, pickup_day, quantity + 1 + floor(pg_temp.chance(made.place, 'more') * 4)::int, quantity, channel, at
  FROM made JOIN chosen ON chosen.place = made.place AND position = 1 JOIN sold ON sold.place = chosen.variant
 WHERE made.place % 20 = 0 ORDER BY at;

SELECT setval('order_numbers', (SELECT max(number) FROM orders));

DROP TABLE told, sold, known, wanted, made, chosen, sums, moved, taken, days, entered;
