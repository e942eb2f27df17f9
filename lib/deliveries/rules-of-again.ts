import type { DeliveryChannel, DeliveryState } from "@/lib/deliveries/status";

/** What becomes of what arrived already: it is left alone, the same goes once more, or the order goes as it is now. */
export const arrivedChoices = ["leave", "same", "now"] as const;
export type Arrived = (typeof arrivedChoices)[number];

/** How a message goes once more. */
export type Way =
  /** The same delivery under its old id, with tries of its own again. */
  | "same_row"
  /** The same delivery, with the order as it is now. */
  | "same_row_now"
  /** Another delivery with the same bytes, linked to the first. */
  | "copy"
  /** Another delivery with the order as it is now, linked to the first. */
  | "copy_now";

/** Where an order has one row, which is replaced: older bytes would undo newer ones. */
const replacing: readonly DeliveryChannel[] = ["sheet", "folder"];

type Settled = { channel: DeliveryChannel; state: DeliveryState; orderId: string | null };

/**
 * How a settled message goes once more. What did not arrive keeps its id; of what arrived, only a webhook may, since its receiver knows it by that. What is about no
 * order, such as a stock level, is never told as it is now: the next change of it says that.
 */
export function wayAgain({ channel, state, orderId }: Settled, arrived: Arrived): Way {
  const replaces = replacing.includes(channel) && orderId !== null;
  if (state !== "delivered") return replaces ? "same_row_now" : "same_row";
  if (replaces) return "copy_now";
  if (channel !== "webhook") return "copy";
  return arrived === "now" && orderId !== null ? "copy_now" : "same_row";
}

/** Whether a way tells of the order as it is now. */
export function tellsNow(way: Way): boolean {
  return way === "same_row_now" || way === "copy_now";
}

/** The states of what did not arrive, and that nothing is done about by itself. */
export const notArrived = ["dead", "unknown", "kept"] as const satisfies readonly DeliveryState[];

/** Whether a message is settled, and may go once more. */
export function mayGoAgain({ state, nextAttemptAt }: { state: DeliveryState; nextAttemptAt: Date | null }): boolean {
  return state === "delivered" || (nextAttemptAt === null && (notArrived as readonly DeliveryState[]).includes(state));
}

/** How many messages go again at one press, at most. */
export const mostAgain = 10_000;

type Standing = Settled & { id: string; destinationId: string | null; line: string | null };

/** Without those whose order goes to the same place as it is now for a later one: once is enough. They come in the order of their lines. */
export function withoutOlderNews<Row extends Standing>(rows: readonly Row[], arrived: Arrived): Row[] {
  const told = new Set<string>();
  const kept = rows.toReversed().filter((row) => {
    if (row.line === null || wayAgain(row, arrived) !== "copy_now") return true;
    const key = `${row.destinationId} ${row.line}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
  return kept.reverse();
}
