import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

type StoredPhoto = { place: string; bytes: Buffer };

/** A photo's place within its folder: plain names, so that no backup can write anywhere else. */
const plainPlace = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/** Where the shop keeps its photos. */
export function photoFolder(dataFolder: string): string {
  return path.join(dataFolder, "photos");
}

export function isPlainPlace(place: string): boolean {
  return place.length < 300 && plainPlace.test(place);
}

/** Every photo of a folder, one at a time. One that is taken away meanwhile is passed over. */
export async function* listPhotos(folder: string): AsyncGenerator<StoredPhoto> {
  if (!existsSync(folder)) return;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    const place = path.relative(folder, file).split(path.sep).join("/");
    const bytes = isPlainPlace(place) ? await readIfThere(file) : undefined;
    if (bytes) yield { place, bytes };
  }
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** Whether a folder holds any photo. */
export async function hasPhotos(folder: string): Promise<boolean> {
  for await (const _ of listPhotos(folder)) return true;
  return false;
}

/** Photos of a backup, gathered beside the folder that they will replace in one step. */
export class IncomingPhotos {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = photoFolder(dataFolder);
    rmSync(this.#incoming, { recursive: true, force: true });
    mkdirSync(this.#incoming, { recursive: true });
  }

  get #incoming(): string {
    return `${this.#folder}.incoming`;
  }

  get #replaced(): string {
    return `${this.#folder}.replaced`;
  }

  put(place: string, bytes: Buffer): void {
    const file = path.join(this.#incoming, ...place.split("/"));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }

  /** Puts them in the place of the folder's photos. `settle` then lets the old ones go. */
  takeOver(): void {
    rmSync(this.#replaced, { recursive: true, force: true });
    if (existsSync(this.#folder)) renameSync(this.#folder, this.#replaced);
    renameSync(this.#incoming, this.#folder);
  }

  settle(): void {
    rmSync(this.#replaced, { recursive: true, force: true });
  }

  abandon(): void {
    rmSync(this.#incoming, { recursive: true, force: true });
  }
}
