import { refuse } from "@/lib/catalog/import/refusals";

/** The largest file that is read. */
export const mostBytes = 20 * 1024 * 1024;

export const encodings = ["utf-8", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** What files begin with that people take for CSV, as hex. */
const kinds: readonly [start: string, kind: string][] = [
  ["504b0304", "a workbook or a zip archive"],
  ["d0cf11e0", "an old Excel workbook"],
  ["1f8b", "a compressed file"],
  ["25504446", "a PDF"],
  ["89504e47", "a picture"],
  ["ffd8ff", "a picture"],
  ["fffe", "text in UTF-16"],
  ["feff", "text in UTF-16"],
];

/**
 * A file's text as it comes in, without its byte order mark. Refuses `too_large`, `not_text` and, unless another encoding was asked for, `not_utf8`; the rest of a
 * file that is refused is not read.
 */
export async function* textOf(body: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  for await (const chunk of body) {
    if (bytes === 0) requireText(chunk);
    bytes += chunk.byteLength;
    if (bytes > mostBytes) refuse("too_large", { limitBytes: mostBytes });
    if (chunk.includes(0)) refuse("not_text", { kind: "a file of another kind" });
    yield decode(decoder, chunk, true);
  }
  yield decode(decoder, new Uint8Array(), false);
}

function requireText(chunk: Uint8Array): void {
  const start = Buffer.from(chunk.subarray(0, 8)).toString("hex");
  const found = kinds.find(([known]) => start.startsWith(known));
  if (found) refuse("not_text", { kind: found[1] });
}

function decode(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream });
  } catch {
    return refuse("not_utf8", {});
  }
}
