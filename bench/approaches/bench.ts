import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { ask } from "@/scripts/postgres/cluster";
import { databaseOn } from "@/scripts/postgres/databases";
import { startDurableServer } from "../cluster";
import { quantile } from "../steady";
import { approaches, ours } from "./all";
import { type Bench, crash, race, type Speed, speed } from "./measure";
import { createTables, openPool } from "./tables";

/**
 * The ways to sell the last one, each built small, on the same work: right or wrong, how fast, and what a crash takes with it. Prints tables, and
 * with `--write` puts them into docs/concurrency.md. `--rounds 1` measures the speed once instead of taking the median of three; `--count` is of orders in
 * each measurement.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    count: { type: "string", default: "1500" },
    write: { type: "boolean", default: false },
  },
});
const loads = [
  { title: "one item, 8 clients", items: 1, clients: 8, processes: 1 },
  { title: "one item, 32 clients", items: 1, clients: 32, processes: 1 },
  { title: "50 items, 8 clients", items: 50, clients: 8, processes: 1 },
  { title: "50 items, 32 clients", items: 50, clients: 32, processes: 1 },
  { title: "one item, two processes", items: 1, clients: 32, processes: 2 },
];

const loadBefore = os.loadavg()[0] ?? 0;
const server = await startDurableServer();
await ask(server.url, "CREATE DATABASE approaches");
const url = databaseOn(server.url, "approaches");
const pool = openPool(url);
const bench: Bench = { url, pool };
/** What sold too many, by its name and the number of processes. */
const wrong = new Set<string>();

try {
  await createTables(pool);
  const tables = { right: await rightOrWrong(), fast: `${await howFast()}\n${machine()}` };
  console.log(`${tables.right}\n${tables.fast}`);
  if (values.write) write(tables);
} finally {
  await pool.end();
}

async function rightOrWrong(): Promise<string> {
  const rows = [];
  for (const { name } of approaches) {
    const [one, two, crashed] = [await race(bench, name, 1), await race(bench, name, 2), await crash(bench, name)];
    if (one.oversold + one.disagree > 0) wrong.add(`${name} 1`);
    if (two.oversold + two.disagree > 0) wrong.add(`${name} 2`);
    rows.push([
      name,
      `${one.oversold}`,
      `${two.oversold}`,
      `${Math.max(one.leftOver, two.leftOver)}`,
      `${Math.max(one.unserved, two.unserved)}`,
      `${Math.max(one.disagree, two.disagree)}`,
      `${Math.max(one.beganAnew, two.beganAnew)}`,
      `${crashed.lost} of ${crashed.confirmed}`,
      `${crashed.untold}`,
    ]);
  }
  const heads = [
    "",
    "oversold",
    "by two processes",
    "left over",
    "not served",
    "books differ by",
    "began anew",
    "lost by a crash",
    "stored, not told",
  ];
  return table(heads, rows);
}

/** In each round every approach has its turn, so that all meet the same machine. */
async function howFast(): Promise<string> {
  const measured = new Map<string, Speed[]>();
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const load of loads)
      for (const { name } of approaches) {
        const key = `${name} ${load.title}`;
        measured.set(key, [
          ...(measured.get(key) ?? []),
          await speed(bench, name, { ...load, count: Number(values.count) }),
        ]);
      }
  const median = (name: string, title: string, figure: keyof Speed) =>
    quantile(
      (measured.get(`${name} ${title}`) ?? []).map((one) => one[figure]),
      0.5,
    );
  const cell = (name: string, { title, processes }: (typeof loads)[number]) => {
    const perSecond = median(name, title, "perSecond");
    const times = (perSecond / median(ours.name, title, "perSecond")).toFixed(1);
    const words = `${perSecond.toFixed(0)} (×${times}), ${median(name, title, "p95").toFixed(0)} ms`;
    return wrong.has(`${name} ${processes}`) ? `wrong: ${words}` : words;
  };
  const rows = approaches.map(({ name }) => [name, ...loads.map((load) => cell(name, load))]);
  return table(["orders/s (times ours), p95", ...loads.map(({ title }) => title)], rows);
}

/** Puts each table between its two marks. */
function write(tables: Record<string, string>): void {
  const file = "docs/concurrency.md";
  let text = readFileSync(file, "utf8");
  for (const [name, told] of Object.entries(tables)) {
    const [begin, end] = [`<!-- measured: ${name} -->`, `<!-- end: ${name} -->`];
    text = `${text.split(begin)[0]}${begin}\n\n${told.trimEnd()}\n\n${end}${text.split(end)[1]}`;
  }
  writeFileSync(file, text);
}

function machine(): string {
  const busy = loadBefore > 0.5 ? ` Other programs ran beside it (load ${loadBefore.toFixed(1)} before): noisy.` : "";
  return `${os.cpus().length} cores, ${os.cpus()[0]?.model ?? "unknown"}; a durable Postgres on the same machine.${busy}\n`;
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}
