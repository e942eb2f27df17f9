import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Settings } from "@/lib/env";
import { keyIds } from "@/lib/secrets";
import { findUnfinished } from "./backup/journal";
import { hasPhotos, photoFolder } from "./backup/photos";
import { checkBackup } from "./backup/read-backup";
import { type RestoredShop, restoreBackup } from "./backup/restore-backup";
import { untilStopped } from "./backup/signals";
import { lookAt } from "./backup/target";
import { Failure, run } from "./failure";
import { claimClosed, confirm } from "./join-shop";
import { openEmbedded } from "./postgres/embedded";
import { requireSupported } from "./postgres/supported";
import { leaveDatabase } from "./prepare-database";
import { loadSettings } from "./settings";

const usage = "npm run restore FILE [-- --force]";

/** `npm run restore FILE`: a backup becomes the shop of this folder, or of the database that DATABASE_URL names. */
void run(async () => {
  const { file, force } = readWishes();
  const { signal } = untilStopped();
  const { manifest } = await checkBackup(file);
  console.log(`${file} is whole: taken at ${manifest.takenAt} by Holdfast ${manifest.app}.`);
  const ownKey = !process.env.SECRETS_KEY;
  const settings = loadSettings();
  const claim = claimClosed(settings.DATA_DIR, settings.APP_URL);
  try {
    await withTarget(settings, async (url) => {
      await requirePlace(url, settings.DATA_DIR, { file, force });
      const restored = await restoreBackup({ url, file, dataFolder: settings.DATA_DIR, signal });
      tell(restored);
      tellOfKeys(restored, settings, ownKey);
    });
  } catch (error) {
    throw signal.aborted && (error as Error).name === "AbortError"
      ? new Failure("Stopped. Nothing was changed.")
      : error;
  } finally {
    claim.release();
  }
});

function readWishes(): { file: string; force: boolean } {
  try {
    const { values, positionals } = parseArgs({ options: { force: { type: "boolean" } }, allowPositionals: true });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new Error("Name one backup file.");
    return { file: path.resolve(file), force: values.force ?? false };
  } catch (error) {
    throw new Failure(`${(error as Error).message}\nUse it as: ${usage}`);
  }
}

async function withTarget(settings: Settings, work: (url: string) => Promise<void>): Promise<void> {
  const given = settings.DATABASE_URL && (await requireSupported(settings.DATABASE_URL));
  const opened = given ? undefined : await openEmbedded(settings.DATA_DIR);
  process.env.DATABASE_URL = given ?? opened?.url;
  process.env.HOLDFAST_PROCESS ??= "restore";
  try {
    await work(process.env.DATABASE_URL!);
  } finally {
    await leaveDatabase();
    await opened?.stop();
  }
}

/** A shop that people use is replaced only if they say so. What an interrupted restore left is nobody's. */
async function requirePlace(url: string, dataFolder: string, { file, force }: { file: string; force: boolean }) {
  const there = await lookAt(url);
  if (there.open > 0) throw new Failure("A shop is open on this database. Close it first. Nothing was changed.");
  if (findUnfinished(dataFolder)) return;
  const photos = await hasPhotos(photoFolder(dataFolder));
  if (there.unused && !photos) return;
  const what = there.unused ? `are photos in ${photoFolder(dataFolder)}` : `is ${shopWords(there)}`;
  if (!force)
    throw new Failure(`There ${what}. Nothing was changed. To replace it for good: npm run restore ${file} -- --force`);
  console.log(`There ${what}. This replaces them for good.`);
  await confirm("replace");
}

function shopWords({ orders, items }: { orders: number; items: number }): string {
  return `a shop with ${items} items and ${orders} orders`;
}

function tell({ manifest, seal, migrated, doubted, proof }: RestoredShop): void {
  const rows = seal.tables.reduce((sum, table) => sum + table.rows, 0);
  const orders = seal.tables.find(({ name }) => name === "orders")?.rows ?? 0;
  console.log(`Restored ${rows} rows (${orders} orders) and ${seal.photos.files} photo files; all of them counted.`);
  if (migrated.length > 0) console.log(`Brought up to date from Holdfast ${manifest.app}: ${migrated.join(", ")}.`);
  if (doubted > 0)
    console.log(`${doubted} messages were waiting then and may have been sent since: see Deliveries, state Unknown.`);
  if (proof.disagreeing === 0)
    console.log(
      `Stock proof: ${proof.levels} levels agree with ${proof.entries} ledger entries and ${proof.orders} open orders.`,
    );
  else {
    console.log(`Stock proof: ${proof.disagreeing} rows disagree. The stock page says which; the backup had them so.`);
    process.exitCode = 2;
  }
  console.log("Everybody signs in again, with the passwords of then. Open the shop with `npm start`.");
}

/** A shop whose sealed secrets cannot be opened runs, but signs in and exports without them. */
function tellOfKeys({ key, manifest }: RestoredShop, settings: Settings, ownKey: boolean): void {
  const here = settings.SECRETS_KEY;
  const missing = (keys: readonly string[]) => manifest.keys.filter((id) => !keyIds(keys).includes(id));
  if (missing(here).length === 0) return;
  const file = path.join(settings.DATA_DIR, "secrets-key");
  if (key && ownKey) {
    writeFileSync(file, [...new Set([...key.split(","), ...here])].join(","), { mode: 0o600 });
    console.log(`The key that was in the backup is in ${file} now.`);
  } else if (key) {
    writeFileSync(`${file}.restored`, key, { mode: 0o600 });
    console.log(`The key that was in the backup is in ${file}.restored: put it into SECRETS_KEY, then open the shop.`);
  } else {
    console.log(
      `Sealed secrets of this backup (two-factor, destinations) need the old shop's key ${missing(here).join(", ")}: put it into ${ownKey ? file : "SECRETS_KEY"}, with a comma before what is there.`,
    );
  }
}
