import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const run = promisify(execFile);

/** Where a forbidden import is planted, what it says, and the rule that must see it. */
const planted: [file: string, source: string, rule: string][] = [
  ["lib/planted.ts", 'import "@/lib/orders/status";', "base-knows-nothing"],
  ["lib/db/planted.ts", 'import "@/lib/orders/status";', "db-knows-base"],
  ["lib/queue/planted.ts", 'import "@/lib/orders/status";', "queue-knows-db-and-base"],
  ["lib/catalog/planted.ts", 'import "@/lib/stock/queries";', "catalog-looks-left"],
  ["lib/orders/planted.ts", 'import "@/lib/live/hub";', "orders-looks-left"],
  ["lib/stock/planted.ts", 'import "@/lib/web/action";', "domains-do-not-know-the-web"],
  ["lib/orders/planted-next.ts", 'import "next/headers";', "only-web-knows-next"],
  [
    "lib/orders/planted-prisma.ts",
    'import { PrismaClient } from "@/lib/db/generated/client"; new PrismaClient();',
    "only-db-knows-prisma",
  ],
  ["lib/orders/planted-boss.ts", 'import { PgBoss } from "pg-boss"; PgBoss;', "only-queue-and-jobs-know-pg-boss"],
  ["app/planted.ts", 'import { db } from "@/lib/db/client"; db;', "routes-compose"],
  [
    "components/planted.tsx",
    'import { placeOrder } from "@/lib/orders/place-order"; placeOrder;',
    "components-are-props-in-markup-out",
  ],
  ["jobs/planted.ts", 'import "@/lib/web/action";', "jobs-do-not-know-pages"],
  ["lib/planted-test.ts", 'import "@/tests/support/shop";', "product-does-not-know-tests"],
];

describe("the boundary check", () => {
  test("sees every forbidden import that is planted", async () => {
    const files = planted.map(([file]) => file);
    try {
      for (const [file, source] of planted) await plant(file, source);
      const seen = await violations(files);
      expect(seen).toEqual(expect.arrayContaining(planted.map(([file, , rule]) => `${rule}: ${file}`)));
    } finally {
      await Promise.all(files.map((file) => rm(file, { force: true })));
    }
  });
});

async function plant(file: string, source: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${source}\n`);
}

async function violations(files: string[]): Promise<string[]> {
  const cruise = [
    "node_modules/.bin/depcruise",
    ...files,
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "json",
  ];
  const { stdout } = await run(process.execPath, cruise, { maxBuffer: 64_000_000 }).catch(
    (error: { stdout: string }) => error,
  );
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  return report.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`);
}
