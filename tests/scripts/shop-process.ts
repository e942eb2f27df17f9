import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "@/scripts/postgres/cluster";
import { isAlive } from "@/scripts/postgres/processes";

/** A start of the shop in a process group of its own, as a terminal would run it, and all it said. */
export type Start = {
  process: ChildProcess;
  said(): string;
  /** Waits until it says this; rejects if it ends before. */
  says(words: string): Promise<void>;
  ended: Promise<number | null>;
};

/** A folder for a shop's data, and a port for its door. `clear` ends what may still run there. */
export async function makePlace({ closedToOthers = false } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-start-"));
  chmodSync(folder, closedToOthers ? 0o700 : 0o755);
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const environment = { DATA_DIR: folder, PORT: String(port), DEMO: "off", DATABASE_URL: "" };
  const starts: Start[] = [];
  return {
    folder,
    port,
    address,
    start: (more: Record<string, string> = {}) => {
      const started = startShop({ ...environment, ...more });
      starts.push(started);
      return started;
    },
    postmaster: () => Number(readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]),
    get: async (page: string) => (await fetch(`${address}${page}`)).text(),
    clear: async () => {
      for (const { process } of starts) killGroup(process.pid!, "SIGTERM");
      await Promise.all(starts.map(({ ended }) => ended));
      removeData(folder);
    },
  };
}

function startShop(environment: Record<string, string>): Start {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/scripts/fakes/start.ts"], {
    env: { ...process.env, ...environment },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const says = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => said.includes(words) && resolve();
      for (const stream of [child.stdout, child.stderr]) stream.on("data", look);
      void ended.then(() => reject(new Error(`It ended without saying "${words}":\n${said}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (said += piece));
  return { process: child, said: () => said, says, ended };
}

/** A signal to every process that a terminal would send it to. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(-pid, signal);
}

/** The database too, if it had to go elsewhere. */
function removeData(folder: string): void {
  const link = path.join(folder, "postgres");
  const real = existsSync(link) ? realpathSync(link) : link;
  if (real !== link) rmSync(path.dirname(real), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
