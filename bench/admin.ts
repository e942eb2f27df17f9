import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { closeDatabase, db } from "@/lib/db/client";
import { newId } from "@/lib/id";
import { keepSums } from "@/lib/reports/keep-sums";
import { shopCookie } from "@/lib/web/cookies";
import { sealSession } from "@/lib/web/session-token";
import { databaseOn } from "@/scripts/postgres/databases";
import { leaveDatabase } from "@/scripts/prepare-database";
import { build, isBuildFresh } from "@/scripts/start/build";
import { type AdminAsk, adminAsks } from "./admin-asks";
import { cpuOfServer, startDurableServer } from "./cluster";
import { explainStatements, indexesOf, tableSizes } from "./explain";
import { fillShop } from "./fill-shop";
import { drive, type Load } from "./load";
import { startWeb } from "./web";

/**
 * How quick the staff's pages are with a million orders in the table: the board, its filters, Today, reports, the list of all orders on its first
 * and deep pages, searches, an order, the stock and its ledger. Over HTTP against the built shop, two clients at once, and each page's statements explained. `--orders 100000` for less;
 * `--database URL` for one that is filled already.
 */
const { values } = parseArgs({
  options: { orders: { type: "string", default: "1000000" }, database: { type: "string" } },
});
const clients = 2;
const pages = 60;

if (!isBuildFresh()) await build(path.join("bench", "results"));
const server = values.database ? null : await startDurableServer();
const url = values.database ?? databaseOn(server?.url ?? "", "bench");
process.env.DATABASE_URL = url;
if (server) await fillShop(server.url, url, Number(values.orders));
const postgresSeconds = await cpuOfServer(url);
const web = await startWeb(url);

type Row = AdminAsk & Load & { nodeMs: number; postgresMs: number };

try {
  const kept = performance.now();
  const days = await keepSums();
  console.log(
    `${days} days summed for the reports in ${((performance.now() - kept) / 1000).toFixed(0)} s, as the worker does`,
  );
  const asks = await adminAsks();
  const cookie = await signIn();
  const rows: Row[] = [];
  for (const asked of asks) rows.push({ ...asked, ...(await measure(asked, cookie)) });
  await closeDatabase();
  const explained = await explainStatements(asks);
  report(rows, explained, await indexesOf(url), await tableSizes(url));
} finally {
  await web.stop();
  await leaveDatabase();
}

/** A session as a browser that signed in has it. */
async function signIn(): Promise<string> {
  const id = newId("ses");
  const owner = await db().staffMember.findFirstOrThrow({ select: { id: true } });
  await db().session.create({
    data: { id, staffId: owner.id, expiresAt: new Date(Date.now() + 86_400_000) },
    select: { id: true },
  });
  return `${shopCookie("session", web.origin).name}=${await sealSession(id, [web.secret])}`;
}

/** The processor's time tells what a page costs, also on a machine that has other things to do. */
async function measure({ address }: AdminAsk, cookie: string): Promise<Load & { nodeMs: number; postgresMs: number }> {
  const send = async () => {
    const answer = await fetch(`${web.origin}${address}`, { headers: { cookie }, redirect: "manual" });
    await answer.arrayBuffer();
    return answer.status === 200;
  };
  await drive(clients, 10, send);
  const before = cpu();
  const load = await drive(clients, pages, send);
  const after = cpu();
  const perPage = (seconds: number) => (seconds * 1000) / pages;
  return { ...load, nodeMs: perPage(after.web - before.web), postgresMs: perPage(after.postgres - before.postgres) };
}

function cpu() {
  return { web: web.cpuSeconds(), postgres: postgresSeconds() };
}

function report(rows: Row[], explained: string, indexes: string[], sizes: string[]): void {
  console.log(`\n${"page".padEnd(54)}  p50 ms  p95 ms  CPU ms: node + Postgres  failed`);
  for (const { name, p50, p95, nodeMs, postgresMs, failed } of rows) {
    const cells = [p50, p95, nodeMs, postgresMs].map((ms) => ms.toFixed(0).padStart(8));
    console.log(`${name.padEnd(54)}${cells.join("")}${String(failed).padStart(16)}`);
  }
  console.log(`\nIndexes that these pages use:\n${indexes.map((index) => `  ${index}`).join("\n")}`);
  console.log(`\nSizes:\n${sizes.map((size) => `  ${size}`).join("\n")}\n`);
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/admin.json", `${JSON.stringify({ rows, indexes, sizes }, null, 2)}\n`);
  writeFileSync("bench/results/admin-explained.txt", explained);
  console.log("Every statement explained: bench/results/admin-explained.txt");
  if (rows.some(({ failed }) => failed > 0)) process.exitCode = 1;
}
