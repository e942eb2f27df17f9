import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { SystemActor } from "@/lib/actor";
import { recordBackup } from "@/lib/backup/record-backup";
import { sizeWords } from "@/lib/backup/rules";
import { listMigrations } from "@/lib/db/migration-files";
import type { Settings } from "@/lib/env";
import { photoFolder } from "./backup/photos";
import { untilStopped } from "./backup/signals";
import { openSnapshot } from "./backup/snapshot";
import { type Written, writeBackup } from "./backup/write-backup";
import { Failure, run } from "./failure";
import { withShopDatabase } from "./join-shop";

const usage = "npm run backup [-- --to FILE_OR_FOLDER] [--keep COUNT] [--with-key]";
const maker: SystemActor = { kind: "system", name: "backup" };
const ours = /^holdfast-\d{8}-\d{6}\.backup$/;

type Wishes = { to: string | undefined; keep: number | undefined; withKey: boolean };

/** `npm run backup`: the whole shop as one file, while it runs. */
void run(async () => {
  const wishes = readWishes();
  const stop = untilStopped();
  await withShopDatabase("backup", async (settings) => {
    const file = placeFor(wishes.to, settings.DATA_DIR);
    const made = await backUp(settings, file, { ...wishes, signal: stop.signal });
    console.log(`${file}\n${summary(made)}`);
    if (wishes.keep) forgetOld(path.dirname(file), wishes.keep);
    if (!wishes.withKey)
      console.log(`Keep ${keyWords(settings)} beside it: sealed secrets open only with that (or use --with-key).`);
  });
});

function readWishes(): Wishes {
  try {
    const options = { to: { type: "string" }, keep: { type: "string" }, "with-key": { type: "boolean" } } as const;
    const { values } = parseArgs({ options });
    const keep = values.keep === undefined ? undefined : Number(values.keep);
    if (keep !== undefined && (!Number.isInteger(keep) || keep < 1)) throw new Error("--keep must be 1 or more");
    return { to: values.to, keep, withKey: values["with-key"] ?? false };
  } catch (error) {
    throw new Failure(`${(error as Error).message}\nUse it as: ${usage}`);
  }
}

/** The file to write: as named; with a name of its own in the folder that is named; or in the data folder. */
function placeFor(to: string | undefined, dataFolder: string): string {
  const stamp = new Date().toISOString().replace(/\D/g, "");
  const name = `holdfast-${stamp.slice(0, 8)}-${stamp.slice(8, 14)}.backup`;
  const wanted = path.resolve(to ?? path.join(dataFolder, "backups"));
  const isFolder = to === undefined || /[\\/]$/.test(to) || (existsSync(wanted) && statSync(wanted).isDirectory());
  const file = isFolder ? path.join(wanted, name) : wanted;
  if (existsSync(file)) throw new Failure(`${file} is there already. Name another file.`);
  makeFolder(path.dirname(file));
  return file;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Failure(`${folder} cannot be made (${(error as NodeJS.ErrnoException).code}). Name another place.`);
  }
}

async function backUp(settings: Settings, file: string, { withKey, signal }: Wishes & { signal: AbortSignal }) {
  const snapshot = await openSnapshot(process.env.DATABASE_URL!);
  try {
    const key = withKey ? settings.SECRETS_KEY.join(",") : undefined;
    const made = await writeBackup(snapshot, { file, photoFolder: photoFolder(settings.DATA_DIR), key, signal });
    await note(file, made, snapshot.contents.migrations);
    return made;
  } catch (error) {
    throw signal.aborted ? new Failure("Stopped. No backup was made.") : inWords(error, file);
  } finally {
    await snapshot.close();
  }
}

/** A database that waits for its migration has no place to note it in yet. */
async function note(place: string, made: Written, migrations: readonly string[]): Promise<void> {
  const { migrationDirectories } = await listMigrations();
  if (migrationDirectories.every(({ path: name }) => migrations.includes(name)))
    await recordBackup(maker, { place, ...made });
  else console.log("The database is older than this version, so the staff's page does not know of this backup.");
}

function inWords(error: unknown, file: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return new Failure(`The disk of ${file} is full. No backup was made.`);
  if (syscall && code) return new Failure(`${file} cannot be written (${code}). No backup was made.`);
  return error;
}

function summary({ bytes, rows, photos, takenAt }: Written): string {
  return `${sizeWords(bytes)}: ${rows} rows and ${photos} photo files, as they were at ${takenAt}.`;
}

function keyWords({ DATA_DIR }: Settings): string {
  const file = path.join(DATA_DIR, "secrets-key");
  return existsSync(file) ? file : "SECRETS_KEY";
}

/** Only files with names that this made, and the newest stay. */
function forgetOld(folder: string, keep: number): void {
  const names = readdirSync(folder).filter((name) => ours.test(name));
  for (const name of names.sort().slice(0, -keep)) {
    rmSync(path.join(folder, name));
    console.log(`Took away ${name}.`);
  }
}
