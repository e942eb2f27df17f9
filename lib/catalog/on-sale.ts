const now = "(SELECT holdfast_now())";

/** The drops that decide about an item, given as SQL. One that it has left decides no more. */
const dropsOf = (itemId: string) =>
  `FROM drop_items m JOIN drops d ON d.id = m.drop_id WHERE m.item_id = ${itemId} AND m.left_at IS NULL`;
const notOver = (at: string) => `coalesce(d.ends_at > ${at}, true)`;

/** Whether an item's drops, if it has any, let it be ordered at an instant. Both are given as SQL. */
function dropOpenSql(itemId: string, at: string): string {
  return `coalesce((SELECT bool_or(d.starts_at <= ${at} AND ${notOver(at)}) ${dropsOf(itemId)}), true)`;
}

const scheduledAtSql = (at: string) => `v.hidden_at IS NULL AND i.hidden_at IS NULL
  AND coalesce(i.on_sale_from <= ${at}, true) AND coalesce(i.on_sale_until > ${at}, true)`;
const scheduledSql = scheduledAtSql(now);

/**
 * Whether a variant `v` of an item `i` is to be seen now, as SQL: what is archived is hidden too, what is in a drop is seen before it begins, not
 * after it is over. Every statement that shows something says it with these words.
 */
export const shownSql = `(${scheduledSql} AND coalesce((SELECT bool_or(${notOver(now)}) ${dropsOf("i.id")}), true))`;

/** Whether it can be ordered at an instant, given as SQL: seen, and in no drop that has yet to begin. */
export function orderableAtSql(at: string): string {
  return `(${scheduledAtSql(at)} AND ${dropOpenSql("i.id", at)})`;
}

/** Whether it can be ordered now. Every statement that offers something says it with these words. */
export const orderableSql = orderableAtSql(now);

/** Whether drops decide about an item `i`, and all of them are over. */
export const overSql = `NOT coalesce((SELECT bool_or(${notOver(now)}) ${dropsOf("i.id")}), true)`;

/** When the drop begins that keeps an item `i` from being ordered now, in milliseconds since 1970; null if none does. */
export const opensAtSql = `(SELECT CASE WHEN bool_or(d.starts_at <= ${now} AND ${notOver(now)}) THEN NULL
  ELSE (extract(epoch FROM min(d.starts_at) FILTER (WHERE d.starts_at > ${now})) * 1000)::float8 END ${dropsOf("i.id")})`;

/** Whether customers may see how many there are: not before a drop that keeps that to itself. */
export const countedSql = `(${scheduledSql} AND coalesce((
  SELECT bool_or((d.says_count OR d.starts_at <= ${now}) AND ${notOver(now)}) ${dropsOf("i.id")}), true))`;

/** The drop that an item `i` is in or waits for, as JSON; null if there is none. */
export const dropSql = `(SELECT jsonb_build_object('id', d.id, 'slug', d.slug, 'name', d.name, 'saysCount', d.says_count, 'tellMinutes', d.tell_minutes,
    'startsAt', (extract(epoch FROM d.starts_at) * 1000)::bigint, 'endsAt', (extract(epoch FROM d.ends_at) * 1000)::bigint)
  ${dropsOf("i.id")} AND ${notOver(now)} ORDER BY d.starts_at LIMIT 1)`;
