import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { serverAccount } from "@/scripts/postgres/account";
import { findBinaries } from "@/scripts/postgres/binaries";
import {
  addressOf,
  ask,
  type Cluster,
  createCluster,
  freePort,
  startServer,
  stopServer,
} from "@/scripts/postgres/cluster";
import { databaseOn } from "@/scripts/postgres/databases";
import { leaveDatabase, prepareDatabase } from "@/scripts/prepare-database";
import { until } from "@/tests/deliveries/fixtures";
import { anOrder, expectNothingLostOrDoubled, untilTheEnd } from "@/tests/faults/in-the-end";
import { openWholeShop } from "@/tests/faults/whole-shop";
import { startWorker } from "@/tests/faults/worker-process";

// A server of its own starts, and is killed.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

/**
 * A job whose end could not be written stays with its worker, who lives, until the queue counts that one as dead: half a minute after its last sign, which may come after the crash, and up to
 * 20 s more until it looks. A job that is begun anew may be one of those again.
 */
const untilTheQueueKnows = 180_000;

let server: { cluster: Cluster; port: number; pid: number };
let home: string;

beforeAll(async () => {
  const account = serverAccount();
  home = mkdtempSync(path.join(os.tmpdir(), "holdfast-restarted-"));
  chmodSync(home, 0o700);
  if (account) chownSync(home, account.uid, account.gid);
  const cluster: Cluster = {
    ...{ folder: path.join(home, "postgres"), programs: findBinaries(account), account, password: "restarted" },
    ...{ logFile: path.join(home, "postgres.log"), durable: true },
  };
  await createCluster(cluster);
  const port = await freePort();
  server = { cluster, port, pid: await startServer(cluster, port) };
  const url = addressOf(cluster.password, port, "postgres");
  await ask(url, "CREATE DATABASE shop");
  process.env.DATABASE_URL = databaseOn(url, "shop");
  await prepareDatabase(process.env.DATABASE_URL);
});

afterAll(async () => {
  await leaveDatabase();
  await stopServer(server.pid);
  rmSync(home, { recursive: true, force: true });
});

test("a database that crashes while messages are on their way, and comes back: nothing is lost or doubled", async () => {
  const shop = await openWholeShop();
  const worker = await startWorker(shop.settings);
  let crashes = 0;
  shop.asked.webhook = () => {
    if (crashes === 0) process.kill(server.pid, "SIGQUIT");
    crashes += 1;
  };
  const events = await anOrder();
  await until(() => crashes > 0);
  await until(() => !isAlive(server.pid));
  server.pid = await startServer(server.cluster, server.port);
  await until(() =>
    db()
      .event.count()
      .catch(() => null),
  );
  await untilTheEnd(events, untilTheQueueKnows);
  await expectNothingLostOrDoubled(events, shop);
  expect(worker.child.exitCode).toBeNull();
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
