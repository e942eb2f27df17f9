import { createHash, type Hash } from "node:crypto";
import type { z } from "zod";
import { Failure } from "../failure";
import { type Entry, readArchive } from "./archive";
import { entryNames, formatVersion, type Manifest, manifestShape, type Seal, sealShape } from "./manifest";
import { isPlainPlace } from "./photos";

export type Part =
  | { kind: "rows"; table: string; bytes: Buffer }
  | { kind: "photo"; place: string; bytes: Buffer }
  | { kind: "key"; key: string };

/** A backup that was read whole, and is whole. */
export type Checked = { manifest: Manifest; seal: Seal };

/** Reads a whole backup and changes nothing. Refuses a foreign, newer, cut off or damaged file in words. */
export async function checkBackup(file: string): Promise<Checked> {
  return readBackup(file, async () => {});
}

/**
 * Gives every part of a backup to `take`, in the file's order, and compares all of it with the seal at the end. What was taken counts only when this
 * returns. Refuses as `checkBackup`.
 */
export async function readBackup(
  file: string,
  take: (part: Part, manifest: Manifest) => Promise<void>,
): Promise<Checked> {
  const reading = new Reading(file);
  const entries = readArchive(file);
  for (;;) {
    const { value: entry } = await entries.next().catch((error) => refuseBroken(file, reading, error));
    if (!entry) return reading.result();
    const part = reading.next(entry);
    if (part) await take(part, reading.manifest!);
  }
}

function refuseBroken(file: string, { manifest }: Reading, error: NodeJS.ErrnoException): never {
  if (error.code === "ENOENT") throw new Failure(`There is no file ${file}.`);
  if (error.code === "EISDIR") throw new Failure(`${file} is a folder. Name the backup's file.`);
  if (error.syscall) throw new Failure(`${file} cannot be read (${error.code}).`);
  if (!manifest) throw foreign(file);
  throw error.code === "Z_BUF_ERROR" || /Unexpected end/.test(error.message) ? cutOff(file) : damaged(file);
}

const foreign = (file: string) => new Failure(`${file} is not a backup of Holdfast. Nothing was changed.`);
const damaged = (file: string) => new Failure(`${file} is damaged. Nothing was changed; use another backup.`);
const cutOff = (file: string) =>
  new Failure(`${file} ends too early: it was not written or copied whole. Nothing was changed.`);

type Sum = { rows: number; bytes: number; hash: Hash };

/** What is known of a backup while it is read, entry after entry. */
class Reading {
  manifest: Manifest | undefined;
  #seal: Seal | undefined;
  #entries = 0;
  readonly #all = createHash("sha256");
  readonly #tables = new Map<string, Sum>();
  readonly #photos = { files: 0, bytes: 0 };

  constructor(readonly file: string) {}

  next({ name, bytes }: Entry): Part | undefined {
    if (!this.manifest) this.manifest = this.#open(name, bytes);
    if (this.#seal) throw damaged(this.file);
    if (name === entryNames.seal) {
      this.#seal = this.#parse(sealShape, bytes);
      return undefined;
    }
    this.#entries += 1;
    this.#all.update(`${name}\0${bytes.length}\0`).update(bytes);
    return name === entryNames.manifest ? undefined : this.#part(name, bytes);
  }

  result(): Checked {
    if (!this.manifest) throw foreign(this.file);
    if (!this.#seal) throw cutOff(this.file);
    const { entries, sha256, photos } = this.#seal;
    const whole = entries === this.#entries && sha256 === this.#all.digest("hex");
    const same = photos.files === this.#photos.files && photos.bytes === this.#photos.bytes;
    if (!whole || !same || !this.manifest.tables.every((table) => this.#agrees(table))) throw damaged(this.file);
    return { manifest: this.manifest, seal: this.#seal };
  }

  #open(name: string, bytes: Buffer): Manifest {
    if (name !== entryNames.manifest) throw foreign(this.file);
    const said = asJson(bytes);
    if (said?.format !== manifestShape.shape.format.value) throw foreign(this.file);
    if (Number(said.version) > formatVersion)
      throw new Failure(`${this.file} was made by a newer Holdfast (${said.app}). Bring this one up to date first.`);
    return this.#parse(manifestShape, bytes);
  }

  #parse<Shape extends z.ZodType>(shape: Shape, bytes: Buffer): z.output<Shape> {
    const parsed = shape.safeParse(asJson(bytes));
    if (!parsed.success) throw damaged(this.file);
    return parsed.data;
  }

  #part(name: string, bytes: Buffer): Part {
    const [kind, ...rest] = name.split("/");
    const place = rest.join("/");
    if (name === entryNames.key) return { kind: "key", key: bytes.toString("utf8") };
    if (kind === "tables" && rest.length === 2) return this.#rows(rest[0]!, bytes);
    if (kind !== "photos" || !isPlainPlace(place)) throw damaged(this.file);
    this.#photos.files += 1;
    this.#photos.bytes += bytes.length;
    return { kind: "photo", place, bytes };
  }

  #rows(table: string, bytes: Buffer): Part {
    if (!this.manifest?.tables.some(({ name }) => name === table)) throw damaged(this.file);
    const sum = this.#tables.get(table) ?? { rows: 0, bytes: 0, hash: createHash("sha256") };
    this.#tables.set(table, sum);
    sum.rows += countLines(bytes);
    sum.bytes += bytes.length;
    sum.hash.update(bytes);
    return { kind: "rows", table, bytes };
  }

  #agrees({ name, rows }: Manifest["tables"][number]): boolean {
    const sealed = this.#seal?.tables.find((table) => table.name === name);
    const found = this.#tables.get(name) ?? { rows: 0, bytes: 0, hash: createHash("sha256") };
    const same = found.bytes === sealed?.bytes && found.hash.digest("hex") === sealed.sha256;
    return same && found.rows === rows && sealed.rows === rows;
  }
}

/** COPY ends each row with a line break, and writes those within values as two letters. */
function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

function asJson(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
