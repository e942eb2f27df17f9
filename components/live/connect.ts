import { fetchSnapshot } from "@/components/live/snapshot";
import { backoffMs, beatEveryMs, type LiveMessage } from "@/lib/live/rules";
import { liveKinds } from "@/lib/live/rules-of-topics";

/** Who listens to a connection. */
export type Ear = {
  hear(message: LiveMessage): void;
  /** The connection is gone; another is tried. */
  lost(): void;
};

/** The shop greets at once. A stream that says nothing for so long is broken, or held back by a proxy that gathers what it passes on. */
const firstWordMs = 6_000;
const silenceMs = beatEveryMs * 2.5;
/** After so many failures in a row, or one silence, the page asks every few seconds instead, and goes on trying. */
const failuresBeforePolling = 3;
/** And up to half as long again, by chance. */
const pollEveryMs = 8_000;
const events: readonly LiveMessage["event"][] = [...liveKinds, "outage", "beat"];

/** Keeps a page in touch with some topics, by one stream, or by asking now and then where streams do not get through. Returns what ends it. */
export function connect(topics: readonly string[], ear: Ear): () => void {
  const connection = new Connection(topics, ear);
  connection.open();
  return () => connection.close();
}

class Connection {
  #source: EventSource | undefined;
  #failures = 0;
  #closed = false;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setTimeout> | undefined;
  /** While asking works nobody is out of touch, whatever becomes of the stream. */
  #pollAnswers = false;

  constructor(
    private readonly topics: readonly string[],
    private readonly ear: Ear,
  ) {}

  open(): void {
    const source = new EventSource(`/api/live?topics=${this.topics.map(encodeURIComponent).join(",")}`);
    this.#source = source;
    this.#expectWithin(firstWordMs);
    source.onerror = () => source === this.#source && this.#lost();
    for (const event of events) {
      source.addEventListener(event, ({ data }: MessageEvent<string>) => {
        this.#heard({ event, data: JSON.parse(data) } as LiveMessage);
      });
    }
  }

  close(): void {
    this.#closed = true;
    this.#hangUp();
    for (const timer of [this.#retry, this.#poll]) clearTimeout(timer);
  }

  #hangUp(): void {
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = undefined;
  }

  #heard(message: LiveMessage): void {
    this.#failures = 0;
    clearTimeout(this.#poll);
    this.#poll = undefined;
    this.#pollAnswers = false;
    this.#expectWithin(silenceMs);
    this.ear.hear(message);
  }

  #expectWithin(ms: number): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost({ silent: true }), ms);
  }

  #lost({ silent = false } = {}): void {
    this.#hangUp();
    this.#failures += 1;
    if (!this.#pollAnswers) this.ear.lost();
    this.#retry = setTimeout(() => this.open(), backoffMs(this.#failures, Math.random()));
    if ((silent || this.#failures >= failuresBeforePolling) && this.#poll === undefined) void this.#ask();
  }

  /** An answer to what was asked before the stream spoke is dropped: the stream knows better. */
  async #ask(): Promise<void> {
    const poll = setTimeout(() => void this.#ask(), pollEveryMs * (1 + Math.random() / 2));
    this.#poll = poll;
    const messages = await fetchSnapshot(this.topics);
    if (this.#closed || this.#poll !== poll) return;
    this.#pollAnswers = messages !== null;
    if (!messages) this.ear.lost();
    for (const message of messages ?? []) this.ear.hear(message);
  }
}
