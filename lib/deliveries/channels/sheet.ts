import { z } from "zod";
import { Sheets, safeJson, serviceAccountInput } from "@/lib/deliveries/channels/google";
import type { Bytes, Kind, Surroundings, Target } from "@/lib/deliveries/channels/kind";
import { answerOf, type Heard, type Silence } from "@/lib/deliveries/channels/poster";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { type OrderRow, orderRow, rowHeadings } from "@/lib/deliveries/order-row";
import type { OrderEvent } from "@/lib/deliveries/payload";
import type { Answer } from "@/lib/deliveries/rules";
import type { OpenDestination } from "@/lib/deliveries/rules-of-destinations";

type Frozen = OrderRow & { headings: string[] };

/** 60 writes a minute for a user: a wave is three questions at most, and waits this long for the next. */
const restMs = 3_000;

/**
 * A row for each order in a Google Sheet, found by its number in column A: appended once, updated in place after that. An append whose answer was lost is
 * unknown until column A was looked at again.
 */
export const sheet: Kind = sheetWithin(20_000);

/** The same with another patience, in milliseconds for one question, and another rest between waves. */
export function sheetWithin(patienceMs: number, rest = restMs): Kind {
  const sheets = new Sheets(patienceMs);
  return {
    ...{ channel: "sheet", sideBySide: 100, restMs: rest, alone: true, prepare },
    send: (batch, to, stopping) => send(pageOf(sheets, to, stopping), batch),
    resolve: (batch, to, stopping) => resolve(pageOf(sheets, to, stopping), batch),
  };
}

function prepare({ snapshot }: OrderEvent, { address, personal }: Target, { shop }: Surroundings): Bytes {
  const options = { timezone: shop.timezone, personal };
  const frozen: Frozen = { ...orderRow(snapshot, options), headings: rowHeadings(options) };
  return { address, body: JSON.stringify(frozen) };
}

type Page = {
  numbers(): Promise<Heard | Silence>;
  update(rows: readonly { at: number; cells: unknown[] }[]): Promise<Heard | Silence>;
  append(rows: readonly unknown[][]): Promise<Heard | Silence>;
};

const settingsInput = z.object({ spreadsheetId: z.string(), tab: z.string() });

/** RAW: what stands in a cell is text or a number, never a formula. */
const raw = "RAW";

function pageOf(sheets: Sheets, { settings, secrets }: OpenDestination, stopping: AbortSignal): Page {
  const { spreadsheetId, tab } = settingsInput.parse(settings);
  const account = serviceAccountInput.parse(safeJson(secrets[0] ?? ""));
  const named = `'${tab.replaceAll("'", "''")}'`;
  const values = `${encodeURIComponent(spreadsheetId)}/values`;
  const columnA = encodeURIComponent(`${named}!A:A`);
  return {
    numbers: () => sheets.ask(account, { method: "GET", path: `${values}/${columnA}`, stopping }),
    update: (rows) => {
      const data = rows.map(({ at, cells }) => ({ range: `${named}!A${at}`, values: [cells] }));
      return sheets.ask(account, { path: `${values}:batchUpdate`, body: { valueInputOption: raw, data }, stopping });
    },
    append: (rows) => {
      const path = `${values}/${columnA}:append?valueInputOption=${raw}&insertDataOption=INSERT_ROWS`;
      return sheets.ask(account, { path, body: { values: rows }, stopping });
    },
  };
}

/** An order's number → its row, from 1. */
type Index = ReadonlyMap<string, number>;

async function send(page: Page, batch: readonly ClaimedDelivery[]): Promise<Answer[]> {
  const { index, trouble } = await readIndex(page);
  if (!index) return batch.map(() => trouble);
  const rows = batch.map(({ body }) => JSON.parse(body) as Frozen);
  const known = rows.filter(({ number }) => index.has(number));
  const fresh = rows.filter(({ number }) => !index.has(number));
  const updated =
    known.length > 0 ? answerOf(await page.update(known.map((row) => ({ ...row, at: index.get(row.number)! })))) : null;
  const appended = fresh.length > 0 ? appendAnswer(await page.append(withHeadings(fresh, index))) : null;
  return rows.map(({ number }) => (index.has(number) ? updated! : appended!));
}

async function resolve(page: Page, batch: readonly ClaimedDelivery[]): Promise<Answer[]> {
  const { index, trouble } = await readIndex(page);
  if (!index) return batch.map(() => ({ outcome: "unknown", detail: `Asking failed: ${trouble.detail}` }));
  return batch.map(({ body }) => {
    const at = index.get((JSON.parse(body) as Frozen).number);
    return at
      ? { outcome: "delivered", detail: `Looked: it stands in row ${at}.`, providerId: `row ${at}` }
      : { outcome: "not_sent", detail: "Looked: the sheet has no such row." };
  });
}

const columnInput = z.object({ values: z.array(z.array(z.unknown())).default([]) });

type Reading = { index: Index; trouble: null } | { index: null; trouble: Answer };

async function readIndex(page: Page): Promise<Reading> {
  const heard = await page.numbers();
  const answer = answerOf(heard);
  if (answer.outcome !== "delivered" || "silence" in heard) return { index: null, trouble: answer };
  const column = columnInput.safeParse(safeJson(heard.text));
  if (!column.success)
    return { index: null, trouble: { outcome: "failed", detail: "Google's answer was not a column." } };
  const rows = column.data.values.map(([cell], row) => [String(cell ?? ""), row + 1] as const);
  return { index: new Map(rows.reverse()), trouble: null };
}

/** An empty sheet gets its headings first. */
function withHeadings(rows: readonly Frozen[], index: Index): unknown[][] {
  const cells = rows.map((row) => row.cells);
  return index.size === 0 ? [rows[0]!.headings, ...cells] : cells;
}

/** An append may have happened although no good answer came: then it is looked for before it is made again. */
function appendAnswer(heard: Heard | Silence): Answer {
  const answer = answerOf(heard);
  const mayBeThere = "silence" in heard || heard.status >= 500;
  return mayBeThere ? { ...answer, outcome: "unknown" } : answer;
}
