import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ask } from "@/scripts/postgres/cluster";
import { databaseOn } from "@/scripts/postgres/databases";
import { restoreBackup } from "../scripts/backup/restore-backup";
import { openSnapshot } from "../scripts/backup/snapshot";
import { writeBackup } from "../scripts/backup/write-backup";
import { Failure, run } from "../scripts/failure";
import { withShopDatabase } from "../scripts/join-shop";
import { leaveDatabase } from "../scripts/prepare-database";
import { startDurableServer } from "./cluster";
import { apiDoor, pageDoor, plainDoor, playAll, type Way } from "./rehearsal-buyers";
import { figuresOf, type Played, troublesOf } from "./rehearsal-report";
import { countSold, dropSoon, fillRehearsalCarts, readyCopy } from "./rehearsal-shop";
import { countWrongs } from "./shop";
import { hiddenFields } from "./ways";
import { startWeb } from "./web";

const usage = "npm run rehearse [-- --buyers COUNT] [--units COUNT] [--item SLUG] [--plain PERCENT]";

/** `npm run rehearse`: plays a drop against a copy of the shop, and says whether this machine will do. The shop itself is only read. */
void run(async () => {
  const wishes = readWishes();
  if (!existsSync(".next/BUILD_ID")) throw new Failure("There is no build yet. Make one with: npm run build");
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-rehearsal-"));
  const file = path.join(folder, "shop.backup");
  try {
    await withShopDatabase("rehearse", () => copyTo(file, folder));
    const played = await onCopy(file, folder, wishes);
    tell(played, wishes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

type Wishes = { buyers: number; units: number; item: string | undefined; plain: number };

function readWishes(): Wishes {
  try {
    const text = { type: "string" } as const;
    const { values } = parseArgs({ options: { buyers: text, units: text, item: text, plain: text } });
    const [buyers, units, plain] = [values.buyers ?? 500, values.units ?? 20, values.plain ?? 5].map(Number) as [
      number,
      number,
      number,
    ];
    if (![buyers, units].every((count) => Number.isInteger(count) && count > 0 && count <= 5_000))
      throw new Error("Buyers and units are whole numbers, at most 5000.");
    if (!(plain >= 0 && plain <= 100)) throw new Error("The percentage without JavaScript is from 0 to 100.");
    return { buyers, units, plain, item: values.item };
  } catch (error) {
    throw new Failure(`${(error as Error).message}\nUse it as: ${usage}`);
  }
}

/** The shop in one file, without its photos: it goes on meanwhile, and nothing is written to it. */
async function copyTo(file: string, folder: string): Promise<void> {
  const snapshot = await openSnapshot(process.env.DATABASE_URL!);
  try {
    await writeBackup(snapshot, { file, photoFolder: path.join(folder, "no-photos") });
  } finally {
    await snapshot.close();
  }
}

/** A database server of its own, a web process of the build, no worker: nobody is written to. */
async function onCopy(file: string, folder: string, wishes: Wishes): Promise<Played> {
  const server = await startDurableServer();
  try {
    await ask(server.url, "CREATE DATABASE rehearsal");
    const url = databaseOn(server.url, "rehearsal");
    process.env.DATABASE_URL = url;
    await restoreBackup({ url, file, dataFolder: path.join(folder, "data") });
    return await play(url, wishes);
  } finally {
    await leaveDatabase();
  }
}

async function play(url: string, { buyers, units, item, plain }: Wishes): Promise<Played> {
  const rehearsed = await readyCopy(item, units);
  if (!rehearsed) throw new Failure("There is no such item on sale, or no day that can be ordered for.");
  const web = await startWeb(url, { TRUSTED_PROXIES: "127.0.0.1" });
  try {
    const carts = await fillRehearsalCarts(rehearsed, buyers + 1);
    const hidden = await hiddenFields(web.origin, carts.at(-1)?.token ?? "");
    const wanted = { carts, priceMinor: rehearsed.priceMinor };
    const doors = [
      apiDoor(web.origin, rehearsed),
      pageDoor(web.origin, hidden, wanted),
      plainDoor(web.origin, hidden, wanted),
    ] as const;
    const startsAt = await dropSoon(rehearsed, 8_000);
    await warmUp(doors, buyers, startsAt);
    const played = await playAll(buyers, startsAt, (buyer) => doors[doorOf(buyer, plain)]);
    return { buyers: played, units, ...(await countSold(rehearsed, startsAt)), ...(await countWrongs()) };
  } finally {
    await web.stop();
  }
}

/**
 * The first answers of a process that was just started say nothing of one that is open since morning: refused attempts at each door, until four seconds before
 * the drop.
 */
async function warmUp(doors: readonly Way[], buyer: number, startsAt: Date): Promise<void> {
  do for (const door of doors) await door(buyer);
  while (Date.now() < startsAt.getTime() - 4_000);
}

/** Which of the doors a buyer comes by: so many in a hundred without JavaScript, and of the others every second one by the API. */
function doorOf(buyer: number, plain: number): 0 | 1 | 2 {
  const before = Math.floor((buyer * plain) / 100);
  if (Math.floor(((buyer + 1) * plain) / 100) > before) return 2;
  return (buyer - before) % 2 === 0 ? 0 : 1;
}

function tell(played: Played, { buyers, units, plain }: Wishes): void {
  const figures = figuresOf(played);
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([words, count]) => `${count} ${words}`)
      .join(", ");
  console.log(
    `${buyers} buyers for ${units} units within two seconds, ${plain} in a hundred without JavaScript, of the others half by the API and half from an open page.`,
  );
  console.log(`Sold ${played.sold}, oversold ${played.oversold}, before the beginning ${played.early}.`);
  console.log(`They ended with: ${list(figures.outcomes)}. All ${figures.answers} answers: ${list(figures.told)}.`);
  console.log(`An answer took ${figures.p50} ms at the median, ${figures.p95} ms at p95, ${figures.most} ms at most.`);
  console.log(
    `The last unit went ${(figures.soldOutMs / 1_000).toFixed(1)} s after the beginning (${figures.perSecond} orders a second), the last buyer was served after ${(figures.servedMs / 1_000).toFixed(1)} s.`,
  );
  const troubles = troublesOf(played);
  const cores = os.availableParallelism();
  console.log(
    troubles.length === 0
      ? `This machine (${cores} cores) will do.`
      : `This machine (${cores} cores) will not do: ${troubles.join(" ")}`,
  );
  if (troubles.length > 0) process.exitCode = 1;
}
