import http from "node:http";
import type { AddressInfo } from "node:net";

/** What it does with a stream of events: lets it through, holds all of it back until it ends, or refuses it. */
export type Manner = "passes" | "gathers" | "refuses";

/** A proxy such as stand in front of shops, on a free loopback port. It can be told to treat streams otherwise. */
export class OldProxy {
  manner: Manner = "passes";
  url = "";
  /** The paths that were asked for, in order. */
  readonly asked: string[] = [];
  readonly #server: http.Server;

  /** `target` is the address of the server behind it. */
  constructor(private readonly target: string) {
    this.#server = http.createServer((request, response) => this.#pass(request, response));
  }

  async open(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    this.#server.closeAllConnections();
    await closed;
  }

  #pass(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method, headers, url = "/" } = request;
    this.asked.push(url.split("?")[0]!);
    const onward = http.request(`${this.target}${url}`, { method, headers }, (answer) => {
      const streams = answer.headers["content-type"]?.startsWith("text/event-stream");
      if (streams && this.manner !== "passes") return this.#hinder(answer, response);
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  }

  #hinder(answer: http.IncomingMessage, response: http.ServerResponse): void {
    if (this.manner === "refuses") {
      answer.destroy();
      response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
      return;
    }
    const pieces: Buffer[] = [];
    answer.on("data", (piece: Buffer) => pieces.push(piece));
    answer.on("end", () => response.writeHead(answer.statusCode!, answer.headers).end(Buffer.concat(pieces)));
  }
}
