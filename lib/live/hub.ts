import type { Topic } from "@/lib/db/announce";
import { listen } from "@/lib/db/listen";
import { Admission } from "@/lib/live/admission";
import type { Listener } from "@/lib/live/channel";
import { Channels } from "@/lib/live/channels";
import { makeFrame } from "@/lib/live/frame";
import { kindOf } from "@/lib/live/pictures";
import { Refresher } from "@/lib/live/refresher";
import { beatEveryMs, type LiveKind, type LiveMessage } from "@/lib/live/rules";
import { liveKinds } from "@/lib/live/rules-of-topics";
import { sources } from "@/lib/live/sources";
import { gatherMs, tell } from "@/lib/live/telling";
import { log } from "@/lib/log";
import { refuseCommon } from "@/lib/refusal";

const pollEveryMs = 4_000;
const lingerMs = 20_000;

/**
 * Tells open pages what changed. Announcements only say where to look: values are read again, once for everyone, and
 * what differs is said. It also looks every few seconds, so that an announcement that was lost is only late.
 */
export class Hub {
  readonly #listeners = new Set<Listener>();
  readonly #admission = new Admission();
  readonly #channels = new Channels();
  readonly #asked = new Set<LiveKind>();
  readonly #refresher = new Refresher(
    () => this.#refresh(),
    () => gatherMs(this.size),
  );
  #deaf: (() => Promise<void>) | undefined;
  #clocks: NodeJS.Timeout[] = [];
  #idle: NodeJS.Timeout | undefined;
  #outage = false;
  #closed = false;

  /** Adds a stream and greets it; the whole of its topics follows at once. Returns what removes it. Refuses too_many and busy. */
  join(listener: Listener): () => void {
    if (this.#closed) refuseCommon("busy", {});
    this.#admission.enter(listener.address);
    this.#wake();
    this.#listeners.add(listener);
    this.#channels.join(listener);
    listener.say([makeFrame(this.#beat())]);
    this.#ask(listener.topics.map(kindOf));
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

  #leave(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    this.#admission.leave(listener.address);
    this.#channels.leave(listener);
    if (this.#listeners.size === 0) this.#idle = setTimeout(() => void this.#sleep(), lingerMs).unref();
  }

  #wake(): void {
    clearTimeout(this.#idle);
    if (this.#deaf) return;
    this.#deaf = listen((topics) => this.#ask(touchedBy(topics)));
    const poll = setInterval(() => this.#ask(liveKinds), pollEveryMs);
    const beat = setInterval(() => this.say(this.#beat()), beatEveryMs);
    this.#clocks = [poll, beat].map((clock) => clock.unref());
  }

  async #sleep(): Promise<void> {
    clearTimeout(this.#idle);
    for (const clock of this.#clocks) clearInterval(clock);
    this.#refresher.stop();
    const deaf = this.#deaf;
    this.#deaf = undefined;
    await deaf?.();
  }

  #ask(kinds: readonly LiveKind[]): void {
    const followed = this.#channels.followed(kinds);
    for (const kind of followed) this.#asked.add(kind);
    if (followed.length > 0) this.#refresher.ask();
  }

  async #refresh(): Promise<void> {
    // An outage is over for every page at once, so then all that they follow is read.
    const kinds = this.#channels.followed(this.#outage ? liveKinds : this.#asked);
    this.#asked.clear();
    try {
      const outbox = await this.#channels.read(kinds);
      this.#setOutage(false);
      await tell(outbox);
    } catch (error) {
      log().warn({ err: error }, "live numbers cannot be read");
      this.#setOutage(true);
    }
  }

  #setOutage(outage: boolean): void {
    if (outage === this.#outage) return;
    this.#outage = outage;
    if (outage) this.#channels.startAfresh();
    this.say({ event: "outage", data: { over: !outage } });
  }

  /** What is said when there is nothing to say, and to whoever joins. In an outage no page is to take it for news that all is well. */
  #beat(): LiveMessage {
    return this.#outage ? { event: "outage", data: { over: false } } : { event: "beat", data: {} };
  }

  /** Says the same to every stream. */
  say(message: LiveMessage): void {
    const frame = makeFrame(message);
    for (const listener of this.#listeners) listener.say([frame]);
  }
}

function touchedBy(topics: readonly Topic[]): LiveKind[] {
  return liveKinds.filter((kind) => sources[kind].touchedBy.some((topic) => topics.includes(topic)));
}
