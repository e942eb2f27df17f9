import { mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { Bytes, Kind, Surroundings, Target } from "@/lib/deliveries/channels/kind";
import { exportFolder } from "@/lib/deliveries/channels/settings";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { type OrderRow, orderRow, rowHeadings } from "@/lib/deliveries/order-row";
import type { OrderEvent } from "@/lib/deliveries/payload";
import type { Answer } from "@/lib/deliveries/rules";
import type { OpenDestination } from "@/lib/deliveries/rules-of-destinations";
import { reached } from "@/lib/deliveries/steps";

/** What is frozen: the order's row, the day whose file it stands in, and the day that it stood in before. */
type Frozen = OrderRow & { day: string; formerDay: string | null; headings: string[] };

/**
 * A CSV file for each pickup day, an order a row. A file is written beside its place and then put there, so that whoever carries it away has the old one
 * or the new one, whole. Writing a row again changes nothing.
 */
export const folder: Kind = {
  channel: "folder",
  sideBySide: 200,
  restMs: 0,
  alone: true,
  prepare,
  send,
  resolve: send,
};

function prepare({ snapshot, previous }: OrderEvent, { address, personal }: Target, { shop }: Surroundings): Bytes {
  const options = { timezone: shop.timezone, personal };
  const former = (previous?.fulfilment as { day?: string } | undefined)?.day ?? null;
  const frozen: Frozen = {
    ...orderRow(snapshot, options),
    day: snapshot.pickupDay,
    formerDay: former === snapshot.pickupDay ? null : former,
    headings: rowHeadings(options),
  };
  return { address, body: JSON.stringify(frozen) };
}

async function send(batch: readonly ClaimedDelivery[], to: OpenDestination): Promise<Answer[]> {
  const rows = batch.map(({ body }) => JSON.parse(body) as Frozen);
  const days = new Set(rows.flatMap(({ day, formerDay }) => (formerDay ? [day, formerDay] : [day])));
  const failures = new Map<string, string>();
  for (const day of days) await writeDay(to, day, rows).catch((error: Error) => failures.set(day, error.message));
  return rows.map(({ day, formerDay }) => {
    const failure = failures.get(day) ?? (formerDay && failures.get(formerDay));
    return failure
      ? { outcome: "failed", detail: `The file could not be written: ${failure}` }
      : { outcome: "delivered", detail: `Written to ${fileName(day)}.` };
  });
}

const fileName = (day: string) => `orders-${day}.csv`;

async function writeDay(to: OpenDestination, day: string, rows: readonly Frozen[]): Promise<void> {
  const place = path.join(exportFolder(), to.address);
  await mkdir(place, { recursive: true });
  const file = path.join(place, fileName(day));
  const known = await readRows(file);
  for (const { number, cells, day: now, formerDay } of rows) {
    if (now === day) known.set(number, cells.map(String));
    else if (formerDay === day) known.delete(number);
  }
  const sorted = [...known].sort(([one], [other]) => one.localeCompare(other, "en", { numeric: true }));
  await replaceFile(
    file,
    stringify([rows[0]!.headings, ...sorted.map(([, cells]) => cells)], { bom: true, record_delimiter: "windows" }),
  );
}

async function readRows(file: string): Promise<Map<string, string[]>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const [, ...rows] = parse(text, { bom: true, relax_column_count: true }) as string[][];
  return new Map(rows.map((row) => [row[0] ?? "", row]));
}

async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.writing`;
  const handle = await open(beside, "w", 0o640);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  reached("written", "folder");
  await rename(beside, file);
}
