import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { Hub } from "@/lib/live/hub";
import type { LiveMessage } from "@/lib/live/rules";
import { openStream, type StreamOptions } from "@/lib/live/stream";
import { answersInHand, requestHeader } from "@/lib/web/answers";

/** Reads a stream of server-sent events message by message. */
export class Reader {
  readonly heard: LiveMessage[] = [];
  /** How often something came. */
  updates = 0;
  over = false;
  #waiting: (() => void)[] = [];
  readonly #body: Readable;

  constructor(body: Readable) {
    this.#body = body;
    const decoder = new TextDecoder();
    let text = "";
    body.on("data", (bytes: Uint8Array) => {
      this.updates += 1;
      const frames = `${text}${decoder.decode(bytes, { stream: true })}`.split("\n\n");
      text = frames.pop() ?? "";
      this.heard.push(...frames.map(messageIn));
      this.#wake();
    });
    // A stream that was dropped ends like any other, seen from here.
    body.on("error", () => {});
    body.on("close", () => {
      this.over = true;
      this.#wake();
    });
  }

  /** The first message heard so far, or yet to come, that fits. Rejects if the stream ends without it. */
  async until(fits: (message: LiveMessage) => boolean): Promise<LiveMessage> {
    for (;;) {
      const found = this.heard.find(fits);
      if (found) return found;
      if (this.over) throw new Error("The stream ended.");
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** Resolves when the stream has ended. */
  async end(): Promise<void> {
    while (!this.over) await new Promise<void>((wake) => this.#waiting.push(wake));
  }

  cancel(): Promise<void> {
    this.#body.destroy();
    return this.end();
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

export function messageIn(frame: string): LiveMessage {
  const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(frame) ?? [];
  return { event, data: JSON.parse(data ?? "null") } as LiveMessage;
}

/** A hub with streams to it. */
export function hubWith(...streams: StreamOptions[]): { hub: Hub; readers: Reader[] } {
  const hub = new Hub();
  return { hub, readers: streams.map((options) => new Reader(openStream(hub, options))) };
}

/** Asks a route for a stream as the server in front of Next does; the body is what that would write. */
export async function askFor(
  route: (request: Request, context: undefined) => Promise<Response>,
  request: Request,
): Promise<{ answer: Response; body: Readable | undefined }> {
  const name = randomUUID();
  let body: Readable | undefined;
  answersInHand.set(name, { sayMissing: () => {}, goOn: (stream) => (body = stream) });
  request.headers.set(requestHeader, name);
  const answer = await route(request, undefined);
  answersInHand.delete(name);
  return { answer, body };
}
