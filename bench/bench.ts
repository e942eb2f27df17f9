import { mkdirSync, writeFileSync } from "node:fs";
import { announcementsSent } from "@/lib/db/announce";
import { closeDatabase } from "@/lib/db/client";
import { closeQueue } from "@/lib/queue/enqueue";
import { ask } from "@/scripts/postgres/cluster";
import { databaseOn } from "@/scripts/postgres/databases";
import { prepareDatabase } from "@/scripts/prepare-database";
import { startDurableServer } from "./cluster";
import { drive, type Load } from "./load";
import { type MailTimes, measureMail } from "./mail";
import { type BenchVariant, countWrongs, openBenchShop } from "./shop";
import { statementsOf } from "./statements";
import { actionWay, apiWay, commandWay, floorWay, type Way } from "./ways";
import { benchKeys, startWeb } from "./web";

/**
 * What placing an order costs, beside the floor measured in the same run. Prints one table and writes bench/results/latest.json.
 * Figures of different runs or machines are not comparable; the shares within one run are. `--quick` measures less.
 */
const quick = process.argv.includes("--quick");
const clientCounts = quick ? [8] : [1, 8, 32];

type Row = Load & {
  way: string;
  load: string;
  clients: number;
  perSecond: number;
  share: number;
  nodeMs: number;
  postgresMs: number;
};

const server = await startDurableServer();
await ask(server.url, "CREATE DATABASE bench");
Object.assign(process.env, benchKeys);
process.env.DATABASE_URL = databaseOn(server.url, "bench");
await prepareDatabase(process.env.DATABASE_URL);
const variants = await openBenchShop();
// First, while the worker has nothing else to do.
const mail = await measureMail(process.env.DATABASE_URL, variants.many[0] as BenchVariant, quick ? 20 : 100);
const web = await startWeb(process.env.DATABASE_URL);
const floor = await floorWay(process.env.DATABASE_URL);
const ways: Way[] = [floor, commandWay, apiWay(web.origin), actionWay(web.origin)];

try {
  const statements = await countStatements(variants.hot);
  const rows = await measureAll();
  const pages = await measurePages();
  report({ statements, rows, pages, mail, wrongs: await countWrongs() });
} finally {
  await floor.close();
  await web.stop();
  await closeQueue();
  await closeDatabase();
}

async function countStatements(hot: BenchVariant[]): Promise<string[]> {
  const send = await commandWay.prepare(hot, 2);
  await send(0);
  await announcementsSent();
  return statementsOf(async () => {
    await send(1);
    await announcementsSent();
  });
}

async function measureAll(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [load, items] of [
    ["one hot item", variants.hot],
    ["50 items", variants.many],
  ] as const) {
    for (const clients of clientCounts) {
      const measured: Row[] = [];
      for (const way of ways) measured.push(await measure(way, load, items, clients));
      const best = measured[0]?.perSecond ?? 1;
      rows.push(...measured.map((row) => ({ ...row, share: row.perSecond / best })));
    }
  }
  return rows;
}

async function measure(way: Way, load: string, items: BenchVariant[], clients: number): Promise<Row> {
  const count = (clients === 1 ? 300 : 1200) * (way.name === "floor" ? 3 : 1) * (way.name === "action" ? 0.5 : 1);
  const warm = await way.prepare(items, 60);
  await drive(clients, 60, warm);
  const send = await way.prepare(items, count);
  const before = cpu();
  const result = await drive(clients, count, send);
  const after = cpu();
  const perOrder = (seconds: number) => (seconds * 1000) / Math.max(1, result.done);
  const node = way.name === "command" || way.name === "floor" ? after.here - before.here : after.web - before.web;
  return {
    ...{ way: way.name, load, clients, ...result, perSecond: result.done / result.seconds, share: 0 },
    ...{ nodeMs: perOrder(node), postgresMs: perOrder(after.postgres - before.postgres) },
  };
}

function cpu() {
  const { user, system } = process.cpuUsage();
  return { here: (user + system) / 1e6, web: web.cpuSeconds(), postgres: server.cpuSeconds() };
}

async function measurePages(): Promise<Load> {
  const send = async () => {
    const answer = await fetch(`${web.origin}/`);
    await answer.arrayBuffer();
    return answer.status === 200;
  };
  await drive(8, 50, send);
  return drive(8, quick ? 200 : 600, send);
}

type Report = {
  statements: string[];
  rows: Row[];
  pages: Load;
  mail: MailTimes;
  wrongs: { oversold: number; unexplained: number };
};

function report(result: Report): void {
  const { statements, rows, pages, mail, wrongs } = result;
  console.log(
    "\nload          clients  way      orders/s  of floor    p50 ms   p95 ms   p99 ms  node ms  postgres ms  failed",
  );
  for (const row of rows) console.log(line(row));
  console.log(`\nA placed order sends ${statements.length} statements: ${statements.join(" · ")}`);
  console.log(`From the stock lock to the commit: ${fromStockLock(statements)}`);
  console.log(
    `Catalogue page: ${(pages.done / pages.seconds).toFixed(0)} requests/s at 8 clients, p95 ${pages.p95.toFixed(0)} ms`,
  );
  console.log(
    `From commit to accepted by the mail server: p50 ${mail.p50.toFixed(0)} ms, p95 ${mail.p95.toFixed(0)} ms, over ${mail.orders} orders`,
  );
  console.log(`Oversold: ${wrongs.oversold}. Levels that the ledger does not explain: ${wrongs.unexplained}.\n`);
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/latest.json", `${JSON.stringify(result, null, 2)}\n`);
  if (wrongs.oversold !== 0 || wrongs.unexplained !== 0) process.exitCode = 1;
}

function fromStockLock(statements: string[]): number {
  return statements.indexOf("COMMIT") - statements.indexOf("lock stock_levels") + 1;
}

function line(row: Row): string {
  const cells: [string, number][] = [
    [row.perSecond.toFixed(0), 8],
    [`${(row.share * 100).toFixed(0)} %`, 8],
    [row.p50.toFixed(1), 8],
    [row.p95.toFixed(1), 7],
    [row.p99.toFixed(1), 7],
    [row.nodeMs.toFixed(2), 7],
    [row.postgresMs.toFixed(2), 11],
    [String(row.failed), 6],
  ];
  return `${row.load.padEnd(13)} ${String(row.clients).padStart(7)}  ${row.way.padEnd(7)} ${cells.map(([text, width]) => text.padStart(width)).join("  ")}`;
}
