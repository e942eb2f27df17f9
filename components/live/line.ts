import type { Ear } from "@/components/live/connect";
import { connectShared } from "@/components/live/share";
import type { LiveMessage } from "@/lib/live/rules";
import { topicOf } from "@/lib/live/rules-of-topics";

/** Whether what a page shows is current, and when it last heard from the shop; null before the first word. */
export type Touch = { inTouch: boolean; lastHeard: Date | null };
type Hear = (message: LiveMessage) => void;

const gatherMs = 50;
/** A page says that it is out of touch only after this long: a stream that is opened again is no news. */
const graceMs = 4_000;
/** Timers stand still while a machine sleeps, and not every browser tells of it. A hidden page looks once a minute, so less is no leap. */
const lookEveryMs = 5_000;
const leapMs = 90_000;

/**
 * A page's line to the shop: one connection for all topics that its parts follow, closed while the page is hidden unless it is to hear on.
 * A part that joins opens it anew, and so does a page that is seen again, wakes, or is back on the network: everyone starts from the whole.
 */
export class Line {
  readonly #followers = new Set<{ topic: string; hear: Hear }>();
  readonly #watchers = new Set<() => void>();
  #touch: Touch = { inTouch: true, lastHeard: null };
  /** Whether something of a topic was heard since the shop was last not heard: before that a beat says only that somebody is there. */
  #begun = false;
  #hangUp: (() => void) | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly dial: (topics: readonly string[], ear: Ear) => () => void,
    private readonly hearsHidden = false,
  ) {}

  /** Hears everything about a topic until the function that it returns is called. */
  follow(topic: string, hear: Hear): () => void {
    const follower = { topic, hear };
    if (this.#followers.size === 0) this.#watchPage(true);
    this.#followers.add(follower);
    this.#redialSoon();
    return () => {
      this.#followers.delete(follower);
      if (this.#followers.size === 0) this.#watchPage(false);
      if (!this.#topics().includes(topic)) this.#redialSoon();
    };
  }

  readonly watchTouch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly touch = (): Touch => this.#touch;

  #watchPage(on: boolean): void {
    const change = on ? "addEventListener" : "removeEventListener";
    for (const event of ["visibilitychange", "resume"]) document[change](event, this.#redialSoon);
    globalThis[change]?.("online", this.#redialSoon);
    clearInterval(this.#look);
    if (on) this.#look = this.#lookForLeaps();
  }

  #lookForLeaps(): ReturnType<typeof setInterval> {
    let looked = Date.now();
    return setInterval(() => {
      if (Date.now() - looked > leapMs) this.#redialSoon();
      looked = Date.now();
    }, lookEveryMs);
  }

  readonly #redialSoon = (): void => {
    if (document.hidden && !this.hearsHidden) this.#close();
    else this.#soon ??= setTimeout(() => this.#redial(), gatherMs);
  };

  #redial(): void {
    this.#close();
    const topics = this.#topics();
    if (topics.length === 0) return;
    this.#lost();
    this.#hangUp = this.dial(topics, { hear: (message) => this.#heard(message), lost: () => this.#lost() });
  }

  #close(): void {
    clearTimeout(this.#soon);
    clearTimeout(this.#grace);
    this.#soon = undefined;
    this.#grace = undefined;
    this.#hangUp?.();
    this.#hangUp = undefined;
  }

  #topics(): string[] {
    return [...new Set([...this.#followers].map(({ topic }) => topic))].sort();
  }

  #heard(message: LiveMessage): void {
    const topic = topicOf(message);
    for (const follower of this.#followers) if (follower.topic === topic) follower.hear(message);
    this.#begun ||= topic !== null;
    if (message.event === "beat" && !this.#begun) return;
    clearTimeout(this.#grace);
    this.#grace = undefined;
    const away = message.event === "outage" && !message.data.over;
    this.#setTouch(away ? { ...this.#touch, inTouch: false } : { inTouch: true, lastHeard: new Date() });
  }

  #lost(): void {
    this.#begun = false;
    this.#grace ??= setTimeout(() => this.#setTouch({ ...this.#touch, inTouch: false }), graceMs);
  }

  #setTouch(touch: Touch): void {
    this.#touch = touch;
    for (const watcher of this.#watchers) watcher();
  }
}

/** The line of a page that anyone may open: the windows of one browser that are looked at share it. */
export const pageLine = new Line(connectShared);

/** The line of a staff page: all tabs of one browser share it. It hears on while nobody looks, so that a new order can be announced. */
export const staffLine = new Line(connectShared, true);
