import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { db } from "@/lib/db/client";
import { throughOrWaiting } from "@/tests/support/lock-waits";

/** Waits until the database's clock has reached an instant. */
export async function reach(instant: Date): Promise<void> {
  for (;;) {
    const [row] = await db().$queryRaw<{ now: Date }[]>`SELECT holdfast_now() AS now`;
    if (row && row.now >= instant) return;
    await sleep(20);
  }
}

/** Somebody has the level until an instant, or until something else is done; the order is begun meanwhile and waits behind them. */
export async function inFrontOf<Result>(
  levelId: string,
  begin: () => Promise<Result>,
  until: Date | (() => Promise<unknown>),
) {
  const first = new Client({ connectionString: process.env.DATABASE_URL });
  await first.connect();
  await first.query("BEGIN");
  await first.query("SELECT 1 FROM stock_levels WHERE id = $1 FOR UPDATE", [levelId]);
  const order = begin();
  order.catch(() => undefined);
  const how = await throughOrWaiting(order);
  if (how === "through") {
    await first.end();
    throw new Error("It did not wait for the level that somebody has.", { cause: await order });
  }
  await (until instanceof Date ? reach(until) : until());
  await first.query("COMMIT");
  await first.end();
  return { order };
}
