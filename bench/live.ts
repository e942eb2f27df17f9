import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { closeDatabase, db } from "@/lib/db/client";
import { ask } from "@/scripts/postgres/cluster";
import { databaseOn } from "@/scripts/postgres/databases";
import { prepareDatabase } from "@/scripts/prepare-database";
import { build, isBuildFresh } from "@/scripts/start/build";
import { startDurableServer } from "./cluster";
import { type Heard, type Read, startPages } from "./live-pages";
import { drive } from "./load";
import { countWrongs, day, openBenchShop } from "./shop";
import { likely, quantile, steadily } from "./steady";
import { apiWay } from "./ways";
import { startWeb } from "./web";

/**
 * What it costs to tell a thousand open pages of every sale: how soon all have read it, the memory of the web process, and what placing an order
 * loses by it. Turns without and with the pages follow each other, each first by turns, so that both meet the same machine. `--pages`, `--rate` (sales a
 * second), `--seconds` (of a turn), `--turns`.
 */
const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "1000" },
    rate: { type: "string", default: "10" },
    seconds: { type: "string", default: "10" },
    turns: { type: "string", default: "16" },
  },
});
const [pageCount, rate, seconds, turns] = [values.pages, values.rate, values.seconds, values.turns].map(Number) as [
  number,
  number,
  number,
  number,
];

if (!isBuildFresh()) await build(path.join("bench", "results"));
const loadBefore = os.loadavg()[0] ?? 0;
const server = await startDurableServer();
await ask(server.url, "CREATE DATABASE bench");
process.env.DATABASE_URL = databaseOn(server.url, "bench");
await prepareDatabase(process.env.DATABASE_URL);
const { hot, many } = await openBenchShop();
const web = await startWeb(process.env.DATABASE_URL, { TRUSTED_PROXIES: "127.0.0.1" });
const pages = await startPages();
const api = apiWay(web.origin);
const stream = `${web.origin}/api/live?topics=stock:${day}`;

type Turn = { placing: number[]; memoryMb: number; webCpu: number };

try {
  const send = await api.prepare([...hot, ...many], 1);
  await drive(8, 600, send);
  const without: Turn[] = [];
  const withPages: WithPages[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    if (turn % 2 === 0) without.push(await measure(send));
    withPages.push(await measureWithPages(send));
    if (turn % 2 === 1) without.push(await measure(send));
  }
  await pages.open(pageCount, stream);
  await pages.heard();
  const rush = await drive(8, 600, send);
  await sleep(1_500);
  const rushed = { perSecond: rush.done / rush.seconds, ...(await pages.heard()) };
  report(figuresOf(without, withPages, rushed, await countWrongs()));
} finally {
  pages.stop();
  await web.stop();
  await closeDatabase();
}

async function measure(send: (index: number) => Promise<boolean>): Promise<Turn> {
  const before = web.cpuSeconds();
  const placing = await steadily({ rate, seconds, send });
  return { placing, memoryMb: web.memoryBytes() / 2 ** 20, webCpu: (web.cpuSeconds() - before) / seconds };
}

async function measureWithPages(send: (index: number) => Promise<boolean>): Promise<WithPages> {
  await pages.open(pageCount, stream);
  await sleep(1_000);
  await pages.heard();
  const since = new Date();
  const measured = await measure(send);
  await sleep(1_500);
  const heard = await pages.heard();
  await pages.close();
  return { ...measured, heard, reading: await readingTimes(heard.reads, since) };
}

/** For each sale since then, the time from the order's writing (its commit follows within it) until the last page had read it. */
async function readingTimes(reads: readonly Read[], since: Date): Promise<number[]> {
  const sales = await db().$queryRaw<{ variantId: string; available: number; at: number }[]>`
    SELECT l.variant_id AS "variantId", e.on_hand_after - e.committed_after - e.held_after AS available,
           extract(epoch FROM e.at)::float8 * 1000 AS at
      FROM stock_entries e JOIN stock_levels l ON l.id = e.level_id WHERE e.reason = 'order_placed' AND e.at >= ${since}`;
  const complete = Map.groupBy(
    reads.filter((read) => read.pages === pageCount),
    (read) => read.variantId,
  );
  return sales.map(({ variantId, available, at }) => {
    const times = (complete.get(variantId) ?? []).filter((read) => read.available <= available);
    return Math.min(...times.map(({ readAt }) => readAt)) - at;
  });
}

type WithPages = Turn & { heard: Heard; reading: number[] };
type Rush = Heard & { perSecond: number };
type Wrongs = { oversold: number; unexplained: number };

function figuresOf(without: Turn[], withPages: WithPages[], rush: Rush, wrongs: Wrongs) {
  const reading = withPages.flatMap((turn) => turn.reading);
  const [alone, beside] = [placingOf(without), placingOf(withPages)];
  const heard = [...withPages.map((turn) => turn.heard), rush];
  return {
    ...{ pages: pageCount, rate, turns, seconds, loadBefore, sales: reading.length },
    unread: reading.filter((ms) => !Number.isFinite(ms)).length,
    lost: heard.reduce((sum, turn) => sum + turn.lost, 0),
    readMs: { ...spread(reading), max: Math.max(...reading) },
    // Memory that was once taken is seldom given back, so what there was before any page counts.
    memoryMb: most(withPages, (turn) => turn.memoryMb) - (without[0]?.memoryMb ?? 0),
    placingMs: { without: spread(alone), with: spread(beside) },
    slowerPercent: { p50: slower(without, withPages, 0.5), p95: slower(without, withPages, 0.95) },
    webCpuPercent: { without: meanCpu(without), with: meanCpu(withPages) },
    mostUpdatesPerSecond: most(heard, (turn) => turn.mostUpdatesPerSecond),
    rushSalesPerSecond: rush.perSecond,
    ...wrongs,
  };
}

/** By how many percent an order took longer beside the pages, and between what and what that lies, as far as these turns tell. */
function slower(without: Turn[], withPages: Turn[], share: number): { percent: number; from: number; to: number } {
  const pairs = without.map((alone, turn) => [alone, withPages[turn] as Turn] as const);
  const percentOf = (some: typeof pairs) => {
    const alone = placingOf(some.map(([one]) => one));
    const beside = placingOf(some.map(([, one]) => one));
    return (quantile(beside, share) / quantile(alone, share) - 1) * 100;
  };
  const [from, to] = likely(pairs, percentOf);
  return { percent: percentOf(pairs), from, to };
}

function placingOf(all: Turn[]): number[] {
  return all.flatMap((turn) => turn.placing);
}

function spread(times: readonly number[]): { p50: number; p95: number } {
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

function most<Row>(rows: readonly Row[], figure: (row: Row) => number): number {
  return Math.max(...rows.map(figure));
}

function meanCpu(all: Turn[]): number {
  return (all.reduce((sum, turn) => sum + turn.webCpu, 0) / all.length) * 100;
}

function report(figures: ReturnType<typeof figuresOf>): void {
  const { readMs, placingMs, slowerPercent, webCpuPercent, lost, unread } = figures;
  const [without, beside] = [placingMs.without, placingMs.with];
  const lines: [string, string, string][] = [
    ["sale on all pages, p50 / p95 / max", `${ms(readMs.p50)} / ${ms(readMs.p95)} / ${ms(readMs.max)}`, "p95 300 ms"],
    ["memory added in the web process", `${figures.memoryMb.toFixed(0)} MB`, "200 MB"],
    ["placing without the pages, p50 / p95", `${ms(without.p50)} / ${ms(without.p95)}`, ""],
    ["placing with them, p50 / p95", `${ms(beside.p50)} / ${ms(beside.p95)}`, ""],
    ["so much slower, p50", range(slowerPercent.p50), "5 %"],
    ["so much slower, p95", range(slowerPercent.p95), ""],
    [
      "web process busy, without / with",
      `${webCpuPercent.without.toFixed(0)} % / ${webCpuPercent.with.toFixed(0)} %`,
      "",
    ],
    ["updates in any second on any page", `${figures.mostUpdatesPerSecond}`, "20"],
  ];
  console.log(
    `\n${figures.pages} pages, ${figures.sales} sales at ${rate} a second in ${turns} turns of ${seconds} s with and without:\n`,
  );
  for (const [what, figure, target] of lines)
    console.log(`${what.padEnd(40)} ${figure.padStart(28)}   ${target && `at most ${target}`}`);
  console.log(`\nThe most updates also while ${figures.rushSalesPerSecond.toFixed(0)} sales a second were made.`);
  console.log(
    `Sales that a page never read: ${unread}. Streams lost: ${lost}. Oversold: ${figures.oversold}. Unexplained: ${figures.unexplained}.`,
  );
  if (loadBefore > 0.5)
    console.log(`The machine was busy before this began (load ${loadBefore.toFixed(1)}): the figures are noisy.`);
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/live.json", `${JSON.stringify(figures, null, 2)}\n`);
  if (unread + lost + figures.oversold + figures.unexplained > 0) process.exitCode = 1;
}

function range({ percent, from, to }: ReturnType<typeof slower>): string {
  return `${percent.toFixed(1)} % (${from.toFixed(1)} to ${to.toFixed(1)})`;
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
