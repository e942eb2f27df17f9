import { type Frame, makeFrame } from "@/lib/live/frame";
import type { Picture } from "@/lib/live/picture";

/** One open stream, as the hub sees it. */
export type Listener = {
  readonly topics: readonly string[];
  readonly address: string;
  /** Says some things in one go; returns at once, never throws. */
  say(frames: readonly Frame[]): void;
  end(): void;
};

/** What is to be said to each, gathered over all topics that were read together. */
export type Outbox = Map<Listener, Frame[]>;

/** Who follows one topic, and what they were last told of it. */
export class Channel {
  readonly #followers = new Set<Listener>();
  /** Those who have not heard the whole yet, and whose wish for it came before the reading in hand began. */
  #newcomers = new Set<Listener>();
  #served = new Set<Listener>();
  #told: ReadonlyMap<string, string> = new Map();

  join(listener: Listener): void {
    this.#followers.add(listener);
    this.#newcomers.add(listener);
  }

  /** Returns whether nobody is left. */
  leave(listener: Listener): boolean {
    for (const group of [this.#followers, this.#newcomers, this.#served]) group.delete(listener);
    return this.#followers.size === 0;
  }

  /** A reading begins: whoever came before it can be served by it; whoever comes later waits for the next. */
  startReading(): void {
    this.#served = new Set([...this.#served, ...this.#newcomers]);
    this.#newcomers.clear();
  }

  /** Everyone is to hear the whole again. */
  startAfresh(): void {
    this.#newcomers = new Set(this.#followers);
  }

  /** Puts the whole out for newcomers, and for everyone else what changed and what is no more. */
  show(picture: Picture, outbox: Outbox): void {
    const keys = [...new Set([...this.#told.keys(), ...picture.marks.keys()])];
    const changed = new Set(keys.filter((key) => this.#told.get(key) !== picture.marks.get(key)));
    this.#told = picture.marks;
    const served = this.#served;
    this.#served = new Set();
    if (served.size > 0) put(outbox, served, makeFrame(picture.say("all")));
    const others = [...this.#followers].filter((follower) => !served.has(follower));
    if (changed.size > 0 && others.length > 0) put(outbox, others, makeFrame(picture.say(changed)));
  }
}

function put(outbox: Outbox, listeners: Iterable<Listener>, frame: Frame): void {
  for (const listener of listeners) outbox.set(listener, [...(outbox.get(listener) ?? []), frame]);
}
