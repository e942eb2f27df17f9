import { fork } from "node:child_process";
import net from "node:net";
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { leash } from "./web";

/** When pages had read that at most so many of an item can be ordered: `readAt` once all of them had, in milliseconds since 1970. */
export type Read = { variantId: string; available: number; pages: number; readAt: number };
export type Heard = { reads: Read[]; mostUpdatesPerSecond: number; updates: number; bytes: number; lost: number };
export type Pages = {
  open(count: number, address: string): Promise<void>;
  /** What was heard since the pages were opened, or this was last asked. */
  heard(): Promise<Heard>;
  close(): Promise<void>;
  stop(): void;
};

type Order = { do: "open"; count: number; address: string } | { do: "heard" } | { do: "close" };

/** Open pages in a process of their own, so that their time is nobody else's: each a stream as a browser has one. */
export async function startPages(): Promise<Pages> {
  const child = fork(new URL(import.meta.url).pathname, ["serve"], {
    execArgv: ["--import", "tsx", "--import", leash],
  });
  const tell = <Answer>(order: Order | null) =>
    new Promise<Answer>((resolve, reject) => {
      child.once("message", (answer: { failed?: string }) =>
        answer.failed ? reject(new Error(answer.failed)) : resolve(answer as Answer),
      );
      if (order) child.send(order);
    });
  await tell(null);
  return {
    open: (count, address) => tell({ do: "open", count, address }),
    heard: () => tell({ do: "heard" }),
    close: () => tell({ do: "close" }),
    stop: () => void child.kill("SIGTERM"),
  };
}

/** Pages come from so many to an address, as a café's do: the shop bounds the streams of one. */
const perAddress = 20;
/** So many are opened at once. */
const together = 25;

type Level = { variantId: string; available: number };
type Open = { socket: net.Socket; rest: string; times: number[] };

const pages: Open[] = [];
let reads = new Map<string, Read>();
let bytes = 0;
let lost = 0;
/** Every page is sent the same, so it is parsed once. */
const last = { piece: Buffer.alloc(0) as Buffer, levels: [] as Level[], rest: "" };

async function open(count: number, address: string): Promise<void> {
  for (let first = 0; first < count; first += together) {
    const some = Array.from({ length: Math.min(together, count - first) }, (_, index) =>
      openOne(new URL(address), first + index),
    );
    await Promise.all(some);
  }
}

/** Resolves once the page has read the whole. */
function openOne(address: URL, index: number): Promise<void> {
  const group = Math.floor(index / perAddress);
  const socket = net.connect({ host: address.hostname, port: Number(address.port), noDelay: true });
  const page: Open = { socket, rest: "", times: [] };
  pages.push(page);
  socket.write(
    `GET ${address.pathname}${address.search} HTTP/1.1\r\nHost: ${address.host}\r\nAccept: text/event-stream\r\n` +
      `X-Forwarded-For: 198.18.${group >> 8}.${group & 255}\r\n\r\n`,
  );
  return new Promise((resolve, reject) => {
    socket.once("data", (piece) => {
      const answer = piece.toString("latin1", 0, 12);
      if (answer !== "HTTP/1.1 200") reject(new Error(`A stream was answered with ${answer}.`));
    });
    socket.on("data", (piece) => {
      if (take(page, piece)) resolve();
    });
    socket.on("close", () => {
      if (pages.includes(page)) lost += 1;
    });
    socket.on("error", reject);
  });
}

/** Whether something was said of the stock. */
function take(page: Open, piece: Buffer): boolean {
  const now = performance.timeOrigin + performance.now();
  bytes += piece.length;
  const { levels, rest } = page.rest === "" && piece.equals(last.piece) ? last : parse(page.rest, piece);
  page.rest = rest;
  for (const { variantId, available } of levels) note(variantId, available, now);
  if (levels.length > 0) page.times.push(now);
  return levels.length > 0;
}

/** The levels in a piece of a stream, whatever frames it with, and what of it is not complete yet. */
function parse(before: string, piece: Buffer): { levels: Level[]; rest: string } {
  const text = before + piece.toString();
  const end = text.includes("\n\n") ? text.lastIndexOf("\n\n") + 2 : 0;
  const said = [...text.slice(0, end).matchAll(/event: stock\ndata: (.*)\n\n/g)];
  const levels = said.flatMap(([, data]) => (JSON.parse(data ?? "") as { levels: Level[] }).levels);
  const rest = text.slice(end).replace(/^\r\n$/, "");
  if (before === "") Object.assign(last, { piece, levels, rest });
  return { levels, rest };
}

function note(variantId: string, available: number, readAt: number): void {
  const key = `${variantId} ${available}`;
  const read = reads.get(key);
  if (read) Object.assign(read, { pages: read.pages + 1, readAt });
  else reads.set(key, { variantId, available, pages: 1, readAt });
}

function heard(): Heard {
  const all = pages.map((page) => page.times);
  const answer = {
    reads: [...reads.values()],
    mostUpdatesPerSecond: Math.max(0, ...all.map(mostInASecond)),
    updates: all.reduce((sum, { length }) => sum + length, 0),
    bytes,
    lost,
  };
  reads = new Map();
  bytes = 0;
  for (const page of pages) page.times = [];
  return answer;
}

/** The most that came within any second. */
function mostInASecond(times: readonly number[]): number {
  let from = 0;
  let most = 0;
  for (const [index, time] of times.entries()) {
    while (time - (times[from] ?? time) >= 1_000) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

async function close(): Promise<void> {
  for (const page of pages.splice(0)) page.socket.destroy();
  await sleep(500);
}

async function obey(order: Order): Promise<object> {
  try {
    if (order.do === "open") await open(order.count, order.address);
    if (order.do === "close") await close();
    return order.do === "heard" ? heard() : {};
  } catch (error) {
    return { failed: String(error) };
  }
}

if (process.argv[2] === "serve") {
  // Pages are read on other machines: here they take what the shop, its database and those who order leave of this one, and hear no sooner for it.
  os.setPriority(os.constants.priority.PRIORITY_LOW);
  // The leash lets go of it; here it is what there is to wait for.
  process.channel?.ref();
  process.on("message", async (order: Order) => process.send?.(await obey(order)));
  process.send?.({});
}
