/** What a message says of a topic of many rows: all that there are, or those that changed and the keys of those that are no more. */
export type SaidRows<Row> = { rows: readonly Row[]; gone?: readonly string[] | undefined; whole: boolean };

/** What a page heard of a topic, by the rows' keys; null for a row that is no more. `over`: the rows as rendered whose place a whole took. */
export type HeardRows<Row> = { rows: ReadonlyMap<string, Row | null>; over: readonly Row[] | null };

type Form<Row> = { key: (row: Row) => string; version: (row: Row) => number };

/** Of a topic of which nothing was heard yet. */
export const noRowsHeard: HeardRows<never> = { rows: new Map(), over: null };

/** What is heard after a message: the whole replaces all that was, changes are put in their place. Messages come in the order in which they were read. */
export function hearRows<Row>(
  heard: HeardRows<Row>,
  { rows, gone = [], whole }: SaidRows<Row>,
  { key, rendered }: { key: Form<Row>["key"]; rendered: readonly Row[] },
): HeardRows<Row> {
  const known = new Map<string, Row | null>(whole ? [] : heard.rows);
  for (const row of rows) known.set(key(row), row);
  for (const id of gone) known.set(id, null);
  return { rows: known, over: whole ? rendered : heard.over };
}

/**
 * The rows as they stand. A whole counts for everything in whose place it was heard, also where versions went back, as after a backup was
 * restored; of rows that were rendered anew since, the newer version counts, and of one version what was heard.
 */
export function rowsNow<Row>(rendered: readonly Row[], heard: HeardRows<Row>, { key, version }: Form<Row>): Row[] {
  if (heard.over === rendered) return [...heard.rows.values()].filter((row) => row !== null);
  const rows = new Map(rendered.map((row) => [key(row), row]));
  for (const [id, row] of heard.rows) {
    const known = rows.get(id);
    if (row === null) rows.delete(id);
    else if (!known || version(row) >= version(known)) rows.set(id, row);
  }
  return [...rows.values()];
}
