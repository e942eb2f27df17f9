import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Webhook } from "standardwebhooks";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { db } from "@/lib/db/client";
import { gapsInSeconds } from "@/lib/deliveries/rules";
import { addDestination, orderEvent, plannedOne, secret, tryOnce, until } from "@/tests/deliveries/fixtures";
import { closedPort } from "@/tests/deliveries/places";
import { useDatabase } from "@/tests/support/database";

useDatabase();

beforeEach(async () => {
  process.env.PRIVATE_DESTINATIONS = "127.0.0.1";
  await db().destination.updateMany({ data: { disabledAt: new Date() } });
});

type Running = { url: string; output: () => string };

async function run(file: string, env: Record<string, string>): Promise<Running> {
  const port = await closedPort();
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env, PORT: String(port), ORDER_VIEWER_PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  const url = `http://127.0.0.1:${port}/`;
  const output = collect(child);
  await until(() => fetch(url, { method: "POST", body: "{}" }).then(Boolean, () => false));
  return { url, output };
}

function collect(child: ChildProcess): () => string {
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  return () => text;
}

function post(
  url: string,
  { id, body, at = new Date(), key = secret }: { id: string; body: string; at?: Date; key?: string },
) {
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(key).sign(id, at, body),
  };
  return fetch(url, { method: "POST", body, headers });
}

async function anExport(url: string) {
  await addDestination(url);
  const { eventId, order } = await orderEvent({ type: "order.accepted", order: { status: "accepted" } });
  return { ...(await plannedOne(eventId, "webhook")), order };
}

const stranger = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;

describe("the receiver that docs/webhooks.md shows", () => {
  test("takes what we send, once, and nothing forged or old", async () => {
    const page = await readFile("docs/webhooks.md", "utf8");
    const [, code] = /```js\n([\s\S]*?)```/.exec(page)!;
    const file = path.join(await mkdtemp(path.join(tmpdir(), "webhooks-")), "receiver.mjs");
    await writeFile(file, code!);
    const { url, output } = await run(file, { EXPORT_WEBHOOK_SECRET: secret });
    const { id, body, order } = await anExport(url);
    expect((await tryOnce(id)).state).toBe("delivered");
    expect((await post(url, { id, body })).status).toBe(204);
    expect(output()).toBe(`order.accepted: order ${order.number} is accepted\n`);
    expect((await post(url, { id: "other", body, key: stranger })).status).toBe(401);
    expect((await post(url, { id: "other", body, at: new Date(Date.now() - 600_000) })).status).toBe(401);
    expect((await fetch(url, { method: "POST", body })).status).toBe(401);
  });

  test("the page names every gap of the schedule", async () => {
    const page = await readFile("docs/webhooks.md", "utf8");
    const words = gapsInSeconds
      .slice(1)
      .map((gap) => (gap < 60 ? `${gap} s` : gap < 3_600 ? `${gap / 60} min` : `${gap / 3_600} h`));
    expect(page.replaceAll("\n", " ")).toContain(
      `at once, then ${words.slice(0, -1).join(", ")} and ${words.at(-1)} after`,
    );
  });
});

describe("the order viewer", () => {
  const start = () => run("examples/order-viewer/server.mjs", { ORDER_VIEWER_SECRET: secret });

  test("shows an order as it arrives, once, and what was typed cannot become markup", async () => {
    const { url } = await start();
    const { id, body } = await anExport(url);
    expect(await (await fetch(url)).text()).toContain("No orders yet");
    expect((await tryOnce(id)).state).toBe("delivered");
    expect((await post(url, { id, body })).status).toBe(204);
    const eve = body.replaceAll("Maya Okafor", "<script>alert(1)</script>").replaceAll('"ord_', '"ord_x');
    await post(url, { id: "eve", body: eve });
    const page = await (await fetch(url)).text();
    expect(page.match(/<article/g)).toHaveLength(2);
    expect(page).toContain("Maya Okafor");
    expect(page).not.toContain("<script>alert");
  });

  test("refuses what is forged, old or not signed", async () => {
    const { url } = await start();
    const { id, body } = await anExport(url);
    expect((await post(url, { id, body, key: stranger })).status).toBe(400);
    expect((await post(url, { id, body, at: new Date(Date.now() - 600_000) })).status).toBe(400);
    expect((await fetch(url, { method: "POST", body })).status).toBe(400);
    expect(await (await fetch(url)).text()).toContain("No orders yet");
  });

  test("keeps the newer of two messages, in whichever order they come", async () => {
    const { url } = await start();
    const { body } = await anExport(url);
    const newer = body.replace('"revision":1', '"revision":2').replace('"status":"accepted"', '"status":"ready"');
    await post(url, { id: "second", body: newer });
    await post(url, { id: "first", body });
    expect(await (await fetch(url)).text()).toContain('<article class="ready">');
  });

  test("is under a hundred lines", async () => {
    const lines = (await readFile("examples/order-viewer/server.mjs", "utf8")).split("\n");
    expect(lines.length).toBeLessThan(100);
  });
});
