import { Readable } from "node:stream";
import type { Listener } from "@/lib/live/channel";
import type { Frame } from "@/lib/live/frame";
import type { Hub } from "@/lib/live/hub";
import { inTime } from "@/lib/live/in-time";

export type StreamOptions = {
  topics: readonly string[];
  address: string;
  /** Asked before anything is said and at each beat; once it says no, the stream ends. */
  mayHear?: () => Promise<boolean>;
};

/** What may wait for a slow reader, in bytes. Beyond it the stream ends, and the page comes back for a fresh whole. */
const mostUnread = 256 * 1024;

/** Opens a stream of server-sent events about some topics: their whole first, then what changes. Refuses too_many and busy. */
export function openStream(hub: Hub, options: StreamOptions): Readable {
  const stream = new LiveStream(options);
  const leave = hub.join(stream);
  stream.whenOver(leave);
  return stream.body;
}

class LiveStream implements Listener {
  readonly topics: readonly string[];
  readonly address: string;
  readonly body = new Readable({ read() {}, highWaterMark: mostUnread });
  readonly #mayHear: (() => Promise<boolean>) | undefined;
  #turn = Promise.resolve();
  #over = false;
  #leave = () => {};

  constructor({ topics, address, mayHear }: StreamOptions) {
    this.topics = topics;
    this.address = address;
    this.#mayHear = mayHear;
    this.body.once("close", () => this.#finish());
  }

  whenOver(leave: () => void): void {
    this.#leave = leave;
    if (this.#over) leave();
  }

  say(frames: readonly Frame[]): void {
    const mayHear = this.#mayHear;
    if (!mayHear) this.#write(frames);
    else if (frames.some((frame) => frame.aboutTopic))
      this.#turn = this.#turn.then(() => this.#sayIfAllowed(frames, mayHear));
    else {
      this.#write(frames);
      this.#turn = this.#turn.then(() => this.#endIfRefused(mayHear));
    }
  }

  end(): void {
    if (this.#over) return;
    this.#finish();
    this.body.push(null);
  }

  /** A check that cannot be made ends the stream too: what is not said now would be missing later. */
  async #sayIfAllowed(frames: readonly Frame[], mayHear: () => Promise<boolean>): Promise<void> {
    if (this.#over) return;
    const allowed = await inTime(mayHear()).catch(() => false);
    if (allowed) this.#write(frames);
    else this.end();
  }

  async #endIfRefused(mayHear: () => Promise<boolean>): Promise<void> {
    if (this.#over) return;
    const allowed = await inTime(mayHear()).catch(() => true);
    if (!allowed) this.end();
  }

  /** In one piece, which goes out as one. */
  #write(frames: readonly Frame[]): void {
    if (this.#over) return;
    const [first, ...others] = frames.map(({ bytes }) => bytes);
    if (!first) return;
    if (this.body.readableLength >= mostUnread) this.#drop();
    else this.body.push(others.length > 0 ? Buffer.concat([first, ...others]) : first);
  }

  /** Nobody reads: what waits is thrown away with the stream. */
  #drop(): void {
    this.#finish();
    this.body.destroy(new Error("The reader was too slow."));
  }

  #finish(): void {
    this.#over = true;
    this.#leave();
  }
}
