/** The fewest units that will do for a place `p` of a variant `v` of an item `i`, as SQL. */
export const leastSql =
  "(CASE WHEN p.takes_fewer THEN 1 ELSE least(p.wanted, v.limit_per_order, i.limit_per_person) END)";

/** What the limit per person leaves to a place `p`, as a join named `m` whose `units` are NULL where nothing is limited. */
export const mayHaveSql = "LEFT JOIN LATERAL left_by_limit(p.id, p.person_key, i.id) m ON p.state = 'waiting'";

/** Whether who has the offer of a place `p` ordered so much of the item since that they cannot order it, as SQL. */
export const barredSql = `coalesce(p.person_key <> '' AND i.limit_per_person - (
  SELECT coalesce(sum(h.units), 0) FROM had_of(ARRAY[p.person_key], i.id, i.limit_days) h) < CASE WHEN p.takes_fewer THEN 1 ELSE p.offered_units END, false)`;

/** Whether a place `p` waits while the limit per person leaves too little to whom it is, as SQL, beside `mayHaveSql`: what comes free is offered to others meanwhile. */
export const passedOverSql = `coalesce(m.units < ${leastSql}, false)`;
