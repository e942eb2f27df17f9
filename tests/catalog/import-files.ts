import { exportColumns, exportItems } from "@/lib/catalog/export-items";
import { type ImportFile, prepareImport } from "@/lib/catalog/prepare-import";
import { csvStream } from "@/lib/csv";
import { manager } from "@/tests/support/shop";

/** A file as it comes in, in pieces that cut wherever they like. */
export async function* inPieces(content: string | Uint8Array, size = 61): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A dry run of a file by a manager. Returns the import's id. */
export function dryRun(content: string | Uint8Array, more: Partial<ImportFile> = {}): Promise<string> {
  return prepareImport(manager, { name: "items.csv", body: inPieces(content, 65_536), ...more });
}

/** The file that the shop would export now. */
export async function exported(): Promise<string> {
  return new Response(csvStream(exportColumns, exportItems(manager))).text();
}
