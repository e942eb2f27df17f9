import { Hub } from "@/lib/live/hub";

const shared = globalThis as typeof globalThis & { holdfastLive?: Hub };

/** This process's hub, one for all copies of this module that a bundler makes. Its streams end when the process is told to stop. */
export function liveHub(): Hub {
  if (!shared.holdfastLive) {
    const hub = new Hub();
    shared.holdfastLive = hub;
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop(hub, signal));
  }
  return shared.holdfastLive;
}

function stop(hub: Hub, signal: NodeJS.Signals): void {
  void hub.close();
  // Listening to a signal takes its default away: where nobody else listens, it is given back.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
