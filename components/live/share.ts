import { connect, type Ear } from "@/components/live/connect";
import { fetchSnapshot } from "@/components/live/snapshot";
import { backoffMs, beatEveryMs, type LiveMessage } from "@/lib/live/rules";

/** What a leading tab passes on, and since when it leads. */
type Passed = { since: number } & Said;
type Said = { message: LiveMessage } | { lost: true };

const name = "holdfast-live";
const leaderWithinMs = 200;
/** A hidden tab lets those that are looked at go first: browsers slow its timers, and with them the next try after a break. */
const behindMs = 500;
/** A tab that leads and says nothing for so long hangs, in a print dialog or put to sleep. The others do not all notice at the same moment. */
const silenceMs = () => beatEveryMs * 2.5 + Math.random() * 2_000;

/**
 * One stream for all tabs of a browser that follow the same: the tab that holds the lock has it and passes on what it hears; when that tab is
 * hidden or closed, the next one in line takes over, one that is looked at first; when it hangs, one takes the lock from it. Browsers allow about six
 * connections to one host. Where there are no locks (plain http on another machine's address) each visible tab has a stream of its own.
 */
export function connectShared(topics: readonly string[], ear: Ear): () => void {
  if (!navigator.locks || typeof BroadcastChannel === "undefined") return connect(topics, ear);
  const tab = new SharingTab(topics, ear);
  tab.join();
  return () => tab.leave();
}

class SharingTab {
  readonly #channel: BroadcastChannel;
  /** Its turn to lead: waited for, had, or over. */
  #turn = new AbortController();
  #left = false;
  #disconnect: (() => void) | undefined;
  /** Since when the tab leads that is listened to. */
  #since = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #queue: ReturnType<typeof setTimeout> | undefined;
  #asking: ReturnType<typeof setTimeout> | undefined;
  /** While the whole is missing, for which this tab asks: what was heard since it last failed to get it. */
  #meanwhile: LiveMessage[] | undefined;

  constructor(
    private readonly topics: readonly string[],
    private readonly ear: Ear,
  ) {
    this.#channel = new BroadcastChannel(`${name}:${topics.join(",")}`);
  }

  join(): void {
    this.#channel.onmessage = ({ data }: MessageEvent<Passed>) => this.#take(data);
    this.#queue = setTimeout(() => this.#stepUp(), document.hidden ? behindMs : 0);
    this.#awaitWhole();
  }

  leave(): void {
    this.#left = true;
    this.#turn.abort();
    for (const timer of [this.#queue, this.#silence, this.#asking]) clearTimeout(timer);
    this.#disconnect?.();
    this.#channel.close();
  }

  /** Waits for the lead, or takes it at once. */
  #stepUp({ steal = false } = {}): void {
    clearTimeout(this.#queue);
    this.#turn.abort();
    const turn = new AbortController();
    this.#turn = turn;
    const manner = steal ? { steal } : { signal: turn.signal };
    navigator.locks
      .request(this.#channel.name, manner, () => this.#lead(turn.signal))
      .catch(() => this.#lose(turn.signal));
  }

  /** Holds the lock until this tab leaves, or another one takes it. */
  #lead(turn: AbortSignal): Promise<void> {
    if (turn.aborted) return Promise.resolve();
    const since = Math.max(Date.now(), this.#since + 1);
    this.#since = since;
    this.#connect((said) => this.#channel.postMessage({ since, ...said }));
    return new Promise((release) => turn.addEventListener("abort", () => release(), { once: true }));
  }

  #connect(pass: (said: Said) => void): void {
    const say = (said: Said) => {
      if (this.#left) return;
      pass(said);
      this.#tell(said);
    };
    for (const timer of [this.#silence, this.#asking]) clearTimeout(timer);
    this.#meanwhile = undefined;
    this.#disconnect = connect(this.topics, {
      hear: (message) => say({ message }),
      lost: () => say({ lost: true }),
    });
  }

  /** The lead was taken from this tab while it hung, so it follows; or there is none to be had, and it has a stream of its own. */
  #lose(turn: AbortSignal): void {
    if (turn.aborted) return;
    if (this.#disconnect) this.#follow();
    else this.#connect(() => {});
  }

  #follow(): void {
    this.#disconnect?.();
    this.#disconnect = undefined;
    this.#stepUp();
    this.#awaitWhole();
  }

  /** What a tab says that hung while another took the lead is late. */
  #take({ since, ...said }: Passed): void {
    if (this.#disconnect || since < this.#since) return;
    this.#since = since;
    this.#expectWord();
    this.#tell(said);
  }

  #tell(said: Said): void {
    if (!("message" in said)) this.ear.lost();
    else if (this.#meanwhile) this.#meanwhile.push(said.message);
    else this.ear.hear(said.message);
  }

  #expectWord(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#takeOver(), silenceMs());
  }

  #takeOver(): void {
    this.ear.lost();
    this.#stepUp({ steal: true });
  }

  /**
   * The tab that leads passes on what changes, so one that has just joined asks for the whole, unless it leads itself by then. Which is older, the answer or
   * what the stream says meanwhile, nobody knows; but the stream also says whatever changes later, so it has the last word.
   */
  #awaitWhole(): void {
    this.#meanwhile = [];
    this.#expectWord();
    clearTimeout(this.#asking);
    this.#asking = setTimeout(() => void this.#ask(), leaderWithinMs);
  }

  /** Until there is an answer nothing is told: a page that heard of one change would take all that it shows for current. */
  async #ask(failures = 0): Promise<void> {
    const meanwhile = this.#meanwhile;
    const messages = await fetchSnapshot(this.topics);
    if (this.#left || !meanwhile || this.#meanwhile !== meanwhile) return;
    if (messages) {
      this.#meanwhile = undefined;
      for (const message of [...messages, ...meanwhile]) this.ear.hear(message);
    } else {
      this.#meanwhile = [];
      this.ear.lost();
      this.#asking = setTimeout(() => void this.#ask(failures + 1), backoffMs(failures + 1, Math.random()));
    }
  }
}
