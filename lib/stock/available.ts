/**
 * Units of a level `l` that can be promised now, as SQL, for what is shown: under a lock `lockCurrent` says it. A hold that has ended counts no more,
 * unless somebody waits for the level: then its units are theirs first.
 */
export const availableSql = `(l.on_hand - l.committed - l.held + CASE WHEN l.held > 0 AND l.waiting = 0 THEN (
  SELECT coalesce(sum(h.units), 0)::int FROM holds h WHERE h.level_id = l.id AND h.ends_at <= (SELECT holdfast_now())) ELSE 0 END)`;
