import type { Settings } from "@/lib/env";
import { Failure } from "./failure";
import { findEmbedded, openEmbedded } from "./postgres/embedded";
import { findPlace } from "./postgres/place";
import { leaveDatabase } from "./prepare-database";
import { loadSettings } from "./settings";

/**
 * Readies this process to be one of the shop's: settings, secrets, and where the database is. That is DATABASE_URL, or
 * the shop's own if it is running in this folder.
 */
export async function joinShop(as: string): Promise<Settings> {
  const settings = loadSettings();
  process.env.HOLDFAST_PROCESS ??= as;
  process.env.DATABASE_URL = settings.DATABASE_URL ?? (await findEmbedded(settings.DATA_DIR)) ?? refuse();
  return settings;
}

/** Does some work on the shop's database, whether the shop is open or not: its own is started if need be, and stopped. */
export async function withShopDatabase(as: string, work: (settings: Settings) => Promise<void>): Promise<void> {
  const settings = loadSettings();
  process.env.HOLDFAST_PROCESS ??= as;
  const running = settings.DATABASE_URL ?? (await findEmbedded(settings.DATA_DIR));
  if (!running && !findPlace(settings.DATA_DIR)) refuse();
  const opened = running ? undefined : await openEmbedded(settings.DATA_DIR);
  process.env.DATABASE_URL = running ?? opened?.url;
  try {
    await work(settings);
  } finally {
    await leaveDatabase();
    await opened?.stop();
  }
}

function refuse(): never {
  throw new Failure("No database is running in this folder. Start the shop with `npm start`, or set DATABASE_URL.");
}
