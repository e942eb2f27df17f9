import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type Done, type Process, startProcess } from "./process";
import { stockItems } from "./tables";

/** What came of some work, by what buyers were told and what the tables say. */
export type Outcome = {
  /** Units that were confirmed beyond what there was. */
  oversold: number;
  /** Orders that were confirmed and are not stored. */
  lost: number;
  /** Orders that are stored, and whose buyers were never told. */
  untold: number;
  /** Units that stayed while buyers were sent away or given up on. */
  leftOver: number;
  /** Buyers that were not served and not told that there is none: given up on, or an error. */
  unserved: number;
  /** By how much the counter, the ledger and the orders differ. */
  disagree: number;
};

const hot = ["hot"];
const rare = 200;
const plenty = 10_000_000;

export type Bench = { url: string; pool: pg.Pool };

/** Twice as many buyers as units, all at once, over some processes. */
export async function race(
  { url, pool }: Bench,
  approach: string,
  processes: number,
): Promise<Outcome & { beganAnew: number }> {
  await stockItems(pool, hot, rare);
  const done = await together({ url, approach, processes, clients: 32, count: rare * 2, items: hot });
  const sold = done.flatMap((one) => one.sold);
  const sum = (figure: "beganAnew" | "gaveUp" | "failed") => done.reduce((total, one) => total + one[figure], 0);
  const unserved = sum("gaveUp") + sum("failed");
  return { ...(await outcome(pool, rare, sold)), unserved, beganAnew: sum("beganAnew") };
}

export type Speed = { perSecond: number; p50: number; p95: number };

/** How many a second, with far more units than buyers. */
export async function speed(
  { url, pool }: Bench,
  approach: string,
  asked: { items: number; clients: number; count: number; processes: number },
): Promise<Speed> {
  const items = Array.from({ length: asked.items }, (_, index) => `item ${index}`);
  await stockItems(pool, items, plenty);
  const done = await together({ ...asked, url, approach, items });
  const seconds = Math.max(...done.map(({ load }) => load.seconds));
  const sold = done.reduce((sum, one) => sum + one.sold.length, 0);
  const worst = (figure: "p50" | "p95") => Math.max(...done.map(({ load }) => load[figure]));
  return { perSecond: sold / seconds, p50: worst("p50"), p95: worst("p95") };
}

/** Kills the process in the middle of its work, without a word, and looks what became of those who were told that they have one. */
export async function crash({ url, pool }: Bench, approach: string): Promise<Outcome & { confirmed: number }> {
  await stockItems(pool, hot, plenty);
  const process = await startProcess(approach, url);
  const sold: string[] = [];
  let killed = false;
  const client = async (_: unknown, client: number) => {
    for (let index = 0; !killed; index += 1) {
      const order = `client ${client} ${index}`;
      if ((await process.sell("hot", order)) === "sold") sold.push(order);
    }
  };
  void Promise.all(Array.from({ length: 8 }, client));
  await sleep(2_500);
  killed = true;
  const told = [...sold];
  await process.kill();
  await untilNobodyWrites(pool);
  return { ...(await outcome(pool, plenty, told)), leftOver: 0, unserved: 0, confirmed: told.length };
}

type Asked = { url: string; approach: string; processes: number; clients: number; count: number; items: string[] };

async function together({ url, approach, processes, clients, count, items }: Asked): Promise<Done[]> {
  const started: Process[] = [];
  for (let one = 0; one < processes; one += 1) started.push(await startProcess(approach, url));
  const share = { items, clients: clients / processes };
  await Promise.all(started.map((process, one) => process.work({ ...share, name: `warm ${one}`, count: 0 })));
  const done = await Promise.all(
    started.map((process, one) => process.work({ ...share, name: `buyer ${one}`, count: count / processes })),
  );
  for (const process of started) await process.stop();
  return done;
}

async function outcome(
  pool: pg.Pool,
  onHand: number,
  confirmed: readonly string[],
): Promise<Omit<Outcome, "unserved">> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM orders");
  const stored = new Set(rows.map(({ id }) => id));
  const sums = await pool.query<{ sold: number; entries: number }>(
    "SELECT (SELECT sum(sold) FROM items)::int AS sold, (SELECT coalesce(-sum(delta), 0) FROM entries)::int AS entries",
  );
  const { sold = 0, entries = 0 } = sums.rows[0] ?? {};
  const told = new Set(confirmed);
  const promised = new Set([...stored, ...told]).size;
  return {
    oversold: Math.max(0, promised - onHand),
    lost: confirmed.filter((id) => !stored.has(id)).length,
    untold: [...stored].filter((id) => !told.has(id)).length,
    leftOver: Math.max(0, onHand - promised),
    disagree: Math.max(sold, entries, stored.size) - Math.min(sold, entries, stored.size),
  };
}

/** What a killed process had sent is still carried out. */
async function untilNobodyWrites(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ busy: number }>(
      "SELECT count(*)::int AS busy FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'",
    );
    if (rows[0]?.busy === 0) return;
    await sleep(50);
  }
}
