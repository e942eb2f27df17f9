-- Who waits, by the hash that orders count for: what they had of the item decides whether they could order what comes free. Empty until it is known.
ALTER TABLE "waiting_places" ADD COLUMN "person_key" TEXT NOT NULL DEFAULT '';

-- When an order last got more of an item (NULL: of any) by a change; NULL if it never did. Events are the record: an order's own row says only when it was placed.
CREATE FUNCTION grew_at(of_order text, of_item text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT max(e.at) FROM events e
   WHERE e.order_id = of_order AND e.type = 'order.changed' AND EXISTS (
         SELECT 1 FROM jsonb_to_recordset(e.snapshot->'lines') AS s(id text, "itemId" text, quantity int)
           JOIN jsonb_to_recordset(e.previous->'lines') AS p(id text, quantity int) ON p.id = s.id
          WHERE s.quantity > p.quantity AND coalesce(s."itemId" = of_item, true))
$$;

-- What the people with these keys ordered of an item within so many days, line by line. An order counts in full from when it last got more of the item; cancelled orders
-- gave it back.
CREATE FUNCTION had_of(keys text[], of_item text, within_days int) RETURNS TABLE (order_id text, at timestamptz, units int) LANGUAGE sql STABLE AS $$
  SELECT o.id, greatest(o.placed_at, grew_at(o.id, of_item)), l.quantity
    FROM orders o
    JOIN order_lines l ON l.order_id = o.id AND l.item_id = of_item
   CROSS JOIN (SELECT holdfast_now() - make_interval(days => within_days) AS at) since
   WHERE o.id IN (SELECT k.order_id FROM order_people k WHERE k.key = ANY(keys)) AND o.status <> 'cancelled'
     AND (o.placed_at > since.at OR grew_at(o.id, of_item) > since.at)
$$;

-- Units of its item that the limit per person leaves to whom a place is, beside what other places of theirs are offered; no row where nothing is limited.
CREATE FUNCTION left_by_limit(place text, whose text, of_item text) RETURNS TABLE (units int) LANGUAGE sql STABLE AS $$
  SELECT greatest(0, i.limit_per_person - (
           (SELECT coalesce(sum(h.units), 0) FROM had_of(ARRAY[whose], i.id, i.limit_days) h)
         + (SELECT coalesce(sum(w.offered_units), 0) FROM waiting_places w JOIN variants v ON v.id = w.variant_id
             WHERE w.person_key = whose AND w.state = 'offered' AND w.id <> place AND v.item_id = i.id)))::int
    FROM items i WHERE i.id = of_item AND i.limit_per_person IS NOT NULL AND whose <> ''
$$;

-- What one person is offered at this moment, on all their lists.
CREATE INDEX "waiting_places_offered_to" ON "waiting_places" ("person_key") WHERE state = 'offered';

-- As before, but whoever has had what the limit per person allows could not take any more, or only so many.
CREATE OR REPLACE FUNCTION left_after_line(level text, free int) RETURNS int LANGUAGE plpgsql STABLE AS $$
DECLARE
  rest int := free;
  place record;
  there int;
BEGIN
  IF rest <= 0 THEN
    RETURN rest;
  END IF;
  FOR place IN
    SELECT least(p.wanted, v.limit_per_order, i.limit_per_person) AS most, p.takes_fewer, m.units AS may
      FROM waiting_places p JOIN variants v ON v.id = p.variant_id JOIN items i ON i.id = v.item_id
      LEFT JOIN LATERAL left_by_limit(p.id, p.person_key, i.id) m ON true
     WHERE p.level_id = level AND p.state = 'waiting' ORDER BY p.position, p.id
  LOOP
    EXIT WHEN rest <= 0;
    there := least(rest, place.may);
    IF there >= place.most OR place.takes_fewer THEN
      rest := rest - least(there, place.most);
    END IF;
  END LOOP;
  RETURN rest;
END $$;
