import type { NewEvent } from "@/lib/history/record-event";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** The fields of an order that are about a person. `lib/orders/write-order.ts` splits them in SQL alike. */
const personalFields = ["customer", "note", "cancelReason"] as const;

type Fields = Record<string, unknown>;
type Told = {
  type: string;
  at: Date;
  snapshot: OrderSnapshot;
  previous?: Fields;
  /** The lines whose units were thrown away instead of going back to stock. */
  writtenOff?: readonly string[];
};

/** An order's event, what is personal in it apart. `previous` holds only what changed, in the words of the export. */
export function orderEvent({ snapshot, previous = {}, writtenOff = [], ...event }: Told): NewEvent {
  const [open, personal] = split(snapshot);
  const [before, personalBefore] = split(previous);
  return {
    ...event,
    orderId: snapshot.id,
    subject: { kind: "order", id: snapshot.id, name: `${snapshot.numberPrefix}${snapshot.number}` },
    snapshot: { ...open, ...(writtenOff.length > 0 && { writtenOff: [...writtenOff] }) },
    previous: before,
    personal: { snapshot: personal, previous: personalBefore },
  };
}

/** An order's snapshot with its personal part; what was erased is empty. */
export function wholeSnapshot(open: unknown, personal: unknown): OrderSnapshot {
  const erased = { customer: { name: "", email: "", phone: "" }, note: "", cancelReason: "" };
  // Events from before there were pickup times say nothing of them.
  const timeless = { slot: null, work: 0 };
  return {
    ...erased,
    ...timeless,
    ...(open as Omit<OrderSnapshot, "slot" | "work">),
    ...(personal as Partial<OrderSnapshot>),
  };
}

type Json = NonNullable<NewEvent["previous"]>;

function split(fields: Fields): [Json, Json] {
  const personal = (name: string) => (personalFields as readonly string[]).includes(name);
  const pick = (wanted: boolean) => Object.entries(fields).filter(([name]) => personal(name) === wanted);
  return [Object.fromEntries(pick(false)) as Json, Object.fromEntries(pick(true)) as Json];
}
