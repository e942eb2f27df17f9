import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { serverAccount } from "./account";
import { findBinaries } from "./binaries";
import { addressOf, type Cluster, createCluster, freePort, startServer, stopServer } from "./cluster";
import { commandOf, isAlive } from "./processes";

/** A server for tests and for writing migrations: quick, in the temporary folder, gone afterwards. */
export type ScratchServer = { url: string; password: string; port: number; pid: number; stop(): Promise<void> };

const prefix = "holdfast-scratch-";

/** Starts a scratch server. Whoever starts it stops it; what a killed process left behind is swept first. */
export async function startScratchServer(): Promise<ScratchServer> {
  await sweep();
  const home = mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  const cluster = scratchCluster(home);
  await createCluster(cluster);
  const port = await freePort();
  const pid = await startServer(cluster, port);
  return {
    url: addressOf(cluster.password, port, "postgres"),
    password: cluster.password,
    port,
    pid,
    stop: async () => {
      await stopServer(pid);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function scratchCluster(home: string): Cluster {
  const account = serverAccount();
  chmodSync(home, 0o755);
  return {
    folder: path.join(home, "postgres"),
    programs: findBinaries(account),
    account,
    password: randomBytes(18).toString("base64url"),
    logFile: path.join(home, "postgres.log"),
    durable: false,
  };
}

async function sweep(): Promise<void> {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const home = path.join(os.tmpdir(), name);
    if (isAlive(Number(name.slice(prefix.length).split("-")[0]))) continue;
    const server = postmasterOf(path.join(home, "postgres"));
    await (server && stopServer(server).catch(() => {}));
    rmSync(home, { recursive: true, force: true });
  }
}

function postmasterOf(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
    return commandOf(pid).includes(folder) ? pid : undefined;
  } catch {
    return undefined;
  }
}
