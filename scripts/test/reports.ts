import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** What a phase came to: `failed` names each that failed, with the first lines of why. */
export type Outcome = { passed: number; failed: string[] };

type Assertion = { status: string; fullName: string; failureMessages?: string[] };
type VitestReport = {
  numPassedTests: number;
  testResults: { name: string; status: string; message?: string; assertionResults: Assertion[] }[];
};

/** A file that could not be read counts as one that failed. */
export function readVitest({ numPassedTests, testResults }: VitestReport): Outcome {
  const failed = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    if (status === "failed" && assertionResults.length === 0) return [named(file, message)];
    return assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => named(`${file} › ${test.fullName}`, test.failureMessages?.[0]));
  });
  return { passed: numPassedTests, failed };
}

type Said = { message?: string };
type Tried = { status: string; projectName: string; results: { error?: Said }[] };
type Suite = { suites?: Suite[]; specs?: { file: string; title: string; tests: Tried[] }[] };
type PlaywrightReport = { stats: { expected: number }; suites: Suite[]; errors: Said[] };

/** One that only came right when it was tried again failed. */
export function readPlaywright({ stats, suites, errors }: PlaywrightReport): Outcome {
  const failed = suites.flatMap(failedIn);
  return { passed: stats.expected, failed: [...failed, ...errors.map(({ message }) => named("e2e", message))] };
}

function failedIn({ suites = [], specs = [] }: Suite): string[] {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ projectName, results }) =>
        named(`[${projectName}] e2e/${file} › ${title}`, results.find(({ error }) => error)?.error?.message),
      ),
  );
  return [...own, ...suites.flatMap(failedIn)];
}

/** As many lines of why as tell one fault from another; the whole stands where it happened. Vitest's report has no words for a test that ran out of time. */
function named(what: string, why = ""): string {
  const lines = stripVTControlCharacters(why.replace(/^Error: STACK_TRACE_ERROR$/m, "It did not end in time."))
    .split("\n")
    .map((line) => line.trim());
  const telling = lines.filter((line) => line && !line.startsWith("at ")).slice(0, 4);
  return [what, ...telling].join("\n      ");
}
