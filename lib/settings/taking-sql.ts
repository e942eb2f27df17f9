/** Whether the shop takes orders of customers at an instant, given as SQL: it is open, and ordering is not paused. */
export function takesOrdersSql(at: string): string {
  return `(SELECT ordering_open AND coalesce(ordering_paused_until <= ${at}, true) FROM shop)`;
}

/** What a shop `s` says of ordering now, by the database's clock, as columns. A pause that is over is none; instants are milliseconds since 1970. */
export const orderingColumns = `(extract(epoch FROM holdfast_now()) * 1000)::float8 AS "readAt",
  s.ordering_open AS "orderingOpen", s.closed_message AS "closedMessage", s.paused_message AS "pausedMessage",
  CASE WHEN s.ordering_paused_until > holdfast_now() THEN (extract(epoch FROM s.ordering_paused_until) * 1000)::float8 END AS "pausedUntil",
  s.locale, s.timezone`;
