import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Agent, request } from "undici";
import { closeDatabase, db } from "@/lib/db/client";
import { connectDestination } from "@/lib/deliveries/connect-destination";
import type { Connection } from "@/lib/deliveries/connection-input";
import { pauseDestination } from "@/lib/deliveries/pause-destination";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { resumeDestination } from "@/lib/deliveries/resume-destination";
import { type DestinationKind, exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import { newId } from "@/lib/id";
import { placeOrder } from "@/lib/orders/place-order";
import { closeQueue } from "@/lib/queue/enqueue";
import { ask } from "@/scripts/postgres/cluster";
import { databaseOn } from "@/scripts/postgres/databases";
import { prepareDatabase } from "@/scripts/prepare-database";
import { startDurableServer } from "./cluster";
import { drive } from "./load";
import { startMailServer } from "./mail";
import { startReceivers } from "./receivers";
import { type BenchVariant, day, openBenchShop } from "./shop";
import { startWorker } from "./worker";

/**
 * What deliveries cost and how quick they are, over a worker as it runs in a shop: a backlog of webhooks is drained while orders come in, beside the
 * floor, the same posts by a bare loop; and whether others notice the drain, or neighbours that hang, fail and drop. `--waiting 1000` for less.
 */
const flag = process.argv.indexOf("--waiting");
const waiting = flag > 0 ? Number(process.argv[flag + 1]) : 5_000;
const sideBySide = 16;
const ordersPerSecond = 4;
const phaseSeconds = 25;
const bench = { kind: "system", name: "Bench" } as const;
const bad = ["hangs", "fails", "drops"] as const;

const exports = mkdtempSync(path.join(os.tmpdir(), "holdfast-bench-"));
const server = await startDurableServer();
await ask(server.url, "CREATE DATABASE bench");
Object.assign(process.env, {
  DATABASE_URL: databaseOn(server.url, "bench"),
  AUTH_SECRET: randomBytes(32).toString("base64"),
  SECRETS_KEY: randomBytes(32).toString("base64"),
  PRIVATE_DESTINATIONS: "127.0.0.1",
  EXPORT_FOLDER: exports,
});
await prepareDatabase(process.env.DATABASE_URL ?? "");
const { many } = await openBenchShop();
const receivers = await startReceivers();
const mail = await startMailServer(new Map());

type Latency = { place: string; deliveries: number; p50: number; p95: number };
type Cost = { perSecond: number; ms: number };

try {
  const backlog = await fillBacklog();
  const floor = await measureFloor(backlog);
  const others = await connectOthers();
  const neighbours = await connectNeighbours();
  const worker = startWorker({ SMTP_URL: `smtp://127.0.0.1:${mail.port}` });
  await takeOrders(5);
  const alone = await latenciesOf(others, () => takeOrders(phaseSeconds));
  const { drained, beside } = await measureDrain(backlog, others, worker);
  await turnBad(neighbours);
  await takeOrders(5);
  const amongBad = await latenciesOf(others, () => takeOrders(phaseSeconds));
  await worker.stop();
  report({ floor, drained, phases: { alone, beside, amongBad } });
} finally {
  receivers.stop();
  await new Promise<void>((resolve) => mail.server.close(() => resolve()));
  await closeQueue();
  await closeDatabase();
  rmSync(exports, { recursive: true, force: true });
}

/** A paused destination with so many orders waiting for it, planned as the worker plans them. */
async function fillBacklog(): Promise<string> {
  const id = await connect("webhook", "The backlog", { address: receivers.url.takes });
  await pauseDestination(bench, { destinationId: id });
  await drive(8, waiting, (index) => placed(index, { email: false }));
  const events = await db().event.findMany({ where: { dispatchedAt: null }, select: { id: true } });
  await drive(4, events.length, async (index) => (await planDeliveries(events[index]!.id)) > 0);
  await db().$executeRaw`DELETE FROM pgboss.job`;
  return id;
}

/** The others in the mix, each hearing of every order; an email goes to its customer besides. */
async function connectOthers(): Promise<Map<string, string>> {
  const others = new Map<string, string>();
  const address = (at: string) => ({ address: at, settings: {} });
  others.set(await connect("webhook", "webhook", address(receivers.url.takes)), "a webhook");
  others.set(await connect("webhook", "another", address(`${receivers.url.takes}again`)), "another webhook");
  others.set(await connect("folder", "folder", address("orders")), "a folder");
  const colleague = { address: "mina@bench.example", settings: { when: "each", at: 1080 } };
  others.set(await connect("colleague", "colleague", colleague), "email to a colleague");
  return others;
}

/** Three more that take what they are sent, so that the bad ones that they become mean no more deliveries than before. */
async function connectNeighbours(): Promise<string[]> {
  const ids: string[] = [];
  for (const manner of bad) ids.push(await connect("webhook", manner, { address: receivers.url.takes }));
  return ids;
}

async function turnBad(neighbours: readonly string[]): Promise<void> {
  for (const [index, manner] of bad.entries())
    await db().destination.update({
      where: { id: neighbours[index] ?? "" },
      data: { address: receivers.url[manner] },
      select: { id: true },
    });
}

async function connect(kind: DestinationKind, name: string, { address, settings = {} }: Partial<Connection>) {
  const events = Object.keys(exportedEvents);
  const asked = { kind, name, address: address ?? "", settings, secret: null, events, personal: true };
  return (await connectDestination(bench, asked)).id;
}

async function placed(index: number, notify: { email: boolean }): Promise<boolean> {
  const { sku } = many[index % many.length] as BenchVariant;
  const customer = { name: "Maya Lindqvist", email: `${newId("ord").toLowerCase()}@example.org`, phone: "" };
  const order = { customer, notify: { ...notify, text: false }, note: "", expectedTotalMinor: 450, day };
  const key = { apiKey: newId("ord"), contentHash: "hash" };
  return !(await placeOrder({ kind: "api" }, { ...order, key, lines: [{ sku, quantity: 1 }] })).repeated;
}

/** Orders at a steady pace for so long, or until `done`. */
async function takeOrders(seconds: number, done: () => boolean = () => false): Promise<void> {
  for (let index = 0; index < seconds * ordersPerSecond && !done(); index += 1) {
    await placed(index, { email: true });
    await new Promise((resolve) => setTimeout(resolve, 1_000 / ordersPerSecond));
  }
}

/** The same posts by a bare loop, as many at a time: nothing is claimed, signed or recorded. */
async function measureFloor(destinationId: string): Promise<Cost> {
  const bodies = await db().delivery.findMany({ where: { destinationId }, select: { body: true } });
  const dispatcher = new Agent({ connections: sideBySide, pipelining: 1 });
  const headers = { "content-type": "application/json" };
  const before = process.cpuUsage();
  const { done, seconds } = await drive(sideBySide, bodies.length, async (index) => {
    const { body } = bodies[index]!;
    const answer = await request(receivers.url.takes, { method: "POST", headers, body, dispatcher });
    await answer.body.dump();
    return answer.statusCode === 204;
  });
  const { user, system } = process.cpuUsage(before);
  return { perSecond: done / seconds, ms: (user + system) / 1_000 / done };
}

type Worker = ReturnType<typeof startWorker>;

/** Lets the backlog go, with orders coming in until it is through. */
async function measureDrain(backlog: string, others: Map<string, string>, worker: Worker) {
  const before = { worker: worker.cpuSeconds(), postgres: server.cpuSeconds() };
  const started = performance.now();
  let seconds = 0;
  await resumeDestination(bench, { destinationId: backlog });
  const watching = untilDrained(backlog).then(() => {
    seconds = (performance.now() - started) / 1000;
  });
  const beside = await latenciesOf(others, () => takeOrders(600, () => seconds > 0));
  await watching;
  const after = { worker: worker.cpuSeconds(), postgres: server.cpuSeconds() };
  const used = after.worker - before.worker + after.postgres - before.postgres;
  return { drained: { perSecond: waiting / seconds, ms: (used * 1_000) / waiting, seconds }, beside };
}

async function untilDrained(destinationId: string): Promise<void> {
  const where = { destinationId, state: "delivered" } as const;
  for (let looks = 0; looks < 6_000; looks += 1) {
    if ((await db().delivery.count({ where })) >= waiting) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The backlog did not drain within ten minutes.");
}

/** From an event to its delivery's settling, by the database's clock, of what was planned while `work` went on. */
async function latenciesOf(others: Map<string, string>, work: () => Promise<void>): Promise<Latency[]> {
  const [{ since } = { since: new Date() }] = await db().$queryRaw<{ since: Date }[]>`SELECT holdfast_now() AS since`;
  await work();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const rows = await db().$queryRaw<{ id: string | null; deliveries: number; p50: number; p95: number }[]>`
    SELECT d.destination_id AS id, count(*)::int AS deliveries,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM coalesce(d.settled_at, holdfast_now()) - e.at) * 1000)::float8 AS p50,
           percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM coalesce(d.settled_at, holdfast_now()) - e.at) * 1000)::float8 AS p95
      FROM deliveries d JOIN events e ON e.id = d.event_id
     WHERE e.at >= ${since} AND (d.destination_id IS NULL AND d.place = 'customer' OR d.destination_id = ANY(${[...others.keys()]}))
     GROUP BY 1 ORDER BY 1 NULLS FIRST`;
  return rows.map(({ id, ...times }) => ({ place: id ? others.get(id)! : "email to the customer", ...times }));
}

type Phases = Record<"alone" | "beside" | "amongBad", Latency[]>;

function report(result: { floor: Cost; drained: Cost & { seconds: number }; phases: Phases }): void {
  const { floor, drained, phases } = result;
  const share = ((drained.perSecond / floor.perSecond) * 100).toFixed(0);
  console.log(`\n${waiting} waiting webhooks, ${ordersPerSecond} orders a second meanwhile`);
  console.log(`floor    ${floor.perSecond.toFixed(0)}/s   ${floor.ms.toFixed(2)} ms of CPU for a post`);
  console.log(
    `drained  ${drained.perSecond.toFixed(0)}/s (${share} % of the floor, ${drained.seconds.toFixed(1)} s)   ${drained.ms.toFixed(2)} ms of CPU for a delivery, worker and Postgres, with all that went on beside it`,
  );
  console.log(`\nfrom the event to its end, p50 / p95 ms`);
  console.log(
    `${"".padEnd(24)}${["nothing else", "beside the drain", "among bad neighbours"].map((head) => head.padStart(24)).join("")}`,
  );
  for (const { place } of phases.alone) console.log(lineOf(place, phases));
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/deliveries.json", `${JSON.stringify(result, null, 2)}\n`);
}

function lineOf(place: string, { alone, beside, amongBad }: Phases): string {
  const cells = [alone, beside, amongBad].map((phase) => {
    const found = phase.find((latency) => latency.place === place);
    return found ? `${found.p50.toFixed(0)} / ${found.p95.toFixed(0)} (${found.deliveries})` : "none";
  });
  return `${place.padEnd(24)}${cells.map((cell) => cell.padStart(24)).join("")}`;
}
