import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Outcome, readPlaywright, readVitest } from "./reports";

/** Runs one of package.json's checks, which counts as one test. */
export async function check(script: string): Promise<Outcome> {
  const code = await runCommand("npm", ["run", "--silent", script]);
  return code === 0 ? { passed: 1, failed: [] } : { passed: 0, failed: [`npm run ${script}`] };
}

/** Runs Vitest on these folders; everything if none is named. */
export function runVitest(folders: string[], env: Record<string, string>): Promise<Outcome> {
  return withReport(async (report) => {
    const reporting = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    return runCommand(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...reporting, ...folders], env);
  }, readVitest);
}

/** Runs Playwright's tests. */
export function runPlaywright(env: Record<string, string>): Promise<Outcome> {
  return withReport(async (report) => {
    const given = { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    return runCommand(
      process.execPath,
      ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"],
      given,
    );
  }, readPlaywright);
}

/** A run that ends badly without a failed test still counts as one. */
async function withReport<Report>(
  run: (file: string) => Promise<number>,
  outcomeOf: (report: Report) => Outcome,
): Promise<Outcome> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-report-"));
  const file = path.join(folder, "report.json");
  try {
    const code = await run(file);
    const { passed, failed } = read(file, outcomeOf);
    return { passed, failed: code !== 0 && failed.length === 0 ? [`It ended with code ${code}.`] : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read<Report>(file: string, outcomeOf: (report: Report) => Outcome): Outcome {
  try {
    return outcomeOf(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: ["It left no report."] };
  }
}

function runCommand(program: string, given: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(program, given, { env: { ...process.env, ...env }, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
