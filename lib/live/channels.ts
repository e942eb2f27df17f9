import { Channel, type Listener, type Outbox } from "@/lib/live/channel";
import { inTime } from "@/lib/live/in-time";
import { kindOf, readPictures } from "@/lib/live/pictures";
import type { LiveKind } from "@/lib/live/rules";

/** The topics that somebody follows, by kind. */
export class Channels {
  readonly #byKind = new Map<LiveKind, Map<string, Channel>>();

  join(listener: Listener): void {
    for (const topic of listener.topics) {
      const channels = this.#of(kindOf(topic));
      const channel = channels.get(topic) ?? new Channel();
      channels.set(topic, channel);
      channel.join(listener);
    }
  }

  leave(listener: Listener): void {
    for (const topic of listener.topics) {
      const channels = this.#of(kindOf(topic));
      if (channels.get(topic)?.leave(listener)) channels.delete(topic);
    }
  }

  /** Those of some kinds that somebody follows. */
  followed(kinds: Iterable<LiveKind>): LiveKind[] {
    return [...kinds].filter((kind) => this.#of(kind).size > 0);
  }

  /** Reads all topics of some kinds, each kind at once, and returns what is to be said to whom. Throws when the database does not answer. */
  async read(kinds: readonly LiveKind[]): Promise<Outbox> {
    const reading = kinds.map((kind) => {
      for (const channel of this.#of(kind).values()) channel.startReading();
      return readPictures(kind, [...this.#of(kind).keys()]);
    });
    const outbox: Outbox = new Map();
    for (const pictures of await inTime(Promise.all(reading)))
      for (const [topic, picture] of pictures) this.#of(kindOf(topic)).get(topic)?.show(picture, outbox);
    return outbox;
  }

  /** Everyone is to hear the whole again. */
  startAfresh(): void {
    for (const channels of this.#byKind.values()) for (const channel of channels.values()) channel.startAfresh();
  }

  #of(kind: LiveKind): Map<string, Channel> {
    const channels = this.#byKind.get(kind) ?? new Map<string, Channel>();
    this.#byKind.set(kind, channels);
    return channels;
  }
}
