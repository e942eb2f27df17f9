import type { Job, PgBoss } from "pg-boss";
import { type Handler, handlers } from "@/jobs/handlers";
import { outcomeOf } from "@/jobs/outcomes";
import { concurrency, type JobName, jobs } from "@/lib/queue/catalogue";

/** A worker drains a destination in one place at a time. */
const placesPerGroup = 1;
/** The safety net when an announcement was lost, and what finds jobs whose time has come. */
const lookEveryMs = 2_000;
/** Loops are woken; left alone they look this rarely, so that an idle shop asks little of its database. */
const lookAloneSeconds = 60;

/** The loops that take jobs: as many for each queue as it may carry at a time. */
export class Loops {
  readonly #names = Object.keys(jobs) as JobName[];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly boss: PgBoss,
    private readonly stopping: AbortSignal,
  ) {}

  async start(): Promise<void> {
    for (const name of this.#names) {
      const places = concurrency[name];
      const options = {
        batchSize: 1,
        localConcurrency: places,
        localGroupConcurrency: placesPerGroup,
        pollingIntervalSeconds: lookAloneSeconds,
      };
      await this.boss.work(name, options, ([job]: Job<object>[]) => this.#carry(name, job));
    }
    this.#timer = setInterval(() => this.wake(), lookEveryMs);
  }

  /** There may be jobs: one idle loop of each queue looks at once, and wakes the next if it finds one. */
  wake(): void {
    for (const name of this.#names) this.#wakeIdle(name);
  }

  /** Looks no more. What is in hand goes on. */
  stop(): void {
    clearInterval(this.#timer);
  }

  async #carry(name: JobName, job: Job<object> | undefined): Promise<void> {
    this.#wakeIdle(name);
    try {
      if (job) await outcomeOf(name, () => run(name, job.data, this.stopping));
    } finally {
      this.#lookAgain(name);
    }
  }

  #wakeIdle(name: JobName): void {
    const idle = this.boss.getWipData().find((loop) => loop.name === name && loop.count === 0);
    if (idle) this.boss.notifyWorker(idle.id);
  }

  /** Where there was a job there may be more: the loops that have one, this one among them, look again without waiting. */
  #lookAgain(name: JobName): void {
    for (const loop of this.boss.getWipData()) {
      if (loop.name === name && loop.count > 0) this.boss.notifyWorker(loop.id);
    }
  }
}

function run<Name extends JobName>(name: Name, data: unknown, stopping: AbortSignal): Promise<unknown> {
  const handler: Handler<Name> = handlers[name];
  return handler(jobs[name].parse(data) as Parameters<Handler<Name>>[0], stopping);
}
