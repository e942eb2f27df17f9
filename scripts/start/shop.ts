import { existsSync } from "node:fs";
import path from "node:path";
import type { Settings } from "@/lib/env";
import { refuseUnfinished } from "../backup/journal";
import { Failure, wordsFor } from "../failure";
import { openEmbedded } from "../postgres/embedded";
import { requireSupported } from "../postgres/supported";
import { leaveDatabase, prepareDatabase } from "../prepare-database";
import { announceOpen } from "./announce";
import { Closing } from "./closing";
import { type Companion, keepRunning, type Program } from "./companion";
import type { FirstOwner } from "./first-run";
import { AlreadyOpen, claimFolder } from "./lock";
import { sayAs } from "./logs";
import { requireFreePort } from "./ports";

/** What the start runs, so that its tests can run something lighter. */
export type Parts = {
  web: Program;
  worker: Program;
  /** The demo's other system. */
  viewer(settings: Settings): Program | undefined;
  /** Fills an unused database; tells whether this is the demo. */
  demo(settings: Settings): Promise<boolean>;
  owner(settings: Settings): Promise<FirstOwner | undefined>;
  /** Makes what the web process serves, if it is not there. */
  build(signal: AbortSignal): Promise<void>;
};

const say = sayAs("start");

/** All of `npm start`: comes back when the shop is open; a signal closes it in order and ends the process. */
export async function openShop(settings: Settings, parts: Parts): Promise<void> {
  const closing = new Closing(say);
  try {
    await open(settings, parts, closing);
  } catch (error) {
    if (closing.begun) return;
    const already = error instanceof AlreadyOpen;
    if (already) console.log(error.message);
    else console.error(wordsFor(error));
    await closing.close(already ? 0 : 1);
  }
}

async function open(settings: Settings, parts: Parts, closing: Closing): Promise<void> {
  const lock = claimFolder(settings.DATA_DIR, settings.APP_URL);
  closing.first(async () => lock.release());
  refuseUnfinished(settings.DATA_DIR);
  const patience = lock.stale ? 8_000 : 0;
  await requireFreePort("PORT", settings.PORT, patience, settings.HOST);
  process.env.DATABASE_URL = await openDatabase(settings, closing);
  for (const name of await prepareDatabase(process.env.DATABASE_URL)) say(`migrated: ${name}`);
  const demo = await parts.demo(settings);
  await parts.build(closing.signal);
  const viewer = demo ? parts.viewer(settings) : undefined;
  if (viewer) await requireFreePort("ORDER_VIEWER_PORT", settings.ORDER_VIEWER_PORT, patience, "127.0.0.1");
  await openDoors({ ...parts, viewer }, closing);
  // Made last, so that nothing can come between the password and its being shown.
  const owner = await parts.owner(settings);
  await leaveDatabase();
  announceOpen(settings, { owner, viewer: viewer !== undefined });
}

/** The address of the database: the given one, or that of the shop's own, which is stopped last. */
async function openDatabase(settings: Settings, closing: Closing): Promise<string> {
  if (settings.DATABASE_URL) return requireSupported(settings.DATABASE_URL);
  if (!existsSync(path.join(settings.DATA_DIR, "postgres"))) say("making a database in the data folder");
  const opening = openEmbedded(settings.DATA_DIR, say);
  closing.first(async () => (await opening.catch(() => undefined))?.stop());
  return (await opening).url;
}

type Programs = Pick<Parts, "web" | "worker"> & { viewer: Program | undefined };

async function openDoors({ web, worker, viewer }: Programs, closing: Closing): Promise<void> {
  if (closing.begun) return;
  if (viewer) run(viewer, closing, 500);
  run(worker, closing, 5_000);
  await run(web, closing, 5_000).ready.catch(() => {
    throw new Failure("The web server could not be started: see above.");
  });
}

/** What is opened last is closed first: web, then worker, then database. */
function run(program: Program, closing: Closing, grace: number): Companion {
  const companion = keepRunning(program, sayAs(program.name));
  closing.first(() => companion.stop(grace));
  return companion;
}
