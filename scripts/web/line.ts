/**
 * How many orders the application works on at a time: with more at once none is answered sooner, and connections of others wait longer to be taken. And how many
 * may be in line with them before people are sent away: counted by networks, of one some at most, so that nobody alone can close the shop; and in all. See docs/bench.md.
 */
export const mostInLine = { atOnce: 4, together: 30, ofOneNetwork: 3, inAll: 150 };

/** `begin` is told how many wait behind. */
type Place = { network: string; begin: (behind: number) => void };

/** Those who order, in the order in which they came. */
export class Line {
  readonly #waiting = new Set<Place>();
  readonly #begun = new Set<Place>();

  /** Whether it would take whoever comes now longer than people wait. */
  get isFull(): boolean {
    const networks = new Map<string, number>();
    const places = [...this.#begun, ...this.#waiting];
    for (const { network } of places) networks.set(network, (networks.get(network) ?? 0) + 1);
    const counts = [...networks.values()].map((count) => Math.min(count, mostInLine.ofOneNetwork));
    return places.length >= mostInLine.inAll || counts.reduce((sum, count) => sum + count, 0) >= mostInLine.together;
  }

  /** Begins at once or in its turn. Returns what gives the place up, before or after. */
  join(network: string, begin: Place["begin"]): () => void {
    const place = { network, begin };
    this.#waiting.add(place);
    this.#goOn();
    return () => {
      this.#waiting.delete(place);
      this.#begun.delete(place);
      this.#goOn();
    };
  }

  #goOn(): void {
    while (this.#begun.size < mostInLine.atOnce) {
      const next = this.#next();
      if (!next) return;
      this.#waiting.delete(next);
      this.#begun.add(next);
      next.begin(this.#waiting.size);
    }
  }

  /** The first, but one whose network has its turn already lets others go before. */
  #next(): Place | undefined {
    const busy = new Set([...this.#begun].map(({ network }) => network));
    const [first] = this.#waiting;
    return [...this.#waiting].find(({ network }) => !busy.has(network)) ?? first;
  }
}
