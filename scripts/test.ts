import { parseArgs } from "node:util";
import { Failure, run, wordsFor } from "./failure";
import { startScratchServer } from "./postgres/scratch";
import { build, isBuildFresh } from "./start/build";
import { findOrInstallChromium } from "./test/chromium";
import { check, runPlaywright, runVitest } from "./test/phases";
import type { Outcome } from "./test/reports";

type Server = { url: string; stop(): Promise<void> };
type Phase = (server: () => Promise<Server>) => Promise<Outcome>;

const phases: Record<string, Phase> = {
  types: () => check("types"),
  lint: () => check("lint"),
  boundaries: () => check("boundaries"),
  unused: () => check("unused"),
  build: buildOnce,
  tests: async (server) => runVitest([], { TEST_DATABASE_URL: (await server()).url }),
  e2e: async (server) => {
    if (!isBuildFresh()) throw new Failure("Without a build there is nothing to look at in a browser.");
    const CHROMIUM_PATH = findOrInstallChromium(console.log);
    return runPlaywright({ CHROMIUM_PATH, TEST_DATABASE_URL: (await server()).url });
  },
};

/** Parts that can be asked for by name but are in another phase of the whole. */
const parts: Record<string, Phase> = {
  ...phases,
  races: async (server) => runVitest(["tests/races"], { TEST_DATABASE_URL: (await server()).url }),
  faults: async (server) => {
    const outcome = await runVitest(["tests/faults"], { FAULTS: "all", TEST_DATABASE_URL: (await server()).url });
    console.log(`\n${outcome.passed + outcome.failed.length} faults tried`);
    return outcome;
  },
  model: async (server) =>
    runVitest(["tests/scarcity"], { MODEL_STEPS: "100000", TEST_DATABASE_URL: (await server()).url }),
  unit: async (server) => runVitest(["--exclude=tests/races/**"], { TEST_DATABASE_URL: (await server()).url }),
};

/** `npm test`: everything, on one database server and one build. With `--only name`, a part of it. */
void run(async () => {
  const chosen = choose();
  let server: Promise<Server> | undefined;
  const serve = () => (server ??= openServer());
  const total: Outcome = { passed: 0, failed: [] };
  for (const name of chosen) {
    const { passed, failed } = await runPhase(name, serve);
    total.passed += passed;
    total.failed.push(...failed.map((what) => `${name}: ${what}`));
  }
  await (await server?.catch(() => undefined))?.stop();
  for (const what of total.failed) console.log(`\n  ✗ ${what}`);
  console.log(`\n${total.passed} passed, ${total.failed.length} failed`);
  process.exit(total.failed.length > 0 ? 1 : 0);
});

function choose(): string[] {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  if (!values.only) return Object.keys(phases);
  if (!parts[values.only]) throw new Failure(`--only takes one of: ${Object.keys(parts).join(", ")}`);
  return values.only === "e2e" ? ["build", "e2e"] : [values.only];
}

async function runPhase(name: string, server: () => Promise<Server>): Promise<Outcome> {
  console.log(`\n=== ${name}`);
  try {
    return await parts[name]!(server);
  } catch (error) {
    const words = wordsFor(error);
    console.error(words);
    return { passed: 0, failed: [words] };
  }
}

async function buildOnce(): Promise<Outcome> {
  if (!isBuildFresh()) await build("data");
  return { passed: 1, failed: [] };
}

async function openServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  return given ? { url: given, stop: async () => {} } : startScratchServer();
}
