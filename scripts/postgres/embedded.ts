import { existsSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { Failure } from "../failure";
import { majorVersion } from "./binaries";
import {
  addressOf,
  answers,
  ask,
  type Cluster,
  createCluster,
  dataFolderOf,
  freePort,
  startServer,
  stopServer,
} from "./cluster";
import { keepServerRunning, type Running } from "./keep-running";
import { describeCluster, findPlace, linkPlace, readKept, rememberPort } from "./place";
import { commandOf, isAlive, isGoneWithin } from "./processes";

/** The shop's own database. `stop` ends the server cleanly. */
export type EmbeddedDatabase = { url: string; stop(): Promise<void> };

const name = "shop";
const logSizeKept = 5_000_000;

/**
 * Starts the Postgres of a data folder, making it at first. A server that outlived a killed start is taken over.
 * Refuses a folder of another major version. With `say`, a server that ends is started again, and that is said.
 */
export async function openEmbedded(dataFolder: string, say?: (line: string) => void): Promise<EmbeddedDatabase> {
  const cluster = describeCluster(dataFolder);
  if (!existsSync(cluster.folder)) await createCluster(cluster);
  linkPlace(dataFolder, cluster.folder);
  requireSameVersion(cluster.folder);
  const running = (await takeOver(cluster)) ?? (await start(cluster, dataFolder));
  const { pid, port } = running;
  const server = addressOf(cluster.password, port, "postgres");
  const there = await ask(server, "SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  if (there.length === 0) await ask(server, `CREATE DATABASE ${name}`);
  const { stop } = say ? keepServerRunning(cluster, running, say) : { stop: () => stopServer(pid) };
  return { url: addressOf(cluster.password, port, name), stop };
}

/** The address of the database that is running in this data folder, if one is. */
export async function findEmbedded(dataFolder: string): Promise<string | undefined> {
  const kept = readKept(dataFolder);
  const place = findPlace(dataFolder);
  const running = place && readPostmaster(place);
  if (!kept || !running || !isAlive(running.pid)) return undefined;
  const answered = await dataFolderOf(kept.password, running.port).catch(() => undefined);
  return answered && addressOf(kept.password, running.port, name);
}

function requireSameVersion(folder: string): void {
  const found = readFileSync(path.join(folder, "PG_VERSION"), "utf8").trim();
  const ours = majorVersion();
  if (found === ours) return;
  throw new Failure(
    `The data in ${folder} is of Postgres ${found}, and this Holdfast brings Postgres ${ours}. Dump it with a Postgres ${found} and load it into an empty folder, or set DATABASE_URL to a server of that version.`,
  );
}

/** A server may still run on this folder after `kill -9` of what started it, or leave a lock file that means nothing. */
async function takeOver(cluster: Cluster): Promise<Running | undefined> {
  const running = readPostmaster(cluster.folder);
  if (!running || !isServerOf(cluster, running.pid)) return undefined;
  if (await answers(cluster.password, running.port, () => isServerOf(cluster, running.pid))) return running;
  await isGoneWithin(running.pid, 1_000);
  return undefined;
}

function isServerOf(cluster: Cluster, pid: number): boolean {
  return isAlive(pid) && commandOf(pid).includes(cluster.folder);
}

async function start(cluster: Cluster, dataFolder: string): Promise<Running> {
  keepLogShort(cluster.logFile);
  const port = await freePort(readKept(dataFolder)?.port);
  rememberPort(dataFolder, port);
  return { pid: await startServer(cluster, port), port };
}

function keepLogShort(file: string): void {
  if (existsSync(file) && statSync(file).size > logSizeKept) renameSync(file, `${file}.old`);
}

/** What the server wrote about itself: process id in the first line, port in the fourth. */
function readPostmaster(folder: string): Running | undefined {
  try {
    const lines = readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}
