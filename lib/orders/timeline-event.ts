import { wholeSnapshot } from "@/lib/orders/order-event";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { OrderStatus } from "@/lib/orders/status";
import { changeWords, isEdit, isOfAgreed, type Previous } from "@/lib/orders/words-of-change";

export type TimelineEvent = {
  id: string;
  type: string;
  at: Date;
  actor: { kind: string; name?: string };
  undoneAt: Date | null;
  /** As the order was then; null for what says nothing of the order itself. */
  status: OrderStatus | null;
  paid: boolean;
  /** Whether it is an edit of what was agreed, also where what it changed was erased. */
  edit: boolean;
  /** Whether what was agreed changed with it, and not only how the customer is told. */
  agreed: boolean;
  /** What an edit changed, before → after, one line each. */
  changes: string[];
  /** What a note for staff says, or where a message was sent; empty if it was erased. */
  note: string;
  /** How many units were thrown away with it. */
  writtenOff: number;
};

/** An event's row, with its personal part. */
export type EventRow = {
  id: string;
  type: string;
  at: Date;
  actor: unknown;
  undoneAt: Date | null;
  snapshot: unknown;
  previous: unknown;
  personal: { snapshot: unknown; previous: unknown } | null;
};

type Open = Partial<OrderSnapshot> & { writtenOff?: string[] };

/** An event of an order as its timeline tells it. */
export function toTimelineEvent({ snapshot, previous, personal, actor, ...event }: EventRow): TimelineEvent {
  const then = (snapshot ?? {}) as Open;
  const before = { ...(previous as object), ...(personal?.previous as object) } as Previous;
  const apart = (personal?.snapshot ?? {}) as { text?: string; address?: string };
  return {
    ...event,
    actor: actor as TimelineEvent["actor"],
    status: then.status ?? null,
    paid: Boolean(then.paidAt),
    edit: event.type === "order.changed" && !("status" in before) && Object.keys(before).join() !== "payment_status",
    agreed: event.type === "order.changed" && isOfAgreed(before),
    changes: event.type === "order.changed" && isEdit(before) ? wordsOf(then, personal?.snapshot, before) : [],
    note: apart.text ?? apart.address ?? "",
    writtenOff: unitsThrown(then, before),
  };
}

function wordsOf(open: Open, personal: unknown, before: Previous): string[] {
  return changeWords(wholeSnapshot(open, personal), before);
}

/** An edit threw away what it took off those lines; a move, all of them. */
function unitsThrown({ writtenOff = [], lines = [] }: Open, before: Previous): number {
  const now = (id: string) => lines.find((line) => line.id === id)?.quantity ?? 0;
  const had = (id: string) => before.lines?.find((line) => line.id === id)?.quantity;
  return writtenOff.reduce((sum, id) => sum + (had(id) === undefined ? now(id) : had(id)! - now(id)), 0);
}
