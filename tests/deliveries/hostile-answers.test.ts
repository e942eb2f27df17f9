import { execFile } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { Sheets, serviceAccountInput } from "@/lib/deliveries/channels/google";
import { Poster } from "@/lib/deliveries/channels/poster";
import type { Answer } from "@/lib/deliveries/rules";
import { receiver } from "@/tests/deliveries/places";
import { sheetStandIn } from "@/tests/deliveries/sheet-stand-in";

beforeAll(() => {
  process.env.PRIVATE_DESTINATIONS = "127.0.0.1,localhost";
});
afterAll(() => {
  delete process.env.PRIVATE_DESTINATIONS;
  delete process.env.SHEETS_API_BASE;
});

const stopping = new AbortController().signal;
const post = (url: string, patienceMs = 5_000) =>
  new Poster(patienceMs).post(url, { headers: {}, body: "{}", stopping });

/** A server that says what it likes once somebody asked. `closed` settles when the connection ended. */
async function rawServer(say: (socket: Socket) => void) {
  let end: () => void;
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => end());
    socket.once("data", () => say(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, closed };
}

/** Says the same for as long as anybody listens. */
function forever(socket: Socket, words: string, everyMs = 1): void {
  const timer = setInterval(() => socket.write(words), everyMs);
  socket.on("close", () => clearInterval(timer));
}

const head = (status: string, more = "") => `HTTP/1.1 ${status}\r\n${more}\r\n`;

describe("an answer", () => {
  test("that never ends is read to a bound, and its connection let go", async () => {
    const place = await rawServer((socket) => {
      socket.write(head("500 Broken"));
      forever(socket, "x".repeat(64_000));
    });
    const { outcome, detail } = await post(place.url);
    expect(outcome).toBe("failed");
    expect(detail.length).toBeLessThanOrEqual(2_010);
    await place.closed;
  });

  test.each([
    ["whose headers drip", (socket: Socket) => socket.write("HTTP/1.1 200 OK\r\n"), "x: y\r\n", /No answer within/],
    ["whose status line drips", () => {}, "H", /No answer within|Parse Error|HTTP/i],
    ["that only ever says to wait", () => {}, head("103 Early Hints"), /No answer within|bad response/i],
  ])("%s is not waited for longer than its time", async (_words, begin, drip, says) => {
    const place = await rawServer((socket) => {
      begin(socket);
      forever(socket, drip, 20);
    });
    const { outcome, detail } = await post(place.url, 400);
    expect([outcome, detail]).toEqual(["failed", expect.stringMatching(says)]);
    await place.closed;
  });

  test("whose body drips is not waited for longer than its time, and its status counts", async () => {
    const patience = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(patience.signal);
    onTestFinished(() => void vi.restoreAllMocks());
    const place = await rawServer((socket) => {
      socket.write(head("500 Slow"));
      forever(socket, "x", 20);
    });
    // Its time is over once the status has been read, however slow the machine is.
    const over = () => setImmediate(() => patience.abort(new DOMException("", "TimeoutError")));
    subscribe("undici:request:headers", over);
    onTestFinished(() => void unsubscribe("undici:request:headers", over));
    expect(await post(place.url, 400)).toMatchObject({ outcome: "failed", detail: expect.stringMatching(/^500/) });
    expect(timeout).toHaveBeenCalledWith(400);
    await place.closed;
  });

  test("with headers without end is given up", async () => {
    const place = await rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      forever(socket, `x: ${"y".repeat(4_000)}\r\n`);
    });
    expect(await post(place.url)).toMatchObject({
      outcome: "failed",
      detail: expect.stringMatching(/Headers Overflow/i),
    });
    await place.closed;
  });

  test("that is no HTTP is a failure in words", async () => {
    const place = await rawServer((socket) => socket.end("220 mail.example ready\r\n"));
    expect((await post(place.url)).outcome).toBe("failed");
  });

  test("that unpacks to a hundred megabytes is not asked for, and not unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, "A"));
    const place = await receiver((response) => response.writeHead(500, { "content-encoding": "gzip" }).end(bomb));
    const { detail } = await post(place.url);
    expect(place.received[0]!.headers["accept-encoding"]).toBeUndefined();
    expect(detail.length).toBeLessThanOrEqual(2_010);
    expect(detail).not.toContain("AAAA");
  });
});

describe("what other systems give us", () => {
  test("cannot put a header into what we ask next", async () => {
    const google = await sheetStandIn();
    const asked: unknown[] = [];
    const evil = await receiver((response, { url, headers }) => {
      asked.push(headers["x-evil"]);
      const token = { access_token: "tok\r\nx-evil: 1", expires_in: 60 };
      response.writeHead(200).end(url === "/token" ? JSON.stringify(token) : "{}");
    });
    const base = `http://127.0.0.1:${evil.port}`;
    process.env.SHEETS_API_BASE = base;
    const account = serviceAccountInput.parse({ ...JSON.parse(google.key), token_uri: `${base}/token` });
    expect(await new Sheets(2_000).ask(account, { path: "x", stopping })).toMatchObject({
      silence: expect.any(String),
    });
    expect(asked).toEqual([undefined]);
  });

  test("as an address cannot put a header there either", async () => {
    const place = await receiver();
    await post(`${place.url}?a\r\nx-evil: 1\r\n\r\nGET /admin HTTP/1.1`);
    expect(place.received).toHaveLength(1);
    expect(place.received[0]!.headers["x-evil"]).toBeUndefined();
  });

  test("as the place of Google's tokens is an address like any other", async () => {
    const { key } = await sheetStandIn();
    const account = serviceAccountInput.parse({ ...JSON.parse(key), token_uri: "http://169.254.169.254/token" });
    expect(await new Sheets(2_000).ask(account, { path: "x", stopping })).toMatchObject({
      silence: expect.stringContaining("private address"),
    });
  });
});

describe("TLS", () => {
  const both = (name: string) => readFileSync(`tests/fixtures/certificates/${name}.pem`, "utf8");

  async function secureServer(name: string): Promise<string> {
    const server = createSecureServer({ key: both(name), cert: both(name) }, (_, response) =>
      response.writeHead(204).end(),
    );
    await new Promise<void>((resolve) => server.listen(0, resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `https://localhost:${(server.address() as AddressInfo).port}/`;
  }

  /** What a process hears that trusts those who signed these, even one that was told to verify nothing. */
  async function hear(urls: readonly string[], trusted: readonly string[]): Promise<Answer[]> {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), "trusted-")), "ca.pem");
    writeFileSync(
      file,
      trusted.map((name) => both(name).replace(/^[\s\S]*?(?=-----BEGIN CERTIFICATE)/, "")).join("\n"),
    );
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: file, NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "tests/deliveries/fakes/caller.ts", ...urls],
      { env },
    );
    return JSON.parse(stdout) as Answer[];
  }

  test("is verified: who, for which host, and until when", async () => {
    const names = ["localhost", "elsewhere", "expired"];
    const urls = await Promise.all(names.map(secureServer));
    const [right, otherHost, expired] = await hear(urls, names);
    expect(right).toMatchObject({ outcome: "delivered", status: 204 });
    expect(otherHost).toMatchObject({ outcome: "failed", detail: expect.stringContaining("altnames") });
    expect(expired).toMatchObject({ outcome: "failed", detail: expect.stringContaining("expired") });
    const [stranger] = await hear([urls[0]!], ["elsewhere"]);
    expect(stranger).toMatchObject({ outcome: "failed", detail: expect.stringContaining("self-signed") });
  });
});
