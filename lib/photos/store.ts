import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { env } from "@/lib/env";
import { parseFileName } from "@/lib/photos/rules";

/** The one door to the photos' files. They are in the data folder, each written once and never changed. */
const folder = () => path.join(env().DATA_DIR, "photos");

/** Keeps a photo's file: there as a whole, or not at all. */
export async function putPhotoFile(file: string, bytes: Uint8Array): Promise<void> {
  const target = pathOf(file);
  const beside = path.join(folder(), `.${randomBytes(8).toString("hex")}`);
  await mkdir(folder(), { recursive: true });
  try {
    await writeFile(beside, bytes, { flush: true });
    await rename(beside, target);
  } finally {
    await rm(beside, { force: true });
  }
}

/** A photo's file as a stream with its length in bytes; null if there is none, or the name is not a photo's. */
export async function openPhotoFile(file: string): Promise<{ bytes: number; body: ReadableStream<Uint8Array> } | null> {
  if (!parseFileName(file)) return null;
  try {
    const handle = await open(pathOf(file));
    const { size } = await handle.stat();
    return { bytes: size, body: Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array> };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A photo's file as a whole; null if there is none. */
export async function readPhotoFile(file: string): Promise<Buffer | null> {
  try {
    return await readFile(pathOf(file));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Removes a photo's file, if it is there. */
export async function removePhotoFile(file: string): Promise<void> {
  await rm(pathOf(file), { force: true });
}

/** Every file behind the door with the time it was written, what was left half written by a crash too. */
export async function listPhotoFiles(): Promise<{ file: string; writtenAt: Date }[]> {
  const names = await readdir(folder()).catch((error) => (isMissing(error) ? [] : Promise.reject(error)));
  const found = await Promise.all(names.map(fileAt));
  return found.filter((one) => one !== null);
}

/** A new place for an upload while it comes in. Whoever asks removes it. */
export async function placeForUpload(): Promise<string> {
  await mkdir(folder(), { recursive: true });
  return path.join(folder(), `.${randomBytes(8).toString("hex")}`);
}

async function fileAt(file: string): Promise<{ file: string; writtenAt: Date } | null> {
  const found = await stat(path.join(folder(), file)).catch(() => null);
  return found?.isFile() ? { file, writtenAt: found.mtime } : null;
}

/** A half-written file starts with a dot; nothing else but a photo's file has a path here. */
function pathOf(file: string): string {
  if (!parseFileName(file) && !/^\.[0-9a-f]{16}$/.test(file))
    throw new Error("This is not the name of a photo's file.");
  return path.join(folder(), file);
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
