import { maskAddress, maskSecrets } from "@/lib/deliveries/mask";
import { stockEvents } from "@/lib/deliveries/rules-of-destinations";
import type { DeliveryChannel, DeliveryState, TextReceipt } from "@/lib/deliveries/status";
import { orderNumber } from "@/lib/orders/number";

/** What is selected for a row of a list. */
export const rowFields = {
  id: true,
  eventId: true,
  channel: true,
  place: true,
  copy: true,
  orderId: true,
  address: true,
  subject: true,
  state: true,
  attempts: true,
  uncounted: true,
  repeatsId: true,
  nextAttemptAt: true,
  lastError: true,
  because: true,
  receipt: true,
  receiptAt: true,
  createdAt: true,
  settledAt: true,
  event: { select: { type: true, subjectName: true, order: { select: { number: true, numberPrefix: true } } } },
  destination: { select: { name: true } },
} as const;

export type DeliveryRow = {
  id: string;
  /** The event it tells of. */
  eventId: string;
  channel: DeliveryChannel;
  /** customer, shop, a destination's id, or trouble: and the id of the delivery it tells of. */
  place: string;
  /** 1 for the first; each "Send again" makes the next. */
  copy: number;
  orderId: string | null;
  orderNumber: string | null;
  eventType: string;
  /** The stock level that a destination is told of. */
  levelName: string | null;
  /** An email address, a number, or a destination's host. */
  address: string;
  subject: string;
  destinationName: string | null;
  state: DeliveryState;
  attempts: number;
  /** How many of its attempts cost it no try: what is left of ten is without them. */
  uncounted: number;
  /** The delivery that a person sent again with this one. */
  repeatsId: string | null;
  nextAttemptAt: Date | null;
  lastError: string;
  /** Why it is dead or withdrawn, where more is known: rules-of-reach.ts. */
  because: string;
  /** How far a text got after the service took it, and when that was told. */
  receipt: TextReceipt | null;
  receiptAt: Date | null;
  createdAt: Date;
  settledAt: Date | null;
};

export type DeliveryAttempt = {
  number: number;
  startedAt: Date;
  endedAt: Date | null;
  /** How it ended (rules.ts); empty while under way. */
  outcome: string;
  status: number | null;
  detail: string;
};

type FoundRow = Omit<DeliveryRow, "orderNumber" | "eventType" | "levelName" | "destinationName"> & {
  event: { type: string; subjectName: string; order: { number: number; numberPrefix: string } | null };
  destination: { name: string } | null;
};

type Plain = Omit<FoundRow, "event" | "destination">;
const { event: _event, destination: _destination, ...plainSelect } = rowFields;
const plainFields = Object.keys(plainSelect) as (keyof Plain)[];

/** A row as pages read it, secret links masked. What else was read with it stays behind. */
export function toRow(found: FoundRow): DeliveryRow {
  const { event, destination, channel, address, lastError } = found;
  const plain = Object.fromEntries(plainFields.map((name) => [name, found[name]])) as Plain;
  return {
    ...plain,
    address: maskAddress(channel, address),
    lastError: maskSecrets(lastError),
    orderNumber: event.order && orderNumber(event.order),
    eventType: event.type,
    levelName: destination && event.type in stockEvents ? event.subjectName : null,
    destinationName: destination?.name ?? null,
  };
}
