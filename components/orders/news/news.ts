import { isOpen, type OrderStatus } from "@/lib/orders/status";

/** An order as the live board tells of it. */
export type Told = { id: string; status: OrderStatus; channel: string; placedAt: string };

/** What a browser remembers of the orders it was told of, so that none is announced twice and none is missed. */
export type Memory = {
  /** When the newest of them was placed. An order from long before it is no news, even if it is seen for the first time. */
  newest: string;
  /** Those that came last: an order is stored a moment after its time, so that one may come after a later one. */
  known: string[];
  /** Those announced that nobody has looked at or moved on since, newest first, with the status they came in. */
  unseen: Unseen[];
};

export type Unseen = { id: string; status: OrderStatus; placedAt: string };

export const nothingUnseen: Unseen[] = [];

/** How long before the newest an order may have been placed and still come in after it. */
const lateMs = 10 * 60_000;
/** Far more than come in within that. */
const mostKnown = 500;

/**
 * Compares a whole board with what a browser remembers, however long it was out of touch: `news` are the open orders that came
 * meanwhile, newest first. Where nothing is remembered nothing is news. Orders that staff took themselves are none.
 */
export function compare(memory: Memory | null, told: readonly Told[]): { memory: Memory; news: Told[] } {
  const latest =
    told
      .map(({ placedAt }) => placedAt)
      .sort()
      .at(-1) ?? "";
  const newest = [latest, memory?.newest ?? ""].sort().at(-1) ?? "";
  const news = memory ? told.filter((order) => isNews(memory, order)).sort(newestFirst) : [];
  const came = news.map(({ id, status, placedAt }) => ({ id, status, placedAt }));
  const unseen = [...came, ...(memory?.unseen ?? [])].filter((order) => isWaiting(order, told, latest));
  return { memory: { newest, known: knownOf(memory, told, before(newest)), unseen }, news };
}

/** What is remembered once somebody has looked at what came. */
export function seen(memory: Memory): Memory {
  return { ...memory, unseen: [] };
}

/** What was kept as text; null if it is not what we keep. */
export function readMemory(text: string | null): Memory | null {
  try {
    const kept = JSON.parse(text ?? "null") as Partial<Memory> | null;
    const whole = typeof kept?.newest === "string" && Array.isArray(kept.known) && Array.isArray(kept.unseen);
    return whole ? (kept as Memory) : null;
  } catch {
    return null;
  }
}

function isNews({ newest, known }: Memory, { id, status, channel, placedAt }: Told): boolean {
  const takenByStaff = channel === "counter" || channel === "phone";
  return isOpen(status) && !takenByStaff && placedAt > before(newest) && !known.includes(id);
}

/** An order waits to be looked at until it is moved on. A board from before it came, as a tab that lags behind has it, says nothing of it. */
function isWaiting({ id, status, placedAt }: Unseen, told: readonly Told[], latest: string): boolean {
  const now = told.find((order) => order.id === id);
  return now ? now.status === status : placedAt > latest;
}

/** Ids sort by their time. */
function knownOf(memory: Memory | null, told: readonly Told[], since: string): string[] {
  const recent = told.filter(({ placedAt }) => placedAt > since).map(({ id }) => id);
  return [...new Set([...(memory?.known ?? []), ...recent])].sort().slice(-mostKnown);
}

function before(instant: string): string {
  return instant === "" ? "" : new Date(Date.parse(instant) - lateMs).toISOString();
}

function newestFirst(one: Told, other: Told): number {
  if (one.placedAt === other.placedAt) return one.id < other.id ? 1 : -1;
  return one.placedAt < other.placedAt ? 1 : -1;
}
