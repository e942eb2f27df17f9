const now = "(SELECT holdfast_now())";

const freeSql = `(l.on_hand - l.committed - l.held + CASE WHEN l.held > 0 THEN (
  SELECT coalesce(sum(h.units), 0)::int FROM holds h WHERE h.level_id = l.id AND h.ends_at <= ${now}) ELSE 0 END)`;

/**
 * Units of a level `l` that can be promised now, as SQL, for what is shown: under a lock `lockForCart` says it. A hold that has ended counts no more. What those who wait for
 * the level could take is theirs, also while it cannot be offered to them.
 */
export const availableSql = `(CASE WHEN l.waiting = 0 THEN ${freeSql} ELSE left_after_line(l.id, ${freeSql}) END)`;

/** Units of a level `l` that checkouts in progress keep, as SQL: they may come back. Not where somebody waits: those who wait get them. */
export const inCheckoutSql = `(CASE WHEN l.held > 0 AND l.waiting = 0 THEN (
  SELECT coalesce(sum(h.units), 0)::int FROM holds h WHERE h.level_id = l.id AND h.cart_id IS NOT NULL AND h.ends_at > ${now}) ELSE 0 END)`;

/** Units of a level `l` that a cart keeps itself, as SQL; the cart's id is an SQL expression. They are never in its way. */
export function ownSql(cartId: string): string {
  return `(CASE WHEN l.held > 0 THEN (
  SELECT coalesce(sum(h.units), 0)::int FROM holds h WHERE h.level_id = l.id AND ${ownHoldSql(cartId)} AND h.ends_at > ${now}) ELSE 0 END)`;
}

/** Whether a hold `h` is a cart's, as SQL: its own, or that of an offer which it took up and gave back, and has again as soon as it asks. */
export function ownHoldSql(cartId: string): string {
  return `(h.cart_id = ${cartId} OR h.place_id = ANY(ARRAY(SELECT p.id FROM waiting_places p WHERE p.cart_id = ${cartId} AND p.state = 'offered')))`;
}
