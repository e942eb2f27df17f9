import { fork } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { leash } from "./web";

/** What other systems do with what they are sent. */
const manners = {
  takes: (_, response) => response.writeHead(204).end(),
  hangs: (_, response) => void setTimeout(() => response.writeHead(204).end(), 30_000),
  fails: (_, response) => response.writeHead(500).end("Something went wrong here."),
  drops: (request) => request.socket.destroy(),
} as const satisfies Record<string, RequestListener>;

export type Manner = keyof typeof manners;
export type Receivers = { url: Readonly<Record<Manner, string>>; stop(): void };

/** One receiver of each manner on the loopback address, in a process of their own, so that their time is nobody else's. */
export async function startReceivers(): Promise<Receivers> {
  const child = fork(new URL(import.meta.url).pathname, ["serve"], {
    execArgv: ["--import", "tsx", "--import", leash],
  });
  const url = await new Promise<Receivers["url"]>((resolve) =>
    child.once("message", (message) => resolve(message as Receivers["url"])),
  );
  return { url, stop: () => void child.kill("SIGTERM") };
}

async function serve(): Promise<void> {
  const entries = Object.entries(manners).map(async ([manner, answer]) => [manner, await listenAnd(answer)]);
  process.send?.(Object.fromEntries(await Promise.all(entries)));
}

async function listenAnd(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => request.resume().once("end", () => answer(request, response)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

if (process.argv[2] === "serve") await serve();
