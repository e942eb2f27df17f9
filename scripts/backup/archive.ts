import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import tar from "tar-stream";

export type Entry = { name: string; bytes: Buffer };

/** No entry that we write is larger, so none that is larger is ours. */
const largestEntry = 64 * 1024 * 1024;

export type ArchiveWriter = {
  add(name: string, bytes: Buffer): Promise<void>;
  /** Writes the end, and waits until the disk has it all. */
  close(): Promise<void>;
  /** Lets go of the file without an end. */
  abandon(): Promise<void>;
};

/** Writes a compressed archive, an entry at a time, as fast as the disk takes it. Refuses a file that is there. */
export function writeArchive(file: string): ArchiveWriter {
  const pack = tar.pack();
  const written = pipeline(pack, createGzip(), createWriteStream(file, { flags: "wx", mode: 0o600 }));
  written.catch(() => {});
  return {
    add: (name, bytes) => Promise.race([addEntry(pack, name, bytes), written]),
    close: async () => {
      pack.finalize();
      await written;
      await flush(file);
    },
    abandon: async () => {
      pack.destroy();
      await written.catch(() => {});
    },
  };
}

function addEntry(pack: tar.Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const entry = pack.entry({ name, size: bytes.length, mode: 0o600 }, (error) => (error ? reject(error) : resolve()));
    entry.end(bytes);
  });
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads an archive an entry at a time. Throws what zlib and tar say of a file that is none, or is broken. */
export async function* readArchive(file: string): AsyncGenerator<Entry> {
  const extract = tar.extract();
  const read = pipeline(createReadStream(file), createGunzip(), extract);
  read.catch(() => {});
  for await (const entry of extract) {
    const { name, size = 0, type } = entry.header;
    if (type !== "file" || size > largestEntry) throw new Error(`not an entry of ours: ${type} ${size}`);
    const pieces: Buffer[] = [];
    for await (const piece of entry) pieces.push(piece as Buffer);
    yield { name, bytes: Buffer.concat(pieces) };
  }
  await read;
}
