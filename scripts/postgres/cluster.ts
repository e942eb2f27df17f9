import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { Failure } from "../failure";
import type { Account } from "./account";
import { isAlive, isGoneWithin, pause } from "./processes";

/** A data folder of Postgres and what is needed to run a server on it. */
export type Cluster = {
  folder: string;
  programs: string;
  account: Account | undefined;
  password: string;
  logFile: string;
  /** False for a test's: faster, and lost in a power cut. */
  durable: boolean;
};

const user = "holdfast";
/** Neither the machine's locale nor settings for another Postgres may reach the server. */
const { NODE_ENV, PATH } = process.env;
const plainEnvironment = { NODE_ENV, PATH, LC_ALL: "C", TZ: "UTC" };

/** The address of one of the server's databases. */
export function addressOf(password: string, port: number, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Makes the data folder. It appears whole or not at all. */
export async function createCluster(cluster: Cluster): Promise<void> {
  const draft = `${cluster.folder}.unfinished`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = path.join(os.tmpdir(), `holdfast-${randomBytes(8).toString("hex")}`);
  writeFileSync(passwordFile, cluster.password, { mode: 0o600, flag: "wx" });
  if (cluster.account)
    for (const made of [draft, passwordFile]) chownSync(made, cluster.account.uid, cluster.account.gid);
  try {
    await initdb(cluster, draft, passwordFile);
    renameSync(draft, cluster.folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function initdb(cluster: Cluster, folder: string, passwordFile: string): Promise<void> {
  const flags = [
    `--pgdata=${folder}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--no-locale",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(cluster.durable ? [] : ["--no-sync"]),
  ];
  const options = { ...cluster.account, cwd: "/", env: plainEnvironment };
  await promisify(execFile)(path.join(cluster.programs, "bin", "initdb"), flags, options).catch((error) => {
    const reason = String(error.stderr ?? error.message)
      .trim()
      .split("\n")
      .at(-1);
    throw new Failure(`The database could not be made in ${cluster.folder}: ${reason}`);
  });
}

/** Starts the server and waits until it answers. Its process stays when ours ends. Returns its process id. */
export async function startServer(cluster: Cluster, port: number): Promise<number> {
  const begin = existsSync(cluster.logFile) ? statSync(cluster.logFile).size : 0;
  const log = openSync(cluster.logFile, "a", 0o600);
  const server = spawn(path.join(cluster.programs, "bin", "postgres"), serverFlags(cluster, port), {
    ...cluster.account,
    cwd: "/",
    env: plainEnvironment,
    // A process group of its own: Ctrl-C in the terminal must reach the web and the worker first.
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  server.unref();
  const failed = new Promise<never>((_, reject) => {
    server.once("error", (error) => reject(new Failure(`The database could not be started: ${error.message}`)));
    server.once("exit", () => reject(new Failure(`The database could not be started: ${lastWords(cluster, begin)}`)));
  });
  await Promise.race([answers(cluster.password, port, () => server.exitCode === null), failed]);
  server.removeAllListeners("exit");
  return server.pid!;
}

function serverFlags(cluster: Cluster, port: number): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: cluster.durable ? "100" : "300",
    log_timezone: "UTC",
    timezone: "UTC",
    ...(cluster.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return ["-D", cluster.folder, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

function lastWords(cluster: Cluster, begin: number): string {
  const lines = readFileSync(cluster.logFile).subarray(begin).toString("utf8").trim().split("\n");
  const fatal = lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? "";
  return `${fatal.replace(/^.*?(FATAL|PANIC):\s+/, "")} (see ${cluster.logFile})`;
}

/** Waits until the server lets us in, for as long as `hopeful` says so. */
export async function answers(password: string, port: number, hopeful: () => boolean): Promise<boolean> {
  while (hopeful()) {
    if (await dataFolderOf(password, port).catch(() => undefined)) return true;
    await pause(50);
  }
  return false;
}

/** The data folder of the server at this port, if it takes this password. */
export async function dataFolderOf(password: string, port: number): Promise<string> {
  const found = await ask(addressOf(password, port, "postgres"), "SELECT current_setting('data_directory') AS folder");
  return found[0]?.folder as string;
}

/** Runs one statement on a connection of its own. */
export async function ask(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A clean and quick stop: sessions are ended, everything is written. */
export async function stopServer(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, "SIGINT");
  if (await isGoneWithin(pid, 20_000)) return;
  throw new Failure(`The database (process ${pid}) is still writing and stops by itself when it is done.`);
}

/** A port of the loopback address that nobody listens on: the wanted one if it is free. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", () =>
      wanted ? resolve(freePort()) : reject(new Failure("No port is free for the database.")),
    );
    server.listen(wanted, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
