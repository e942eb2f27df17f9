import { once } from "node:events";
import http from "node:http";
import type net from "node:net";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answersInHand, requestHeader } from "@/lib/web/answers";
import { type Handler, makeDoor, openDoor } from "@/scripts/web/door";

let door: http.Server;
let url: string;
let body: Readable;

/** As Next does it: the headers, and an end without a body of its own. */
const answer: Handler = (request, response) => {
  const inHand = answersInHand.get(String(request.headers[requestHeader]))!;
  if (request.url === "/stream") inHand.goOn(body);
  else inHand.sayMissing();
  response.setHeader("content-type", "text/event-stream");
  response.end();
};

beforeEach(async () => {
  body = new Readable({ read() {} });
  door = makeDoor();
  await openDoor(door, answer, { port: 0, host: "127.0.0.1", trustedProxies: [] });
  url = `http://127.0.0.1:${(door.address() as net.AddressInfo).port}`;
});
afterEach(() => {
  door.closeAllConnections();
  door.close();
});

/** What comes of an answer, as it comes. */
async function open(): Promise<http.IncomingMessage> {
  const request = http.get(`${url}/stream`);
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  return response.setEncoding("utf8");
}

test("a stream goes on where the application ended, with its headers, piece by piece, until it ends", async () => {
  const response = await open();
  expect(response.headers["content-type"]).toBe("text/event-stream");
  const heard: string[] = [];
  response.on("data", (piece) => heard.push(piece));
  body.push("one");
  await expect.poll(() => heard).toEqual(["one"]);
  body.push("two");
  await expect.poll(() => heard).toEqual(["one", "two"]);
  body.push(null);
  await once(response, "end");
  expect(answersInHand.size).toBe(0);
});

test("a stream is over when whoever hears it leaves", async () => {
  const response = await open();
  response.destroy();
  await once(body, "close");
  expect(answersInHand.size).toBe(0);
});

test("a stream that breaks takes its connection with it", async () => {
  const response = await open();
  body.destroy(new Error("The reader was too slow."));
  await expect(once(response, "end")).rejects.toThrow("aborted");
});

test("nobody names another's answer", async () => {
  const listening = await open();
  const [name] = answersInHand.keys();
  const other = await fetch(`${url}/none`, { headers: { [requestHeader]: name! } });
  expect(other.status).toBe(404);
  expect(listening.statusCode).toBe(200);
});
