import {
  compare,
  type Memory,
  nothingUnseen,
  readMemory,
  seen,
  type Told,
  type Unseen,
} from "@/components/orders/news/news";

const name = "holdfast-orders-seen";

/**
 * What this browser knows of orders, shared by its tabs and kept over reloads: each order is news in one of them only, and stays
 * unseen in all until somebody looks.
 */
class NewsKeeper {
  readonly #watchers = new Set<() => void>();
  #unseen = nothingUnseen;
  #fallback: string | null = null;

  readonly watch = (tell: () => void): (() => void) => {
    if (this.#watchers.size === 0) addEventListener("storage", this.#read);
    this.#watchers.add(tell);
    return () => {
      this.#watchers.delete(tell);
      if (this.#watchers.size === 0) removeEventListener("storage", this.#read);
    };
  };

  readonly unseen = (): Unseen[] => this.#unseen;

  /** Takes in a whole board. Answers with the orders that no tab of this browser has announced. */
  async take(told: readonly Told[]): Promise<Told[]> {
    return inTurn(() => {
      const { memory, news } = compare(readMemory(this.#load()), told);
      this.#save(memory);
      return news;
    });
  }

  /** Somebody has looked at what came. */
  async look(): Promise<void> {
    await inTurn(() => {
      const memory = readMemory(this.#load());
      if (memory) this.#save(seen(memory));
    });
  }

  readonly #read = (): void => {
    const unseen = readMemory(this.#load())?.unseen ?? nothingUnseen;
    if (JSON.stringify(unseen) === JSON.stringify(this.#unseen)) return;
    this.#unseen = unseen;
    for (const tell of this.#watchers) tell();
  };

  #load(): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return this.#fallback;
    }
  }

  #save(memory: Memory): void {
    const text = JSON.stringify(memory);
    if (text !== this.#load()) this.#write(text);
    this.#read();
  }

  #write(text: string): void {
    this.#fallback = text;
    try {
      localStorage.setItem(name, text);
    } catch {
      // A browser that keeps nothing remembers for as long as the page is open.
    }
  }
}

/** One tab after the other, so that two do not announce the same. */
function inTurn<Result>(work: () => Result): Promise<Result> {
  return navigator.locks ? navigator.locks.request(name, work) : Promise.resolve(work());
}

export const newsKeeper = new NewsKeeper();
