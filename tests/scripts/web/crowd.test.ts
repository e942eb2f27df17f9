import { once } from "node:events";
import type http from "node:http";
import net from "node:net";
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { Refusal } from "@/lib/refusal";
import { behindHeader, crowdHeader } from "@/lib/web/in-hand";
import { problemOf } from "@/lib/web/problem";
import { type Handler, makeDoor, openDoor } from "@/scripts/web/door";
import { Line, mostInLine } from "@/scripts/web/line";

let door: http.Server;
let url: string;
let sent: Promise<unknown>[];
/** Those that the application works on until the test answers them. */
let held: http.ServerResponse[];
/** Called by each order that takes its place in line: one that is connected may not have one yet. */
let join: MockInstance<Line["join"]>;

/** Answers with the seconds after which somebody is to come again, if it was told that they are. It holds for one test alone: as a door closes its line goes on. */
const answerHolding =
  (held: http.ServerResponse[]): Handler =>
  (request, response) => {
    if (request.url?.endsWith("?held")) held.push(response);
    else if (request.url?.endsWith("?headers")) response.end(JSON.stringify(request.headers));
    else response.end(request.headers[crowdHeader] ?? "done");
  };

beforeEach(async () => {
  [held, sent] = [[], []];
  join = vi.spyOn(Line.prototype, "join");
  door = makeDoor();
  const ordering = new Set(["an-action-that-orders", "another-that-orders"]);
  await openDoor(door, answerHolding(held), { port: 0, host: "127.0.0.1", trustedProxies: ["127.0.0.1"], ordering });
  url = `http://127.0.0.1:${(door.address() as net.AddressInfo).port}`;
});
afterEach(async () => {
  vi.restoreAllMocks();
  door.closeAllConnections();
  door.close();
  await Promise.allSettled(sent);
});

const post = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, { method: "POST", body: "an order", headers });
const hold = (address: string) => void sent.push(post("/api/v1/orders?held", { "x-forwarded-for": address }));
const inLine = (count: number) => expect.poll(() => join).toHaveBeenCalledTimes(count);
const connections = () => new Promise<number>((resolve) => door.getConnections((_, count) => resolve(count)));
/** An order of eight bytes, or as much of it as is there. */
async function write(body: string, address: string): Promise<net.Socket> {
  const socket = net.connect((door.address() as net.AddressInfo).port, "127.0.0.1").on("error", () => {});
  await once(socket, "connect");
  const lines = ["POST /api/v1/orders?held HTTP/1.1", "Host: shop", `X-Forwarded-For: ${address}`, "Content-Length: 8"];
  socket.write(`${lines.join("\r\n")}\r\n\r\n${body}`);
  return socket;
}
const fullOf = async (count: number, address: (at: number) => string) => {
  for (let at = 0; at < count; at += 1) hold(address(at));
  await inLine(count);
  expect(held).toHaveLength(mostInLine.atOnce);
};

describe("while as many order as can be answered soon", () => {
  beforeEach(() => fullOf(mostInLine.together, (at) => `198.18.0.${at}`));

  test("an open checkout that would keep its cart is told when to ask again", async () => {
    const away = await post("/api/checkout/hold");
    expect(away.status).toBe(503);
    expect(Number(away.headers.get("retry-after"))).toBeGreaterThanOrEqual(2);
  });

  test("a program that orders is sent away as the API says it, until there is room again", async () => {
    const away = await post("/api/v1/orders");
    expect(away.status).toBe(503);
    const seconds = Number(away.headers.get("retry-after"));
    const said = problemOf(new Refusal("busy", { retryAfterSeconds: seconds }, ""), "a test");
    for (const name of ["content-type", "retry-after", "cache-control"])
      expect(away.headers.get(name)).toBe(said.headers.get(name));
    const detail = expect.stringContaining(`Please try again in ${seconds} seconds.`);
    expect(await away.json()).toEqual({ ...((await said.json()) as object), detail });
    const served = (async () => {
      for (let count = 0; count < mostInLine.together; count += 1) {
        await expect.poll(() => held.length).toBeGreaterThan(0);
        held.shift()?.end();
      }
    })();
    await served;
    expect((await post("/api/v1/orders")).status).toBe(200);
  });

  test.each([
    ["/checkout", "an-action-that-orders"],
    ["/checkout/code", "another-that-orders"],
  ])("a page that orders at %s is told in plain text, which Next hands on to it", async (path, action) => {
    const away = await post(path, { "next-action": action });
    expect(away.status).toBe(503);
    expect(away.headers.get("content-type")).toBe("text/plain");
    const seconds = Number(away.headers.get("retry-after"));
    expect(await away.json()).toEqual({
      refusal: { code: "busy", detail: { retryAfterSeconds: seconds } },
      message: expect.stringContaining(`in ${seconds} seconds`),
    });
  });

  test.each(["/checkout", "/checkout/code", "/cart?again=12", "/orders/0123456789-_abcdefghij/change"])(
    "without JavaScript the page at %s is let in to be told so",
    async (path) => {
      expect(await (await post(path)).text()).toMatch(/^[2-8]$/);
    },
  );

  test("everybody else goes in as ever", async () => {
    const others = [
      await post("/checkout", { "next-action": "another-action", [crowdHeader]: "5" }),
      await post("/items/honey"),
      await post("/api/checkout/leave"),
      await post("/orders/0123456789-_abcdefghij"),
      await fetch(`${url}/api/v1/orders`),
      await fetch(`${url}/checkout`),
    ];
    const said = await Promise.all(others.map((other) => other.text()));
    expect(said).toEqual(others.map(() => "done"));
  });
});

test("an order hears how many stand in line behind it as its turn comes", async () => {
  await fullOf(mostInLine.atOnce + 3, (at) => `198.18.0.${at}`);
  const behind = () => held.map(({ req }) => req.headers[behindHeader]);
  expect(behind()).toEqual(["0", "0", "0", "0"]);
  for (const answered of held.splice(0)) answered.end();
  await expect.poll(behind).toEqual(["2", "1", "0"]);
});

test("nobody says for the shop that it is crowded, or has a line", async () => {
  const claimed = await post("/checkout?headers", { [behindHeader]: "5" });
  expect(await claimed.json()).toMatchObject({ [behindHeader]: "0" });
  expect(await (await post("/checkout", { [crowdHeader]: "5" })).text()).toBe("done");
});

test("one network alone keeps nobody else from ordering, however many it sends", async () => {
  await fullOf(mostInLine.inAll - 1, () => "198.18.0.1");
  const other = post("/api/v1/orders", { "x-forwarded-for": "198.18.0.2" });
  await inLine(mostInLine.inAll);
  held[0]?.end();
  expect((await other).status).toBe(200);
});

test("orders that are slow to come keep nobody from ordering", async () => {
  const slow = await Promise.all(
    Array.from({ length: mostInLine.together * 2 }, (_, at) => write("an", `198.18.1.${at}`)),
  );
  await expect.poll(connections).toBe(slow.length);
  expect((await post("/api/v1/orders")).status).toBe(200);
  slow[0]?.write(" order");
  await expect.poll(() => held).toHaveLength(1);
});

test("who leaves before their turn is not ordered for, and their place goes to the next", async () => {
  await fullOf(mostInLine.atOnce, (at) => `198.18.0.${at}`);
  const leaving = await write("an order", "198.18.1.1");
  await inLine(mostInLine.atOnce + 1);
  leaving.destroy();
  await expect.poll(connections).toBe(mostInLine.atOnce);
  const next = post("/api/v1/orders");
  held.shift()?.end();
  expect((await next).status).toBe(200);
  expect(held).toHaveLength(mostInLine.atOnce - 1);
});
