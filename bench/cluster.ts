import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { serverAccount } from "@/scripts/postgres/account";
import { findBinaries } from "@/scripts/postgres/binaries";
import { addressOf, type Cluster, createCluster, freePort, startServer } from "@/scripts/postgres/cluster";

export type BenchServer = { url: string; cpuSeconds(): number };

/** A durable server as `npm start` runs it, in a folder of its own. Both go away once the bench has ended: nobody needs to stop it. */
export async function startDurableServer(): Promise<BenchServer> {
  const account = serverAccount();
  const home = mkdtempSync(path.join(os.tmpdir(), "holdfast-bench-"));
  chmodSync(home, 0o700);
  keep(home);
  if (account) chownSync(home, account.uid, account.gid);
  const cluster: Cluster = {
    folder: path.join(home, "postgres"),
    programs: findBinaries(account),
    account,
    password: randomBytes(18).toString("base64url"),
    logFile: path.join(home, "postgres.log"),
    durable: true,
  };
  await createCluster(cluster);
  const port = await freePort();
  const pid = await startServer(cluster, port);
  return {
    url: addressOf(cluster.password, port, "postgres"),
    cpuSeconds: () => cpuOf(familyOf(pid)),
  };
}

/** A process that hears when this one ends, also if it was killed. */
function keep(home: string): void {
  const keeper = new URL("./keeper.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", keeper, home], {
    // Ctrl-C in the terminal is for the bench.
    detached: true,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.unref();
  child.channel?.unref();
}

const ticksPerSecond = 100;

/** CPU seconds that processes have used so far, their ended children included; 0 where there is no /proc. */
export function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticksOf(pid), 0) / ticksPerSecond;
}

/** Bytes of memory that processes occupy now; 0 where there is no /proc. */
export function memoryOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + residentOf(pid), 0);
}

/** CPU seconds of the server that a database is on; none can be told of one on another machine. */
export async function cpuOfServer(url: string): Promise<() => number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const server = parentOf(rows[0]?.pid ?? 0);
  await client.end();
  return () => (server ? cpuOf(familyOf(server)) : Number.NaN);
}

/** A process and its children. */
export function familyOf(pid: number): number[] {
  const children = allProcesses().filter((other) => parentOf(other) === pid);
  return [pid, ...children.flatMap(familyOf)];
}

function ticksOf(pid: number): number {
  const fields = statOf(pid);
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0);
}

function residentOf(pid: number): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1] ?? 0);
}

function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  } catch {
    return [];
  }
}

function allProcesses(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}
