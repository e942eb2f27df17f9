import { createHash } from "node:crypto";
import { renameSync, rmSync, statSync } from "node:fs";
import { type ArchiveWriter, writeArchive } from "./archive";
import { appVersion, entryNames, format, formatVersion, type Manifest, type Seal } from "./manifest";
import { listPhotos } from "./photos";
import type { Snapshot } from "./snapshot";

/** Rows are written in parts of about this size: a tar entry must say its length before its content. */
const partSize = 1024 * 1024;

export type Written = { bytes: number; rows: number; photos: number; takenAt: string };

type Wanted = {
  file: string;
  photoFolder: string;
  /** The key that opens sealed secrets, if it is to be in the file. */
  key?: string | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Writes a snapshot and the photos into one file, which appears whole or not at all. Memory stays flat, however large the shop.
 * Throws if the disk is full or `signal` says stop; then nothing is left behind.
 */
export async function writeBackup(snapshot: Snapshot, wanted: Wanted): Promise<Written> {
  const draft = `${wanted.file}.unfinished`;
  rmSync(draft, { force: true });
  const archive = writeArchive(draft);
  try {
    const sealing = sealAsItGoes(archive, wanted.signal);
    const manifest = manifestOf(snapshot, wanted.key !== undefined);
    await sealing.add(entryNames.manifest, Buffer.from(JSON.stringify(manifest, null, 1)));
    const tables = await addTables(snapshot, sealing.add);
    const photos = await addPhotos(wanted.photoFolder, sealing.add);
    if (wanted.key) await sealing.add(entryNames.key, Buffer.from(wanted.key));
    const seal: Seal = { ...sealing.sum(), tables, photos };
    await archive.add(entryNames.seal, Buffer.from(JSON.stringify(seal)));
    await archive.close();
    renameSync(draft, wanted.file);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return { bytes: statSync(wanted.file).size, rows, photos: photos.files, takenAt: manifest.takenAt };
  } catch (error) {
    await archive.abandon();
    rmSync(draft, { force: true });
    throw error;
  }
}

type Add = ArchiveWriter["add"];

function manifestOf({ contents }: Snapshot, holdsKey: boolean): Manifest {
  return { format, version: formatVersion, app: appVersion(), ...contents, holdsKey };
}

function sealAsItGoes(archive: ArchiveWriter, signal: AbortSignal | undefined) {
  const all = createHash("sha256");
  let entries = 0;
  const add: Add = async (name, bytes) => {
    signal?.throwIfAborted();
    all.update(`${name}\0${bytes.length}\0`).update(bytes);
    entries += 1;
    await archive.add(name, bytes);
  };
  return { add, sum: () => ({ entries, sha256: all.digest("hex") }) };
}

async function addTables(snapshot: Snapshot, add: Add): Promise<Seal["tables"]> {
  const sums: Seal["tables"] = [];
  for (const { name, rows } of snapshot.contents.tables) {
    const hash = createHash("sha256");
    let bytes = 0;
    let number = 0;
    for await (const part of inParts(snapshot.rows(name))) {
      hash.update(part);
      bytes += part.length;
      number += 1;
      await add(entryNames.part(name, number), part);
    }
    sums.push({ name, rows, bytes, sha256: hash.digest("hex") });
  }
  return sums;
}

async function* inParts(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    kept.push(piece);
    size += piece.length;
    if (size < partSize) continue;
    yield Buffer.concat(kept);
    kept = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(kept);
}

/** After the tables: a photo that the snapshot names was on the disk before its row was in the database. */
async function addPhotos(folder: string, add: Add): Promise<Seal["photos"]> {
  const sum = { files: 0, bytes: 0 };
  for await (const { place, bytes } of listPhotos(folder)) {
    await add(entryNames.photo(place), bytes);
    sum.files += 1;
    sum.bytes += bytes.length;
  }
  return sum;
}
