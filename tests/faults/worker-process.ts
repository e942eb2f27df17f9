import { type ChildProcess, spawn } from "node:child_process";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { until } from "@/tests/deliveries/fixtures";

export type WorkerProcess = {
  child: ChildProcess;
  /** Its log, a line each. */
  lines: { msg?: string; level?: number }[];
  /** Ends it as a crash would. */
  crash: () => void;
  /** Asks it to stop; its exit code. */
  stop: () => Promise<number | null>;
  /** When it ended, with its exit code. */
  ended: Promise<number | null>;
};

/** A worker as a process of its own, running. It ends with the test. */
export async function startWorker(settings: Record<string, string> = {}): Promise<WorkerProcess> {
  const worker = spawnWorker(settings);
  await until(() => worker.lines.some(({ msg }) => msg === "the worker is running"), 40_000);
  return worker;
}

/** The same, from its first moment on. `loading`: what Node loads before it. */
export function spawnWorker(settings: Record<string, string> = {}, loading: readonly string[] = []): WorkerProcess {
  const child = spawn(process.execPath, ["--import", "tsx", ...loading, "jobs/worker.ts"], {
    env: { ...process.env, PRIVATE_DESTINATIONS: "127.0.0.1", LOG_LEVEL: "info", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const lines = readLines(child);
  const crash = () => void child.kill("SIGKILL");
  onTestFinished(async () => {
    crash();
    await ended;
  });
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  return { child, lines, crash, stop, ended };
}

function readLines(child: ChildProcess): WorkerProcess["lines"] {
  const lines: WorkerProcess["lines"] = [];
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) lines.push(part.startsWith("{") ? JSON.parse(part) : { msg: part });
  });
  return lines;
}

/** A way to the database that can be cut and mended; `url` goes through it. */
export async function cuttableDatabase(url: string) {
  const target = new URL(url);
  const [host, behind] = [target.hostname, Number(target.port || 5432)];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(behind, host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {}).on("close", () => [near, far].map((end) => end.destroy() && sockets.delete(end)));
    }
    near.pipe(far).pipe(near);
  });
  const open = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await open(0);
  const { port } = server.address() as { port: number };
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(cut);
  target.hostname = "127.0.0.1";
  target.port = String(port);
  return { url: target.toString(), cut, mend: () => open(port) };
}
