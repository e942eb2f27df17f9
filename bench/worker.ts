import { spawn } from "node:child_process";
import { cpuOf, familyOf } from "./cluster";
import { benchKeys, leash } from "./web";

export type BenchWorker = { cpuSeconds(): number; stop(): Promise<void> };

/** A worker as `npm run worker` starts it. It tries until it runs, so nobody need wait for it. */
export function startWorker(settings: NodeJS.ProcessEnv | Record<string, string>): BenchWorker {
  const child = spawn(process.execPath, ["--import", "tsx", "--import", leash, "scripts/worker.ts"], {
    env: { MAIL_FROM: "shop@bench.example", LOG_LEVEL: "warn", ...benchKeys, ...process.env, ...settings },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    cpuSeconds: () => cpuOf(familyOf(child.pid ?? 0)),
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
