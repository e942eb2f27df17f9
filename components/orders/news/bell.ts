/**
 * The sound of a new order, made here: two tones of a small bell. Browsers let a page sound only after somebody touched it, so the bell says
 * whether it could: off (switched off here), blocked (the browser waits for a touch), on.
 */
export type BellState = "off" | "blocked" | "on";

const name = "holdfast-sound";
const tones = [
  { hertz: 880, after: 0 },
  { hertz: 1318.5, after: 0.16 },
] as const;
const heldMs = 2_000;

class Bell {
  readonly #watchers = new Set<() => void>();
  #context: AudioContext | undefined;
  #tabs: BroadcastChannel | undefined;
  #wanted: boolean | undefined;

  readonly watch = (tell: () => void): (() => void) => {
    this.#watchers.add(tell);
    this.#wake();
    this.#listen();
    return () => this.#watchers.delete(tell);
  };

  readonly state = (): BellState => {
    if (!this.#isWanted()) return "off";
    return this.#context?.state === "running" ? "on" : "blocked";
  };

  /** By a touch of the switch: the browser lets it sound from now on, and it says so itself. */
  async turnOn(): Promise<void> {
    this.#want(true);
    await this.#resume();
    this.#strike();
  }

  turnOff(): void {
    this.#want(false);
    void this.#context?.suspend().then(this.#tell);
    this.#tell();
  }

  /** Sounds for an order, once: in this tab, or in another of this browser if the browser lets that one sound and not this. */
  ring(order: string): void {
    this.#tabs?.postMessage(order);
    void this.#ringHere(order);
  }

  /** Any touch of the page is the browser's leave, if the sound is wanted. */
  readonly touched = (): void => {
    if (this.state() === "blocked") void this.#resume();
    else this.#tell();
  };

  async #ringHere(order: string): Promise<void> {
    if (this.state() !== "on") return;
    if (!navigator.locks) return this.#strike();
    await navigator.locks.request(`${name}:${order}`, { ifAvailable: true }, async (turn) => {
      if (!turn) return;
      this.#strike();
      await new Promise((resolve) => setTimeout(resolve, heldMs));
    });
  }

  #listen(): void {
    if (this.#tabs || typeof BroadcastChannel === "undefined") return;
    this.#tabs = new BroadcastChannel(name);
    this.#tabs.onmessage = ({ data }: MessageEvent<string>) => void this.#ringHere(data);
  }

  #wake(): void {
    if (this.#context || !this.#isWanted() || typeof AudioContext === "undefined") return;
    this.#context = new AudioContext();
    this.#context.onstatechange = this.#tell;
  }

  async #resume(): Promise<void> {
    this.#wake();
    await this.#context?.resume().catch(() => undefined);
    this.#tell();
  }

  #strike(): void {
    const context = this.#context;
    if (context?.state !== "running") return;
    for (const { hertz, after } of tones) strikeTone(context, hertz, context.currentTime + after);
  }

  #isWanted(): boolean {
    try {
      return localStorage.getItem(name) === "on";
    } catch {
      return this.#wanted ?? false;
    }
  }

  #want(on: boolean): void {
    this.#wanted = on;
    try {
      localStorage.setItem(name, on ? "on" : "off");
    } catch {
      // A browser that keeps nothing remembers for as long as the page is open.
    }
  }

  readonly #tell = (): void => {
    for (const tell of this.#watchers) tell();
  };
}

function strikeTone(context: AudioContext, hertz: number, at: number): void {
  const tone = new OscillatorNode(context, { type: "sine", frequency: hertz });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.5, at + 0.015);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + 1);
}

export const bell = new Bell();
