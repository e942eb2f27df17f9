import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { freePort } from "@/scripts/postgres/cluster";
import { webFlags } from "@/scripts/web/flags";
import { cpuOf, familyOf, memoryOf } from "./cluster";

/** Ends a process that the bench started when the bench itself is killed. */
export const leash = new URL("../scripts/start/leash.ts", import.meta.url).href;

/** `secret` seals its sessions. */
export type BenchWeb = {
  origin: string;
  secret: string;
  cpuSeconds(): number;
  /** What it occupies of the machine's memory now. */
  memoryBytes(): number;
  stop(): Promise<void>;
};

/** The keys of all that a bench starts, and of the bench where it orders itself: what one process seals, another opens. */
export const benchKeys = {
  AUTH_SECRET: randomBytes(32).toString("base64"),
  SECRETS_KEY: randomBytes(32).toString("base64"),
};

/** The built shop as `npm run web` runs it, without rate limits, on the loopback address. */
export async function startWeb(databaseUrl: string, more: Record<string, string> = {}): Promise<BenchWeb> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const settings: NodeJS.ProcessEnv = {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_URL: origin,
    RATE_LIMITS: "off",
    LOG_LEVEL: "warn",
    NODE_ENV: "production" as const,
    ...benchKeys,
    ...more,
  };
  const child = spawn(process.execPath, [...webFlags, "--import", "tsx", "--import", leash, "scripts/web.ts"], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await ready(origin, child);
  const family = () => familyOf(child.pid ?? 0);
  return {
    ...{ origin, secret: benchKeys.AUTH_SECRET },
    cpuSeconds: () => cpuOf(family()),
    memoryBytes: () => memoryOf(family()),
    stop: () => stopped(child),
  };
}

async function ready(origin: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error("The web process ended before it answered.");
    const answer = await fetch(`${origin}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The web process did not answer.");
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
