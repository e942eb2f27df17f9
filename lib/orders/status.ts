export type OrderStatus = "placed" | "accepted" | "ready" | "completed" | "cancelled" | "not_collected";

/** The moves of an order: where each may start, where it ends, and the event it is told as. */
export const moves = {
  accept: { from: ["placed"], to: "accepted", event: "order.accepted" },
  markReady: { from: ["placed", "accepted"], to: "ready", event: "order.ready" },
  complete: { from: ["ready"], to: "completed", event: "order.completed" },
  markNotCollected: { from: ["ready"], to: "not_collected", event: "order.not_collected" },
  cancel: { from: ["placed", "accepted", "ready"], to: "cancelled", event: "order.cancelled" },
} as const satisfies Record<string, { from: readonly OrderStatus[]; to: OrderStatus; event: string }>;

export type Move = keyof typeof moves;

/** The events that brought an order to a status. Taking a move back is `order.changed`, with the status before in `previous`. */
export const statusEvents: readonly string[] = ["order.placed", ...Object.values(moves).map((move) => move.event)];

/** Whether an order in this status can still make a move. */
export function canMove(status: OrderStatus, move: Move): boolean {
  return (moves[move].from as readonly OrderStatus[]).includes(status);
}

/** An order that still owes something: its units are committed. */
export function isOpen(status: OrderStatus): boolean {
  return status === "placed" || status === "accepted" || status === "ready";
}

/** Whether what was ordered can still be changed: until it is packed. */
export function canChange(status: OrderStatus): boolean {
  return status === "placed" || status === "accepted";
}

/** What becomes of an order's units that nobody gets: sold to the next, or thrown away. */
export type UnitsFate = "back" | "written_off";

/** A status as staff and customers read it. */
export const statusWords: Record<OrderStatus, string> = {
  placed: "Placed",
  accepted: "Accepted",
  ready: "Ready",
  completed: "Completed",
  cancelled: "Cancelled",
  not_collected: "Not collected",
};

/** Seconds in which a staff move can be undone; what the customer is told waits as long. */
export const undoSeconds = 10;

const channelPhrases: Readonly<Record<string, string>> = {
  web: "on the web",
  api: "through the API",
  counter: "at the counter",
  phone: "on the phone",
};

/** How an order came, as it goes on after "Placed": "on the web". */
export function channelPhrase(channel: string): string {
  return channelPhrases[channel] ?? channel;
}
