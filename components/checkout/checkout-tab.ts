/** One name for each tab, so that a tab knows the others' locks from its own. */
const prefix = "holdfast-checkout:";
const own = `${prefix}${Math.random()}`;

/** What a closing tab sent has reached the shop by then, so that what is asked for afterwards is not undone by it. */
const settledMs = 2_000;

/**
 * This tab among those of its browser that check out. Each holds a lock for as long as it does: the others see it, also while it sleeps in the
 * background, and it goes with its tab, however that ends. Calls `whenLeft` once another one has left.
 */
export class CheckoutTab {
  readonly #channel = new BroadcastChannel("holdfast checkout");
  readonly #lock: Promise<unknown> | undefined;
  #free = () => {};
  #soon: ReturnType<typeof setTimeout> | undefined;
  #others = false;

  constructor(whenLeft: () => void) {
    this.#channel.onmessage = ({ data }: MessageEvent<"came" | "left">) => {
      void this.#look();
      if (data !== "left") return;
      clearTimeout(this.#soon);
      this.#soon = setTimeout(whenLeft, settledMs);
    };
    const until = new Promise<void>((free) => {
      this.#free = free;
    });
    // On plain http from another machine's address there are no locks.
    this.#lock = navigator.locks?.request(own, { mode: "shared" }, () => {
      this.#channel.postMessage("came");
      return until;
    });
    void this.#look();
  }

  /** Whether others checked out when it looked last: for whoever has no time to look. */
  get hadOthers(): boolean {
    return this.#others;
  }

  /** Checks out no more. Returns whether others do; null where nobody can tell. */
  async leave(): Promise<boolean | null> {
    this.#checkOutNoMore();
    // It looks without its own lock: of two that leave at once, one sees that nobody is left.
    await this.#lock;
    return this.#lock ? this.#look() : null;
  }

  /** Tells the others that this tab has left. */
  sayLeft(): void {
    this.#channel.postMessage("left");
  }

  close(): void {
    this.#checkOutNoMore();
    this.#channel.close();
  }

  #checkOutNoMore(): void {
    this.#channel.onmessage = null;
    clearTimeout(this.#soon);
    this.#free();
  }

  async #look(): Promise<boolean> {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    this.#others = held.some(({ name = "" }) => name.startsWith(prefix) && name !== own);
    return this.#others;
  }
}
