import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Failure } from "../failure";

/** What a production build is made of. */
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "prisma/seed",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

const buildFolder = () => process.env.NEXT_DIST_DIR ?? ".next";
const markFile = () => path.join(buildFolder(), "holdfast-sources");

/** Whether there is a production build, however old. */
export function isBuilt(): boolean {
  return existsSync(path.join(buildFolder(), "BUILD_ID"));
}

/** Whether the build there is was made from the files as they are. */
export function isBuildFresh(): boolean {
  return existsSync(markFile()) && readFileSync(markFile(), "utf8") === hashOfSources();
}

/** A server action: the file that it stands in, and the name that it is exported by. */
export type ServerAction = { file: string; exported: string };

/** The names by which the pages of this build call some server actions. */
export function actionNames(actions: readonly ServerAction[]): Set<string> {
  const manifest = path.join(buildFolder(), "server", "server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(manifest, "utf8")) as { node: Record<string, ActionEntry> };
  const isOneOf = ({ filename, exportedName }: ActionEntry) =>
    actions.some(({ file, exported }) => file === filename && exported === exportedName);
  return new Set(Object.entries(node).flatMap(([name, entry]) => (isOneOf(entry) ? [name] : [])));
}

type ActionEntry = { filename?: string; exportedName?: string };

/** Makes the production build. What it says goes to a log; refuses with its last lines if it fails. */
export async function build(logFolder: string, stop?: AbortSignal): Promise<void> {
  const hash = hashOfSources();
  rmSync(markFile(), { force: true });
  mkdirSync(logFolder, { recursive: true });
  const logFile = path.join(logFolder, "build.log");
  const code = await runNextBuild(logFile, stop);
  if (code !== 0) throw new Failure(`The shop could not be built.\n${lastLines(logFile)}\nAll of it is in ${logFile}.`);
  writeFileSync(markFile(), hash);
}

function runNextBuild(logFile: string, stop: AbortSignal | undefined): Promise<number | null> {
  const log = openSync(logFile, "w", 0o600);
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    detached: true,
    stdio: ["ignore", log, log],
  });
  const end = () => child.pid && process.kill(-child.pid, "SIGKILL");
  stop?.addEventListener("abort", end);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      stop?.removeEventListener("abort", end);
      resolve(code);
    });
  });
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trim().split("\n").slice(-20).join("\n");
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesUnder)) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesUnder(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  const names = readdirSync(place).sort();
  return names.flatMap((name) => filesUnder(path.join(place, name)));
}
