import { type ChildProcess, spawn } from "node:child_process";
import readline from "node:readline";
import type { Readable } from "node:stream";
import { isAlive } from "../postgres/processes";

/** A program that the start keeps running beside itself. */
export type Program = {
  name: string;
  file: string;
  /** What Node itself is told. */
  flags?: string[];
  arguments?: string[];
  env?: Record<string, string>;
};

export type Companion = {
  /** Resolves when the program says that it is ready; rejects if its first run ends before. */
  ready: Promise<void>;
  /** Asks it to end, and ends it if it does not within `grace` milliseconds. It is not started again. */
  stop(grace: number): Promise<void>;
};

const shortestDelay = 1_000;
const longestDelay = 30_000;
const settledAfter = 60_000;

/** Runs a program in a process group of its own, and again with a growing delay whenever it ends. */
export function keepRunning(program: Program, say: (line: string) => void): Companion {
  let delay = shortestDelay;
  let stopping = false;
  let child: ChildProcess;
  let next: NodeJS.Timeout | undefined;
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});

  const begin = () => {
    const born = Date.now();
    child = launch(program, say);
    child.on("message", (message) => message === "ready" && ready.resolve());
    child.once("exit", (code, signal) => {
      ready.reject(new Error(`${program.name} ended before it was ready`));
      if (stopping) return;
      if (Date.now() - born > settledAfter) delay = shortestDelay;
      say(`ended (${signal ?? `code ${code}`}); starting it again in ${delay / 1_000} s`);
      next = setTimeout(begin, delay);
      delay = Math.min(delay * 2, longestDelay);
    });
  };
  begin();

  return {
    ready: ready.promise,
    stop: async (grace) => {
      stopping = true;
      clearTimeout(next);
      await end(child, grace);
    },
  };
}

function launch(
  { name, file, flags = [], arguments: rest = [], env }: Program,
  say: (line: string) => void,
): ChildProcess {
  const leash = ["--import", "tsx", "--import", new URL("./leash.ts", import.meta.url).href];
  const child = spawn(process.execPath, [...flags, ...leash, file, ...rest], {
    env: { ...process.env, HOLDFAST_PROCESS: name, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.once("error", (error) => say(`could not be started: ${error.message}`));
  for (const stream of [child.stdout, child.stderr]) tell(stream, say);
  return child;
}

function tell(stream: Readable | null, say: (line: string) => void): void {
  if (stream) readline.createInterface({ input: stream }).on("line", say);
}

/** SIGTERM to the program, which ends as it thinks right; then SIGKILL to it and whatever it started. */
async function end(child: ChildProcess, grace: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const tooLate = setTimeout(() => killGroup(child.pid!), grace);
  await gone;
  clearTimeout(tooLate);
}

function killGroup(pid: number): void {
  if (isAlive(pid)) process.kill(-pid, "SIGKILL");
}
