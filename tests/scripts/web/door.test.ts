import { once } from "node:events";
import http from "node:http";
import type net from "node:net";

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeDoor, type Handler, makeDoor, openDoor } from "@/scripts/web/door";

let door: http.Server;
let address: string;

const answer: Handler = (request, response) => {
  if (request.url === "/stream") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("data: open\n\n");
  } else if (request.url === "/slow") setTimeout(() => response.end("done"), 300);
  else response.end(String(request.headers["x-holdfast-address"]));
};

beforeEach(async () => {
  door = makeDoor();
  await openDoor(door, answer, {
    port: 0,
    host: "127.0.0.1",
    trustedProxies: ["127.0.0.1"],
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

test("a proxy that is not named is told of, once", async () => {
  const told = vi.spyOn(console, "log").mockReturnValue();
  const second = makeDoor();
  await openDoor(second, answer, { port: 0, host: "127.0.0.1", trustedProxies: [] });
  const through = { headers: { "x-forwarded-for": "198.51.100.7" } };
  const { port } = second.address() as net.AddressInfo;
  for (const options of [{}, through, through]) await (await fetch(`http://127.0.0.1:${port}`, options)).text();
  expect(told.mock.calls).toEqual([[expect.stringMatching(/proxy at 127\.0\.0\.1: .* TRUSTED_PROXIES/)]]);
  told.mockRestore();
  await closeDoor(second, 100);
});

test("a web socket that nobody would answer is an ordinary request", async () => {
  const { port } = door.address() as net.AddressInfo;
  door.on("upgrade", () => {});
  const request = http.request({ port, headers: { connection: "Upgrade", upgrade: "websocket" } }).end();
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  expect(response.statusCode).toBe(200);
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
