import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { type Encoding, textOf } from "@/lib/catalog/import/file-text";
import { refuse } from "@/lib/catalog/import/refusals";

/** One row of a file, and the line that it begins in, as an editor counts. */
export type Row = { line: number; cells: string[] };
export type Rows = { headings: string[]; rows: AsyncGenerator<Row> };

const mostColumns = 300;
const mostRows = 50_000;
const longestRow = 256 * 1024;

/**
 * Reads a CSV file as it comes in: headings first, then rows that hold anything. The delimiter is found by itself: comma, semicolon or tab.
 * Refuses `empty_file`, `heading_twice`, `too_many_columns`, and while rows are read `only_headings`, `broken_row`, `too_many_rows`, and as `textOf`.
 */
export async function readRows(body: AsyncIterable<Uint8Array>, encoding: Encoding = "utf-8"): Promise<Rows> {
  const { start, rest } = await firstLine(withPlainBreaks(textOf(body, encoding)));
  if (start.trim() === "") refuse("empty_file", {});
  const told = toldDelimiter(start);
  const records = parseRecords(rest, told ? { delimiter: told, from_line: 2 } : { delimiter: delimiterOf(start) });
  const first = await records.next();
  if (first.done) return refuse("empty_file", {});
  const headings = first.value.cells.map((heading) => heading.trim());
  requireHeadings(headings);
  return { headings, rows: filled(records) };
}

function requireHeadings(headings: readonly string[]): void {
  if (headings.length > mostColumns) refuse("too_many_columns", { most: mostColumns });
  const names = headings.map((heading) => heading.toLowerCase());
  const twice = headings.find((heading, at) => heading !== "" && names.indexOf(heading.toLowerCase()) < at);
  if (twice) refuse("heading_twice", { heading: twice });
}

/** Lines end with one letter, whichever system wrote them: so they are counted as an editor does. */
async function* withPlainBreaks(text: AsyncGenerator<string>): AsyncGenerator<string> {
  let kept = "";
  for await (const piece of text) {
    const all = kept + piece;
    kept = all.endsWith("\r") ? "\r" : "";
    yield all.slice(0, all.length - kept.length).replace(/\r\n?/g, "\n");
  }
  if (kept) yield "\n";
}

/** Enough of the text to see the headings in, and all of the text. */
async function firstLine(text: AsyncGenerator<string>): Promise<{ start: string; rest: AsyncGenerator<string> }> {
  let start = "";
  for (;;) {
    const { value, done } = await text.next();
    start += value ?? "";
    if (done || start.trimStart().includes("\n") || start.length > longestRow) break;
  }
  async function* rest() {
    yield start;
    yield* text;
  }
  return { start, rest: rest() };
}

/** Some spreadsheets tell the delimiter in a line before the headings: `sep=;` */
function toldDelimiter(start: string): string | undefined {
  return /^sep=([,;\t])\n/i.exec(start)?.[1];
}

/** The one of the three that the headings have most of, outside quotation marks. */
function delimiterOf(start: string): string {
  const headings =
    start
      .replace(/"[^"]*"/g, "")
      .trimStart()
      .split("\n")[0] ?? "";
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: headings.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

type Cut = { delimiter: string; from_line?: number };

async function* parseRecords(text: AsyncGenerator<string>, cut: Cut): AsyncGenerator<Row> {
  const options = { ...cut, info: true, relax_column_count: true, max_record_size: longestRow };
  const records = Readable.from(text).compose(parse(options));
  let before = 0;
  try {
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line: before + 1, cells: record };
      before = info.lines;
    }
  } catch (error) {
    throw refuseBroken(error as Error & { code?: string; lines?: number }, before + 1);
  }
}

function refuseBroken(error: Error & { code?: string }, line: number): unknown {
  if (error.code === "CSV_MAX_RECORD_SIZE") return refuse("broken_row", { line, because: "length" });
  if (error.code?.includes("QUOTE")) return refuse("broken_row", { line, because: "quote" });
  return error;
}

async function* filled(records: AsyncGenerator<Row>): AsyncGenerator<Row> {
  let count = 0;
  for await (const row of records) {
    if (row.cells.every((cell) => cell.trim() === "")) continue;
    count += 1;
    if (count > mostRows) refuse("too_many_rows", { most: mostRows });
    yield row;
  }
  if (count === 0) refuse("only_headings", {});
}
