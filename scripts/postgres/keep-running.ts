import { wordsFor } from "../failure";
import { type Cluster, startServer, stopServer } from "./cluster";
import { isAlive } from "./processes";

export type Running = { pid: number; port: number };

const lookEveryMs = 1_000;
const longestDelayMs = 30_000;

/**
 * Looks each second whether the server of a cluster is there, and starts it again on its port if it ended, with a growing delay while that fails:
 * a crash leaves processes behind that must end first. `stop` is the clean one.
 */
export function keepServerRunning(cluster: Cluster, { pid, port }: Running, say: (line: string) => void) {
  let running = pid;
  let delay = lookEveryMs;
  let stopping = false;
  let looking = Promise.resolve();
  let next: NodeJS.Timeout;

  const look = async () => {
    if (isAlive(running)) return;
    if (delay === lookEveryMs) say("the database ended; starting it again");
    try {
      running = await startServer(cluster, port);
      delay = lookEveryMs;
      say("the database is back");
    } catch (error) {
      say(wordsFor(error));
      delay = Math.min(delay * 2, longestDelayMs);
    }
  };
  const lookLater = () => {
    next = setTimeout(() => {
      looking = look().then(() => (stopping ? undefined : lookLater()));
    }, delay);
    next.unref();
  };
  lookLater();

  return {
    stop: async () => {
      stopping = true;
      clearTimeout(next);
      await looking;
      await stopServer(running);
    },
  };
}
