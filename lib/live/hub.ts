import type { Topic } from "@/lib/db/announce";
import { listen } from "@/lib/db/listen";
import { Channel, type Listener } from "@/lib/live/channel";
import { kindOf, readPictures } from "@/lib/live/pictures";
import { Refresher } from "@/lib/live/refresher";
import { beatEveryMs, type LiveKind, type LiveMessage } from "@/lib/live/rules";
import { liveKinds } from "@/lib/live/rules-of-topics";
import { sources } from "@/lib/live/sources";
import { log } from "@/lib/log";
import { refuseCommon } from "@/lib/refusal";

/** Generous, so that a café behind one address is not shut out; bounded, so that one visitor cannot use the shop up. */
export const mostStreams = { perAddress: 200, inAll: 3_000 };

const gatherMs = 50;
const pollEveryMs = 4_000;
const lingerMs = 20_000;

/**
 * Tells open pages what changed. Announcements only say where to look: values are read again, once for everyone, and
 * what differs is said. It also looks every few seconds, so that an announcement that was lost is only late.
 */
export class Hub {
  readonly #listeners = new Set<Listener>();
  readonly #channels = new Map<string, Channel>();
  readonly #refreshers = new Map(liveKinds.map((kind) => [kind, new Refresher(() => this.#refresh(kind), gatherMs)]));
  #deaf: (() => Promise<void>) | undefined;
  #clocks: NodeJS.Timeout[] = [];
  #idle: NodeJS.Timeout | undefined;
  #outage = false;
  #closed = false;

  /** Adds a stream; the whole of its topics follows at once. Returns what removes it. Refuses too_many and busy. */
  join(listener: Listener): () => void {
    this.#admit(listener);
    this.#wake();
    this.#listeners.add(listener);
    for (const topic of listener.topics) this.#channel(topic).join(listener);
    if (this.#outage) listener.say({ event: "outage", data: { over: false } });
    this.#ask(new Set(listener.topics.map(kindOf)));
    return () => this.#leave(listener);
  }

  /** Ends every stream and admits no more: the process is stopping. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const listener of this.#listeners) listener.end();
    await this.#sleep();
  }

  get size(): number {
    return this.#listeners.size;
  }

  #admit({ address }: Listener): void {
    if (this.#closed || this.#listeners.size >= mostStreams.inAll) refuseCommon("busy", {});
    const here = [...this.#listeners].filter((other) => other.address === address).length;
    if (here >= mostStreams.perAddress) refuseCommon("too_many", { retryAfterSeconds: 30 });
  }

  #leave(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    for (const topic of listener.topics) if (this.#channel(topic).leave(listener)) this.#channels.delete(topic);
    if (this.#listeners.size === 0) this.#idle = setTimeout(() => void this.#sleep(), lingerMs).unref();
  }

  #channel(topic: string): Channel {
    const channel = this.#channels.get(topic) ?? new Channel();
    this.#channels.set(topic, channel);
    return channel;
  }

  #wake(): void {
    clearTimeout(this.#idle);
    if (this.#deaf) return;
    this.#deaf = listen((topics) => this.#ask(touchedBy(topics)));
    const poll = setInterval(() => this.#ask(liveKinds), pollEveryMs);
    const beat = setInterval(() => this.say({ event: "beat", data: {} }), beatEveryMs);
    this.#clocks = [poll, beat].map((clock) => clock.unref());
  }

  async #sleep(): Promise<void> {
    clearTimeout(this.#idle);
    for (const clock of this.#clocks) clearInterval(clock);
    for (const refresher of this.#refreshers.values()) refresher.stop();
    const deaf = this.#deaf;
    this.#deaf = undefined;
    await deaf?.();
  }

  #ask(asked: Iterable<LiveKind>): void {
    for (const kind of asked) if (this.#topics(kind).length > 0) this.#refreshers.get(kind)?.ask();
  }

  #topics(kind: LiveKind): string[] {
    return [...this.#channels.keys()].filter((topic) => kindOf(topic) === kind);
  }

  async #refresh(kind: LiveKind): Promise<void> {
    const topics = this.#topics(kind);
    if (topics.length === 0) return;
    for (const topic of topics) this.#channels.get(topic)?.startReading();
    try {
      const pictures = await readPictures(kind, topics);
      this.#setOutage(false);
      for (const [topic, picture] of pictures) this.#channels.get(topic)?.show(picture);
    } catch (error) {
      log().warn({ err: error }, "live numbers cannot be read");
      this.#setOutage(true);
    }
  }

  #setOutage(outage: boolean): void {
    if (outage === this.#outage) return;
    this.#outage = outage;
    if (outage) for (const channel of this.#channels.values()) channel.startAfresh();
    this.say({ event: "outage", data: { over: !outage } });
  }

  /** Says the same to every stream. */
  say(message: LiveMessage): void {
    for (const listener of this.#listeners) listener.say(message);
  }
}

function touchedBy(topics: readonly Topic[]): LiveKind[] {
  return liveKinds.filter((kind) => sources[kind].touchedBy.some((topic) => topics.includes(topic)));
}
