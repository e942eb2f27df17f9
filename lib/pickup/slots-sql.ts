const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The columns of a SlotView, of `pickup_slots` as `s` beside `pickup_days` as `d`, as one jsonb object. */
export const slotViewSql = `jsonb_build_object(
  'id', s.id, 'startsAt', ${iso("s.starts_at")}, 'endsAt', ${iso("s.ends_at")}, 'startsMinute', s.starts_minute, 'endsMinute', s.ends_minute, 'chooseUntil', ${iso("s.choose_until")},
  'capacity', s.capacity, 'taken', s.taken, 'closed', s.closed_at IS NOT NULL, 'dayRoom', d.capacity - d.taken, 'version', s.version)`;

/** The slots that the shop offers on a day, as a jsonb array of SlotView, earliest first; null where it offers none. `day` is SQL. */
export function slotsOfDaySql(day: string): string {
  return `(SELECT jsonb_agg(${slotViewSql} ORDER BY s.starts_at) FROM pickup_slots s LEFT JOIN pickup_days d ON d.day = s.day
            WHERE s.day = ${day} AND s.offered)`;
}
