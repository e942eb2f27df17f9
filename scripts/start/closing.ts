type Step = () => Promise<unknown>;

/** Closes what was opened, last opened first, once: on a signal, or when the start fails. */
export class Closing {
  readonly #steps: Step[] = [];
  readonly #aborting = new AbortController();
  #begunAt = 0;

  constructor(say: (line: string) => void) {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => this.#hear(say));
    // A terminal that went away must not end the closing.
    for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  }

  /** Nothing may skip the database's clean stop. The terminal and npm both pass a Ctrl-C on, so one comes twice. */
  #hear(say: (line: string) => void): void {
    if (!this.begun) say("closing the shop");
    else if (Date.now() - this.#begunAt > 500) say("closing, one moment");
    void this.close(0);
  }

  get begun(): boolean {
    return this.#aborting.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#aborting.signal;
  }

  /** Remembers how to close what was just opened, which comes first: before anything opened earlier. */
  first(step: Step): void {
    this.#steps.push(step);
  }

  async close(code: number): Promise<void> {
    if (this.begun) return;
    this.#begunAt = Date.now();
    this.#aborting.abort();
    let result = code;
    for (const step of this.#steps.reverse()) {
      await step().catch((error: Error) => {
        console.error(error.message);
        result = 1;
      });
    }
    process.exit(result);
  }
}
