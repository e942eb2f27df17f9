import { Hub } from "@/lib/live/hub";
import type { LiveMessage } from "@/lib/live/rules";
import { openStream, type StreamOptions } from "@/lib/live/stream";

/** Reads a stream of server-sent events message by message. */
export class Reader {
  readonly heard: LiveMessage[] = [];
  /** How often something came. */
  updates = 0;
  over = false;
  #waiting: (() => void)[] = [];
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader();
    void this.#read();
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
    return this.#reader.cancel();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    try {
      for (;;) {
        const { done, value } = await this.#reader.read();
        if (done) break;
        this.updates += 1;
        text += decoder.decode(value, { stream: true });
        const frames = text.split("\n\n");
        text = frames.pop() ?? "";
        this.heard.push(...frames.map(messageIn));
        this.#wake();
      }
    } catch {
      // A stream that was dropped ends like any other, seen from here.
    }
    this.over = true;
    this.#wake();
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
