import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { db } from "@/lib/db/client";
import { opensAfter } from "@/lib/deliveries/breaker";
import { type DestinationKind, orderEvents } from "@/lib/deliveries/rules-of-destinations";
import { newId } from "@/lib/id";
import { seal } from "@/lib/secrets";
import { addDestination, orderEvent, secret, until } from "@/tests/deliveries/fixtures";
import { receiver } from "@/tests/deliveries/places";
import { sheetStandIn } from "@/tests/deliveries/sheet-stand-in";
import { join } from "@/tests/staff/people";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const token = `ya29.${randomBytes(60).toString("base64")}`;
const hookWords = randomBytes(18).toString("base64url");

/** Another system that says everything back that it was sent, in the ways in which programs do; who shares a secret with us says that too. It never takes anything. */
async function echo() {
  return receiver((response, { url, headers, body }) => {
    if (url === "/token") return response.end(JSON.stringify({ access_token: token, expires_in: 3_600 }));
    const { authorization, "webhook-signature": signature } = headers;
    const said = JSON.stringify({
      url,
      authorization,
      signature,
      body: body.slice(0, 80),
      ...(signature && { secret }),
    });
    return response.writeHead(500).end(`echo ${said} ${said.replaceAll("/", "\\/")} ${encodeURIComponent(said)}`);
  });
}

async function connect(kind: DestinationKind, sealed: string, settings = {}): Promise<void> {
  const data = { id: newId("dst"), kind, name: kind, address: "x", settings, sealedSecret: seal(sealed) };
  await db().destination.create({ data: { ...data, events: Object.keys(orderEvents) } });
}

/** The shop's worker on this test's database, all that it says kept. Returns how to stop it. */
function startWorker(sheets: string): () => Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-echo-"));
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PRIVATE_DESTINATIONS: "127.0.0.1",
      SHEETS_API_BASE: sheets,
      LOG_LEVEL: "trace",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]).then((parts) => parts.join(""));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  return async () => {
    child.kill("SIGTERM");
    await ended;
    return said;
  };
}

/** Where these words stand in the database: every column of every table, the queue's too. */
async function placesOf(words: string): Promise<string[]> {
  const columns = await db().$queryRaw<{ place: string; table: string; column: string }[]>`
    SELECT table_schema || '.' || table_name || '.' || column_name AS place, format('%I.%I', table_schema, table_name) AS table,
           format('%I', column_name) AS column
      FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE' AND data_type IN ('text', 'character varying', 'json', 'jsonb')`;
  const found: string[] = [];
  for (const { place, table, column } of columns) {
    const rows = await db().$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM ${table} WHERE position($1 IN replace(${column}::text, '\\', '')) > 0 LIMIT 1`,
      words,
    );
    if (rows.length > 0) found.push(place);
  }
  return found;
}

test("what another system says back is kept without our secrets, and no log has them", async () => {
  const place = await echo();
  const origin = `http://127.0.0.1:${place.port}`;
  await join("ada", "owner");
  await addDestination(`${origin}/orders`);
  await connect("slack", `${origin}/services/T0/B0/${hookWords}`);
  const key = { ...JSON.parse((await sheetStandIn()).key), token_uri: `${origin}/token` };
  await connect("sheet", JSON.stringify(key), {
    spreadsheetId: "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms",
    tab: "Orders",
  });
  for (let orders = 0; orders < opensAfter; orders += 1) await orderEvent();
  const stop = startWorker(origin);
  await until(async () => (await db().event.count({ where: { type: "destination.broken" } })) > 0, 60_000);
  for (const kind of ["webhook", "slack", "sheet"] as const)
    await until(
      () => db().deliveryAttempt.count({ where: { delivery: { channel: kind }, outcome: "failed" } }),
      60_000,
    );
  const log = await stop();

  const signatures = place.received.map(({ headers }) => String(headers["webhook-signature"] ?? "")).filter(Boolean);
  const assertions = place.received.flatMap(({ url, body }) =>
    url === "/token" ? [new URLSearchParams(body).get("assertion")!] : [],
  );
  expect(signatures.length).toBeGreaterThanOrEqual(opensAfter);
  expect(assertions).toHaveLength(1);
  expect(await placesOf("echo {")).toEqual(
    expect.arrayContaining([
      "public.delivery_attempts.detail",
      "public.deliveries.last_error",
      "public.events.snapshot",
    ]),
  );
  const bare = (words: string) => words.replace(/^(whsec_|v1,)/, "");
  for (const hidden of [secret, token, hookWords, ...signatures, ...assertions].map(bare)) {
    for (const written of new Set([hidden, encodeURIComponent(hidden)])) {
      expect(await placesOf(written)).toEqual([]);
      expect(log).not.toContain(written);
    }
  }
}, 180_000);
