import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** One of the shop's processes, as a test runs it. */
export type Program = { output(): string; stop(signal?: NodeJS.Signals): Promise<void> };

/** Starts a TypeScript program of this repository and keeps what it says. */
export function run(script: string, env: Record<string, string>): Program {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: { ...plainEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  return { output: () => said, stop: (signal = "SIGTERM") => end(child, signal) };
}

/** Asks an address until it answers with 200. Fails with what the program said if that takes a minute. */
export async function untilItAnswers(url: string, program: Program): Promise<void> {
  const patience = AbortSignal.timeout(60_000);
  while (!(await answers(url))) {
    if (patience.aborted) throw new Error(`${url} did not answer. The program said:\n${program.output()}`);
  }
}

async function answers(url: string): Promise<boolean> {
  const [ok] = await Promise.all([
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ),
    new Promise((resolve) => setTimeout(resolve, 50)),
  ]);
  return ok;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

/** What a program needs from ours; none of the settings that a developer may have set. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NEXT_DIST_DIR } = process.env;
  return { PATH, HOME, TMPDIR, NEXT_DIST_DIR, NODE_ENV: "production" };
}
