import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** What every backup says of itself in its first entry, so that another program knows it, and a later one can read it. */
export const format = "holdfast backup";
export const formatVersion = 1;

/** Entries of the archive, in this order: the manifest, tables in parts, photos, perhaps the key, the seal. */
export const entryNames = {
  manifest: "manifest.json",
  part: (table: string, number: number) => `tables/${table}/${String(number).padStart(6, "0")}.copy`,
  photo: (place: string) => `photos/${place}`,
  key: "secrets-key",
  seal: "seal.json",
};

/** Tables that are of this moment or this machine: who is signed in and looks, who knocks too often, which worker lives, which file is being read. */
export const leftOut = [
  ...["sessions", "staff_beats", "rate_limits", "worker_heartbeats"],
  ...["catalog_imports", "catalog_import_items"],
];

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const count = z.number().int().nonnegative();

export const manifestShape = z.object({
  format: z.literal(format),
  version: z.number().int().positive(),
  app: z.string(),
  takenAt: z.iso.datetime(),
  server: z.string(),
  migrations: z.array(z.string().regex(/^\w+$/)),
  tables: z.array(z.object({ name, columns: z.array(name), rows: count })),
  sequences: z.array(z.object({ name, value: z.string().regex(/^-?\d+$/) })),
  /** Ids (no more) of the keys that sealed secrets were made with: they say whether a place can open them. */
  keys: z.array(z.string()),
  holdsKey: z.boolean(),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const sealShape = z.object({
  entries: count,
  sha256,
  tables: z.array(z.object({ name, rows: count, bytes: count, sha256 })),
  photos: z.object({ files: count, bytes: count }),
});

export type Manifest = z.output<typeof manifestShape>;
export type Seal = z.output<typeof sealShape>;

/** The version of this program. */
export function appVersion(): string {
  return JSON.parse(readFileSync(path.resolve("package.json"), "utf8")).version;
}
