/**
 * Runs one piece of work at a time, soon after it is asked for: requests that come together, or while it runs, are met
 * by one run that starts after the last of them. `afterMs` says how soon, each time anew.
 */
export class Refresher {
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #again = false;

  /** `work` must not throw. */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly afterMs: () => number,
  ) {}

  ask(): void {
    if (this.#running) this.#again = true;
    else this.#timer ??= setTimeout(() => void this.#run(), this.afterMs());
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#again = false;
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    await this.work();
    this.#running = false;
    if (!this.#again) return;
    this.#again = false;
    this.ask();
  }
}
