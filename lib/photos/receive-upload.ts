import { open, rm } from "node:fs/promises";
import { refuse } from "@/lib/photos/refusals";
import { kindOf, mostBytes, type PhotoKind } from "@/lib/photos/rules";
import { placeForUpload } from "@/lib/photos/store";

/**
 * Writes an upload to a file as it comes in, shows it to `use`, and removes it again whatever happened. Reads no further than the first
 * bytes where those are no photo's. Refuses `too_large` and `not_a_photo`.
 */
export async function withUpload<Result>(
  body: ReadableStream<Uint8Array> | null,
  use: (file: string, kind: PhotoKind) => Promise<Result>,
): Promise<Result> {
  const file = await placeForUpload();
  try {
    return await use(file, await write(file, body));
  } finally {
    await rm(file, { force: true });
  }
}

async function write(file: string, body: ReadableStream<Uint8Array> | null): Promise<PhotoKind> {
  const handle = await open(file, "wx", 0o600);
  try {
    let bytes = 0;
    let start = Buffer.alloc(0);
    for await (const chunk of chunksOf(body)) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) refuse("too_large", { limitBytes: mostBytes });
      if (start.length < 64) start = Buffer.concat([start, chunk]).subarray(0, 64);
      if (start.length >= 12 && !kindOf(start)) refuse("not_a_photo", {});
      await handle.write(chunk);
    }
    return kindOf(start) ?? refuse("not_a_photo", {});
  } finally {
    await handle.close();
  }
}

/** A connection that breaks leaves a file that is cut short. */
async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  try {
    while (reader) {
      const { done, value } = await reader.read().catch(() => refuse("broken_photo", {}));
      if (done) return;
      yield value;
    }
  } finally {
    void reader?.cancel().catch(() => undefined);
  }
}
