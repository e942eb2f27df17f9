import readline from "node:readline/promises";
import type { Settings } from "@/lib/env";
import { refuseUnfinished } from "./backup/journal";
import { Failure } from "./failure";
import { findEmbedded, openEmbedded } from "./postgres/embedded";
import { findPlace } from "./postgres/place";
import { leaveDatabase } from "./prepare-database";
import { loadSettings } from "./settings";
import { AlreadyOpen, claimFolder } from "./start/lock";

/**
 * Readies this process to be one of the shop's: settings, secrets, and where the database is. That is DATABASE_URL, or
 * the shop's own if it is running in this folder.
 */
export async function joinShop(as: string): Promise<Settings> {
  const settings = loadSettings();
  refuseUnfinished(settings.DATA_DIR);
  process.env.HOLDFAST_PROCESS ??= as;
  process.env.DATABASE_URL = settings.DATABASE_URL ?? (await findEmbedded(settings.DATA_DIR)) ?? refuse();
  return settings;
}

/** Does some work on the shop's database, whether the shop is open or not: its own is started if need be, and stopped. */
export async function withShopDatabase(as: string, work: (settings: Settings) => Promise<void>): Promise<void> {
  const settings = loadSettings();
  refuseUnfinished(settings.DATA_DIR);
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

/** Claims the data folder for work that needs the shop closed. Refuses while it is open. */
export function claimClosed(dataFolder: string, address: string): { release(): void } {
  try {
    return claimFolder(dataFolder, address);
  } catch (error) {
    if (error instanceof AlreadyOpen) throw new Failure(`${error.message}. Close it first.`);
    throw error;
  }
}

/** Goes on only if whoever is at the terminal types the word. */
export async function confirm(word: string): Promise<void> {
  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  const answer = await Promise.race([terminal.question(`Type "${word}" to go on: `), closed]);
  terminal.close();
  if (answer.trim() !== word) throw new Failure("Nothing was changed.");
}
