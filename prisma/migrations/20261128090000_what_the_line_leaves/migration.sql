-- Units of a level that are left for others once those in line have had their turn at what is free: what `shareOut` would leave.
CREATE FUNCTION left_after_line(level text, free int) RETURNS int LANGUAGE plpgsql STABLE AS $$
DECLARE
  rest int := free;
  place record;
BEGIN
  FOR place IN
    SELECT least(p.wanted, v.limit_per_order) AS most, p.takes_fewer
      FROM waiting_places p JOIN variants v ON v.id = p.variant_id
     WHERE p.level_id = level AND p.state = 'waiting' ORDER BY p.position, p.id
  LOOP
    EXIT WHEN rest <= 0;
    IF rest >= place.most OR place.takes_fewer THEN
      rest := rest - least(rest, place.most);
    END IF;
  END LOOP;
  RETURN rest;
END $$;

-- What is offered at this moment is little beside all who ever waited.
CREATE INDEX "waiting_places_offered" ON "waiting_places" ("day") WHERE state = 'offered';
