import { Readable } from "node:stream";
import { stringify } from "csv-stringify";

export type Cell = string | number | boolean | null;
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/**
 * Rows as a CSV file in UTF-8, written as they are read: headings first, RFC 4180, with a byte order mark so that spreadsheets see accents. A
 * text that a spreadsheet would run as a formula is given an apostrophe.
 */
export function csvStream<Row>(
  columns: Columns<Row>,
  rows: AsyncIterable<Row> | Iterable<Row>,
): ReadableStream<Uint8Array> {
  const cells = Object.values(columns);
  async function* records(): AsyncGenerator<Cell[]> {
    yield Object.keys(columns);
    for await (const row of rows) yield cells.map((cell) => safeCell(cell(row)));
  }
  const file = Readable.from(records()).compose(stringify({ bom: true, record_delimiter: "windows" }));
  return Readable.toWeb(file) as ReadableStream<Uint8Array>;
}

/** A cell that no spreadsheet takes for a formula; some take the wide signs of Chinese and Japanese for the narrow ones. */
export function safeCell(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

/** An answer that a browser saves under a name. */
export function csvResponse<Row>(
  name: string,
  columns: Columns<Row>,
  rows: AsyncIterable<Row> | Iterable<Row>,
): Response {
  return new Response(csvStream(columns, rows), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
