import type { OrderStatus } from "@/lib/orders/status";
import type { Ordering } from "@/lib/settings/rules-of-ordering";
import type { Day } from "@/lib/time";
import type { PlaceView } from "@/lib/waiting/queries";

/** What a variant's level says to everyone: how many can be ordered, and which version of the level says so. */
export type LiveLevel = {
  variantId: string;
  available: number;
  /** Units that checkouts in progress keep: they may come back. */
  inCheckout?: number;
  version: number;
};
/** A pickup time, what it has room for, in work units, and whether customers can choose it at all. */
export type LiveSlot = {
  id: string;
  /** From when to when it is, in minutes from midnight by the shop's clock. */
  startsMinute: number;
  endsMinute: number;
  room: number;
  /** What it would have room for, whatever its day has left: an order that is in the day already takes nothing more of that. */
  alone?: number;
  state: "open" | "closed" | "past";
  version: number;
};
export type LiveSlots = { day: Day; slots: LiveSlot[] };
export type LiveStock = { day: Day; levels: LiveLevel[] };
export type LiveOrder = { token: string; number: string; status: OrderStatus; revision: number };
/** Units of a variant that a cart holds itself; no day for goods that keep. */
export type HeldUnits = { variantId: string; day: Day | null; units: number };
/** What a cart at checkout holds, as it was read at a moment in milliseconds since 1970, by the database's clock. */
export type LiveCart = { cartId: string; held: HeldUnits[]; readAt: number };
/** Whether the shop takes orders, as it was read at a moment in milliseconds since 1970. */
export type LiveOrdering = Ordering & { readAt: number };
export type LiveBoardOrder = {
  id: string;
  number: number;
  status: OrderStatus;
  revision: number;
  pickupDay: Day;
  /** What stands before the number. */
  numberPrefix: string;
  channel: string;
  customerName: string;
  /** An instant in UTC, as ISO 8601. */
  placedAt: string;
};
export type LiveBoard = {
  /** The open orders and those that changed lately; never the whole history. */
  orders: readonly LiveBoardOrder[];
  counts: { placed: number; accepted: number; ready: number };
  /** Deliveries that need someone to look. */
  trouble: number;
};

/** Whether a message says all the rows that there are, or only what changed: the rows themselves, and the keys of those that are no more. */
type Extent = { whole: boolean; gone?: string[] };

/**
 * What can be followed, by kind, and what is said of it. Another kind is a line here, a row in `lib/live/rules-of-topics.ts` (how it is written), a row in
 * `lib/live/sources.ts` (how it is read), and a hook in `components/live` that follows it.
 */
export type LiveData = {
  stock: LiveStock & Extent;
  slots: LiveSlots & Extent;
  ordering: LiveOrdering;
  order: LiveOrder;
  cart: LiveCart;
  board: LiveBoard & Extent;
  place: PlaceView;
};
export type LiveKind = keyof LiveData;

/** A message about a topic. */
export type TopicMessage<Kind extends LiveKind = LiveKind> = { [K in Kind]: { event: K; data: LiveData[K] } }[Kind];

/** What a stream says. Values are absolute: each message is true by itself, whatever was missed before it. */
export type LiveMessage =
  | TopicMessage
  | { event: "outage"; data: { over: boolean } }
  | { event: "beat"; data: Record<string, never> };

/** A stream says something at least this often. */
export const beatEveryMs = 15_000;

/** The newer of two states of an order. */
export function newerOrder<Order extends { revision: number }>(shown: Order, heard: Order): Order {
  return heard.revision >= shown.revision ? heard : shown;
}

/** The later of two readings of what has no version of its own. */
export function laterReading<Reading extends { readAt: number }>(shown: Reading, heard: Reading): Reading {
  return heard.readAt >= shown.readAt ? heard : shown;
}

/** The newer of two states of a place; of one version (an offer may end later without another) the one read later. */
export function newerPlace(shown: PlaceView, heard: PlaceView): PlaceView {
  if (heard.version !== shown.version) return heard.version > shown.version ? heard : shown;
  return heard.now >= shown.now ? heard : shown;
}

/** What was heard of something, and how it was rendered then. */
export type Heard<State> = { state: State; over: State };

/** How something stands: as it was heard, in place of what was rendered then, whatever versions and clocks say; once rendered anew, as `later` decides. */
export function stateNow<State>(
  rendered: State,
  { state, over }: Heard<State>,
  later: (shown: State, heard: State) => State,
): State {
  return over === rendered ? state : later(rendered, state);
}

/** How long to wait before trying again: 1 s doubling to 15 s, then half of it left to chance (0 to 1). */
export function backoffMs(failures: number, chance: number): number {
  const most = Math.min(15_000, 1_000 * 2 ** Math.max(0, failures - 1));
  return Math.round(most / 2 + (most / 2) * chance);
}

/** A message as a stream carries it. */
export function frameOf(message: LiveMessage): string {
  return `event: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`;
}
