-- The floor: the smallest durable transaction that makes the same writes as placing an order, as one call.
-- Its answer is the order's number, or null when too little is left.
CREATE FUNCTION bench_floor(k text, lvl text, var text, order_key text, line_key text, event_key text, snapshot jsonb) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  left_over int;
  n int;
  t timestamptz;
BEGIN
  INSERT INTO carts (id, channel, api_key, content_hash) VALUES (k, 'api', k, 'hash');
  SELECT on_hand - committed - held INTO left_over FROM stock_levels WHERE id = lvl FOR UPDATE;
  IF left_over < 1 THEN RETURN NULL; END IF;
  t := clock_timestamp();
  n := nextval('order_numbers');
  INSERT INTO orders (id, number, token, cart_id, channel, status, revision, pickup_day, currency, locale, total_minor, customer_name,
                      customer_email, customer_phone, notify_email, notify_text, note, placed_at, updated_at)
  VALUES (order_key, n, order_key, k, 'api', 'placed', 1, (snapshot->>'pickupDay')::date, 'GBP', 'en-GB', 450, 'Maya', 'maya@example.org', '', true,
          false, '', t, t);
  INSERT INTO order_lines (id, order_id, position, variant_id, stock_day, sku, item_id, item_slug, item_name, variant_name, photo, quantity,
                           unit_price_minor, total_minor)
  VALUES (line_key, order_key, 1, var, (snapshot->>'pickupDay')::date, 'SKU', 'itm', 'loaf', 'Loaf', '800 g', '', 1, 450, 450);
  UPDATE stock_levels SET committed = committed + 1, version = version + 1, updated_at = t WHERE id = lvl;
  INSERT INTO stock_entries (level_id, on_hand_delta, committed_delta, held_delta, on_hand_after, committed_after, held_after, reason, order_id,
                             order_number, actor, at)
  SELECT lvl, 0, 1, 0, on_hand, committed, held, 'order_placed', order_key, n, '{"kind":"api"}', t FROM stock_levels WHERE id = lvl;
  INSERT INTO events (id, type, order_id, actor, at, snapshot)
  VALUES (event_key, 'order.placed', order_key, '{"kind":"api"}', t, snapshot || jsonb_build_object('number', n));
  UPDATE carts SET order_id = order_key, version = version + 1 WHERE id = k;
  INSERT INTO pgboss.job (name, data, retry_limit, policy) VALUES ('event.dispatch', jsonb_build_object('eventId', event_key), 5, 'standard');
  RETURN n;
END;
$$;
