import type { Picture } from "@/lib/live/picture";
import type { LiveMessage } from "@/lib/live/rules";

/** One open stream, as the hub sees it. */
export type Listener = {
  readonly topics: readonly string[];
  readonly address: string;
  /** Says something; returns at once, never throws. */
  say(message: LiveMessage): void;
  end(): void;
};

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

  /** Says the whole to newcomers, and what changed to everyone else. */
  show(picture: Picture): void {
    const changed = new Set(
      [...picture.marks].filter(([key, mark]) => this.#told.get(key) !== mark).map(([key]) => key),
    );
    this.#told = picture.marks;
    const whole = picture.say("all");
    const changes = picture.say(changed);
    for (const follower of this.#followers) {
      if (this.#served.has(follower)) follower.say(whole);
      else if (changed.size > 0) follower.say(changes);
    }
    this.#served.clear();
  }
}
