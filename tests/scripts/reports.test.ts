import { expect, test } from "vitest";
import { readPlaywright, readVitest } from "@/scripts/test/reports";

test("each test that failed is named with its file and the first lines of why, and a file that cannot be read is one", () => {
  const file = (name: string) => `${process.cwd()}/tests/${name}`;
  const outcome = readVitest({
    numPassedTests: 7,
    testResults: [
      {
        name: file("a.test.ts"),
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "it adds" },
          { status: "failed", fullName: "it takes away", failureMessages: ["\nError: 3 is not 2\n    at a.test.ts:4"] },
          { status: "failed", fullName: "it says nothing" },
          { status: "failed", fullName: "it hangs", failureMessages: ["Error: STACK_TRACE_ERROR\n    at a.test.ts:9"] },
        ],
      },
      { name: file("b.test.ts"), status: "failed", message: "Cannot find package", assertionResults: [] },
      { name: file("c.test.ts"), status: "passed", assertionResults: [] },
    ],
  });
  expect(outcome).toEqual({
    passed: 7,
    failed: [
      "tests/a.test.ts › it takes away\n      Error: 3 is not 2",
      "tests/a.test.ts › it says nothing",
      "tests/a.test.ts › it hangs\n      It did not end in time.",
      "tests/b.test.ts\n      Cannot find package",
    ],
  });
});

test("what failed in a browser is named with its project, also within a group, and what came right on a second try failed", () => {
  const tried = (status: string, ...whys: string[]) => ({
    status,
    projectName: "phone",
    results: whys.map((message) => ({ error: { message } })),
  });
  const spec = (title: string, ...tests: ReturnType<typeof tried>[]) => ({ file: "cart.spec.ts", title, tests });
  const outcome = readPlaywright({
    stats: { expected: 2 },
    suites: [
      {
        specs: [
          spec(
            "it fills",
            tried("expected"),
            tried("unexpected", "Error: \u001b[31mit is empty\u001b[39m\n\n    at line 3"),
          ),
        ],
        suites: [{ specs: [spec("it empties", tried("flaky", "Error: it is full"))] }],
      },
    ],
    errors: [{ message: "the server did not start" }],
  });
  expect(outcome).toEqual({
    passed: 2,
    failed: [
      "[phone] e2e/cart.spec.ts › it fills\n      Error: it is empty",
      "[phone] e2e/cart.spec.ts › it empties\n      Error: it is full",
      "e2e\n      the server did not start",
    ],
  });
});
