import http from "node:http";
import type { AddressInfo } from "node:net";
import { EventSource } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import * as live from "@/app/api/live/route";
import * as snapshot from "@/app/api/live/snapshot/route";
import { connect } from "@/components/live/connect";
import type { LiveMessage } from "@/lib/live/rules";
import { liveHub } from "@/lib/live/shared";
import { requestHeader } from "@/lib/web/answers";
import { keepAnswer } from "@/scripts/web/answers";
import { useDatabase } from "@/tests/support/database";
import { OldProxy } from "@/tests/support/old-proxy";
import { buy, openShop, type Stocked, stock, tomorrow } from "@/tests/support/shop";

useDatabase();

let loaf: Stocked;
let shop: http.Server;
let proxy: OldProxy;
let hangUp = () => {};

beforeAll(async () => {
  await openShop();
  loaf = await stock(40);
  shop = http.createServer(answer);
  await new Promise<void>((done) => shop.listen(0, "127.0.0.1", done));
});
beforeEach(async () => {
  proxy = new OldProxy(`http://127.0.0.1:${(shop.address() as AddressInfo).port}`);
  await proxy.open();
  const address = (path: string) => new URL(path, proxy.url).href;
  const { fetch } = globalThis;
  vi.stubGlobal(
    "EventSource",
    class extends EventSource {
      constructor(path: string) {
        super(address(path));
      }
    },
  );
  vi.stubGlobal("fetch", (path: string, options: RequestInit) => fetch(address(path), options));
});
afterEach(async () => {
  hangUp();
  vi.unstubAllGlobals();
  await proxy.close();
});
afterAll(async () => {
  await liveHub().close();
  shop.closeAllConnections();
  shop.close();
});

/** The two routes, as the shop's server answers them. */
async function answer(asked: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const route = asked.url!.startsWith("/api/live/snapshot") ? snapshot : live;
  keepAnswer(asked, response);
  const headers = { [requestHeader]: String(asked.headers[requestHeader]) };
  const answered = await route.GET(new Request(`http://localhost${asked.url}`, { headers }), undefined);
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(await answered.text());
}

/** A page behind the proxy, and what it knows. */
function openPage() {
  const page = { left: null as number | null, lost: 0, changed: () => {} };
  const hear = (message: LiveMessage) => {
    if (message.event === "stock")
      page.left = message.data.levels.find(({ variantId }) => variantId === loaf.variantId)?.available ?? page.left;
    page.changed();
  };
  hangUp = connect([`stock:${tomorrow}`], { hear, lost: () => (page.lost += 1) });
  return {
    ...{ lost: () => page.lost },
    shows: (left: number) =>
      new Promise<void>((resolve) => {
        page.changed = () => page.left === left && resolve();
        page.changed();
      }),
  };
}

test.each(["gathers", "refuses"] as const)(
  "a page behind a proxy that %s streams asks instead, hears of a sale, and takes the stream when it gets through",
  { timeout: 120_000 },
  async (manner) => {
    proxy.manner = manner;
    const page = openPage();
    const before = await left();
    await page.shows(before);
    const lost = page.lost();
    await buy(loaf);
    await page.shows(before - 1);
    expect(page.lost(), "while asking works it is not out of touch").toBe(lost);
    proxy.manner = "passes";
    proxy.asked.length = 0;
    await vi.waitUntil(() => proxy.asked.includes("/api/live"), { timeout: 80_000 });
    await buy(loaf);
    await page.shows(before - 2);
  },
);

async function left(): Promise<number> {
  const answered = await fetch(`/api/live/snapshot?topics=stock:${tomorrow}`);
  const { messages } = (await answered.json()) as { messages: LiveMessage[] };
  const levels = messages.flatMap((message) => (message.event === "stock" ? message.data.levels : []));
  return levels.find(({ variantId }) => variantId === loaf.variantId)!.available;
}
