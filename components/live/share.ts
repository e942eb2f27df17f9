import { connect, type Ear } from "@/components/live/connect";
import { fetchSnapshot } from "@/components/live/snapshot";
import { beatEveryMs, type LiveMessage } from "@/lib/live/rules";

type Passed = { message: LiveMessage } | { lost: true };

const name = "holdfast-live";
const leaderWithinMs = 200;
/** A hidden tab lets those that are looked at go first: browsers slow its timers, and with them the next try after a break. */
const behindMs = 500;
const silenceMs = beatEveryMs * 2.5;

/**
 * One stream for all tabs of a browser that follow the same: the tab that holds the lock has it and passes on what it hears; when that tab is
 * hidden or closed, the next one in line takes over, one that is looked at first. Browsers allow about six connections to one host.
 * Where there are no locks (plain http on another machine's address) each visible tab has a stream of its own.
 */
export function connectShared(topics: readonly string[], ear: Ear): () => void {
  if (!navigator.locks || typeof BroadcastChannel === "undefined") return connect(topics, ear);
  const tab = new SharingTab(topics, ear);
  tab.join();
  return () => tab.leave();
}

class SharingTab {
  readonly #channel: BroadcastChannel;
  readonly #gone = new AbortController();
  #disconnect: (() => void) | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #queue: ReturnType<typeof setTimeout> | undefined;
  /** What was heard while an answer is awaited. */
  #meanwhile: LiveMessage[] | undefined;

  constructor(
    private readonly topics: readonly string[],
    private readonly ear: Ear,
  ) {
    this.#channel = new BroadcastChannel(`${name}:${topics.join(",")}`);
  }

  join(): void {
    this.#channel.onmessage = ({ data }: MessageEvent<Passed>) => this.#take(data);
    this.#queue = setTimeout(() => this.#stepUp(), document.hidden ? behindMs : 0);
    this.#expectWithin(leaderWithinMs);
  }

  leave(): void {
    this.#gone.abort();
    clearTimeout(this.#queue);
    clearTimeout(this.#silence);
    this.#disconnect?.();
    this.#channel.close();
  }

  #stepUp(): void {
    const { signal } = this.#gone;
    navigator.locks.request(this.#channel.name, { signal }, () => this.#lead(signal)).catch(() => undefined);
  }

  /** Holds the lock until this tab leaves. */
  #lead(signal: AbortSignal): Promise<void> {
    clearTimeout(this.#silence);
    this.#disconnect = connect(this.topics, {
      hear: (message) => this.#pass({ message }),
      lost: () => this.#pass({ lost: true }),
    });
    return new Promise((release) => signal.addEventListener("abort", () => release(), { once: true }));
  }

  #pass(said: Passed): void {
    if (this.#gone.signal.aborted) return;
    this.#channel.postMessage(said);
    this.#tell(said);
  }

  #take(said: Passed): void {
    this.#expectWithin(silenceMs);
    this.#tell(said);
  }

  #tell(said: Passed): void {
    if ("message" in said) {
      this.#meanwhile?.push(said.message);
      this.ear.hear(said.message);
    } else this.ear.lost();
  }

  /** A tab that follows asks for itself when it has just joined, and when the leading tab falls silent. */
  #expectWithin(ms: number): void {
    clearTimeout(this.#silence);
    if (!this.#disconnect) this.#silence = setTimeout(() => void this.#ask(), ms);
  }

  /** Which is older, the answer or what the stream said meanwhile, nobody knows; but the stream also says whatever changes later, so it has the last word. */
  async #ask(): Promise<void> {
    this.#expectWithin(silenceMs);
    const meanwhile: LiveMessage[] = [];
    this.#meanwhile = meanwhile;
    const messages = await fetchSnapshot(this.topics);
    if (this.#gone.signal.aborted || this.#meanwhile !== meanwhile) return;
    this.#meanwhile = undefined;
    if (!messages) return this.ear.lost();
    for (const message of [...messages, ...meanwhile]) this.ear.hear(message);
  }
}
