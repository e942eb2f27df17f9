import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export type Count = { passed: number; failed: number };

/** Runs one of package.json's checks, which counts as one test. */
export async function check(script: string): Promise<Count> {
  const code = await runCommand("npm", ["run", "--silent", script]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs Vitest on these folders; everything if none is named. */
export function runVitest(folders: string[], env: Record<string, string>): Promise<Count> {
  return withReport(async (report) => {
    const reporting = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    return runCommand(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...reporting, ...folders], env);
  }, countVitest);
}

/** Runs Playwright's tests. */
export function runPlaywright(env: Record<string, string>): Promise<Count> {
  return withReport(async (report) => {
    const given = { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    return runCommand(
      process.execPath,
      ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"],
      given,
    );
  }, countPlaywright);
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

function countVitest({ numPassedTests, numFailedTests, testResults }: VitestReport): Count {
  const unread = testResults.filter(({ status, assertionResults }) => status === "failed" && !assertionResults.length);
  return { passed: numPassedTests, failed: numFailedTests + unread.length };
}

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] };

function countPlaywright({ stats, errors }: PlaywrightReport): Count {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** A run that ends badly without a failed test still counts as one. */
async function withReport<Report>(
  run: (file: string) => Promise<number>,
  count: (report: Report) => Count,
): Promise<Count> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-report-"));
  const file = path.join(folder, "report.json");
  try {
    const code = await run(file);
    const counted = read(file, count);
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read<Report>(file: string, count: (report: Report) => Count): Count {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function runCommand(program: string, given: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(program, given, { env: { ...process.env, ...env }, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
