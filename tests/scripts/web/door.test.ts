import { once } from "node:events";
import http from "node:http";
import type net from "node:net";

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Refusal } from "@/lib/refusal";
import { inHand, mostInHand } from "@/lib/web/in-hand";
import { problemOf } from "@/lib/web/problem";
import { closeDoor, type Handler, makeDoor, openDoor } from "@/scripts/web/door";

let door: http.Server;
let address: string;

/** Those whose answer waits until the test gives it. */
let held: http.ServerResponse[] = [];

const answer: Handler = (request, response) => {
  if (request.url === "/stream") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("data: open\n\n");
  } else if (request.url === "/slow") setTimeout(() => response.end("done"), 300);
  else if (request.url === "/held") request.resume().once("end", () => held.push(response));
  else response.end(String(request.headers["x-holdfast-address"]));
};

beforeEach(async () => {
  door = makeDoor();
  await openDoor(door, answer, {
    port: 0,
    host: "127.0.0.1",
    trustedProxies: ["127.0.0.1"],
    placing: "the-action-that-orders",
  });
  address = `http://127.0.0.1:${(door.address() as net.AddressInfo).port}`;
});

afterEach(() => {
  door.closeAllConnections();
  door.close();
});

test("a closing door finishes what is in hand, and cuts off a stream that does not end", async () => {
  const stream = await fetch(`${address}/stream`);
  const reading = stream.text().catch(() => "cut off");
  const slow = fetch(`${address}/slow`).then((response) => response.text());
  await expect.poll(() => connections(door)).toBe(2);
  await closeDoor(door, 1_000);
  expect(await slow).toBe("done");
  expect(await reading).toBe("cut off");
});

test("a closing door lets nobody else in", async () => {
  await closeDoor(door, 100);
  await expect(fetch(address)).rejects.toThrow();
});

test("the address that the application sees is the peer's", async () => {
  const response = await fetch(address, { headers: { "x-holdfast-address": "1.1.1.1" } });
  expect(await response.text()).toBe("127.0.0.1");
});

test("a web socket that nobody would answer is an ordinary request", async () => {
  const { port } = door.address() as net.AddressInfo;
  door.on("upgrade", () => {});
  const request = http.request({ port, headers: { connection: "Upgrade", upgrade: "websocket" } }).end();
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  expect(response.statusCode).toBe(200);
});

describe("a door that is crowded", () => {
  const post = (place: string, headers: Record<string, string> = {}) =>
    fetch(`${address}${place}`, { method: "POST", body: "an order", headers });
  const crowd: Promise<unknown>[] = [];
  beforeEach(async () => {
    held = [];
    for (let at = 0; at <= mostInHand.inside; at += 1)
      crowd.push(post("/held", { "x-forwarded-for": `198.18.0.${at}` }).then((sent) => sent.text()));
    await expect.poll(() => held).toHaveLength(mostInHand.inside + 1);
  });
  afterEach(async () => {
    for (const response of held) response.end();
    await Promise.all(crowd.splice(0));
  });

  test("sends a program that orders away, as the API says it, until there is room again", async () => {
    const answer = await post("/api/v1/orders?from=a-program");
    const seconds = Number(answer.headers.get("retry-after"));
    const said = problemOf(new Refusal("busy", { retryAfterSeconds: seconds }, ""), "a test");
    expect(answer.status).toBe(503);
    for (const name of ["content-type", "retry-after", "cache-control"])
      expect(answer.headers.get(name)).toBe(said.headers.get(name));
    const detail = expect.stringContaining(`Please try again in ${seconds} seconds.`);
    expect(await answer.json()).toEqual({ ...((await said.json()) as object), detail });
    held.pop()?.end();
    await expect.poll(async () => (await post("/api/v1/orders")).status).toBe(200);
  });

  test("tells a page that orders in plain text, which Next hands on to it", async () => {
    const answer = await post("/checkout", { "next-action": "the-action-that-orders" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([503, "text/plain"]);
    const seconds = Number(answer.headers.get("retry-after"));
    const refusal = { code: "busy", detail: { retryAfterSeconds: seconds } };
    expect(await answer.json()).toEqual({ refusal, message: expect.stringContaining(`in ${seconds} seconds`) });
  });

  test("lets everybody else in", async () => {
    const others = [
      await post("/checkout", { "next-action": "another-action" }),
      await post("/checkout"),
      await fetch(`${address}/api/v1/orders`),
      await fetch(`${address}/checkout`),
    ];
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test("has no order begun by whoever was let in", async () => {
    const order = () => inHand(async () => "placed").catch((refusal) => refusal.code);
    expect(await order()).toBe("busy");
    held.pop()?.end();
    await expect.poll(order).toBe("placed");
  });
});

test("headers beyond bound are refused", async () => {
  const response = await fetch(address, { headers: { cookie: "x".repeat(20_000) } });
  expect(response.status).toBe(431);
});

test("a taken port is named", async () => {
  const { port } = door.address() as net.AddressInfo;
  const second = openDoor(makeDoor(), answer, { port, host: "127.0.0.1", trustedProxies: [] });
  await expect(second).rejects.toThrow(`Port ${port} is taken by another program.`);
});

function connections(server: http.Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
}
