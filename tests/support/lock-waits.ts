import { setTimeout as sleep } from "node:timers/promises";
import { db } from "@/lib/db/client";

/** Of this database alone: the tests of other files, in the same cluster at the same time, wait for locks of their own. */
const waitersSql = `
  SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

type Ask = (sql: string) => Promise<{ waiting: number }[]>;
const askPool: Ask = (sql) => db().$queryRawUnsafe(sql);

/** Waits until so many transactions of this test's database wait for a lock. Asked outside a transaction, which would see the first answer again. */
export async function somebodyWaits(many = 1, ask = askPool): Promise<void> {
  while (!(await doWait(many, ask))) await sleep(10);
}

/** Waits until a command has ended, well or not, or so many wait for a lock, it among them. Returns which. */
export async function throughOrWaiting(command: Promise<unknown>, many = 1): Promise<"through" | "waiting"> {
  let isThrough = false;
  const through = () => {
    isThrough = true;
  };
  command.then(through, through);
  while (!isThrough) {
    if (await doWait(many, askPool)) return "waiting";
    await sleep(10);
  }
  return "through";
}

async function doWait(many: number, ask: Ask): Promise<boolean> {
  const [found] = await ask(waitersSql);
  return (found?.waiting ?? 0) >= many;
}
