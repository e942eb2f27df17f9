import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";

export type Received = { url: string; headers: IncomingHttpHeaders; body: string };

type Answer = (response: ServerResponse, received: Received) => unknown;

/** A real HTTP receiver on a port of its own. `answer` can be changed while it runs. */
export async function receiver(answer: Answer = (response) => response.writeHead(204).end()) {
  const place = { received: [] as Received[], answer, url: "", port: 0, close: () => {}, onConnection: () => {} };
  const sockets = new Set<Socket>();
  const server = createServer(async (request, response) => {
    const received = { url: request.url ?? "", headers: request.headers, body: await bodyOf(request) };
    place.received.push(received);
    await place.answer(response, received);
  });
  server.on("connection", (socket) => {
    place.onConnection();
    sockets.add(socket.on("close", () => sockets.delete(socket)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  place.port = (server.address() as AddressInfo).port;
  place.url = `http://127.0.0.1:${place.port}/orders`;
  place.close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(place.close);
  return place;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A real mail server on a port of its own; `url` is its SMTP_URL, `hangUp` cuts every connection. */
export async function mailServer(
  options: Omit<SMTPServerOptions, "onData"> & { onData?: SMTPServerOptions["onData"] } = {},
) {
  const sockets = new Set<Socket>();
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  const place = { mails: [] as { to: string[]; raw: string }[], url: "", hangUp, close: async () => {} };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    closeTimeout: 100,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        place.mails.push({ to, raw: Buffer.concat(chunks).toString("utf8") });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  server.server.on("connection", (socket) => sockets.add(socket.on("close", () => sockets.delete(socket))));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  place.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  place.close = () => {
    hangUp();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  onTestFinished(place.close);
  return place;
}
