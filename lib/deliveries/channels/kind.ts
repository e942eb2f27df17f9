import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import type { OrderEvent } from "@/lib/deliveries/payload";
import type { Answer } from "@/lib/deliveries/rules";
import type { OpenDestination } from "@/lib/deliveries/rules-of-destinations";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import type { StockEvent } from "@/lib/deliveries/stock-payload";
import type { OpenDays } from "@/lib/pickup/rules-of-hours";
import type { Shop } from "@/lib/settings/queries";

/** What bytes are made with, beside the event. */
export type Surroundings = { shop: Shop; days: OpenDays };

/** Where an event is prepared for. */
export type Target = {
  id: string;
  name: string;
  address: string;
  personal: boolean;
  settings: Readonly<Record<string, unknown>>;
};

/** What is frozen when a delivery is planned. */
export type Bytes = { address: string; body: string; subject?: string; html?: string };

type Sending = (batch: readonly ClaimedDelivery[], to: OpenDestination, stopping: AbortSignal) => Promise<Answer[]>;

/**
 * A kind of destination. Trouble outside is an answer, never a throw; when `stopping` is aborted it answers within a second. `send` and
 * `resolve` answer each delivery of the batch, in its order.
 */
export type Kind = {
  channel: DeliveryChannel;
  /** How many deliveries go out side by side, and how long the next ones wait then. */
  sideBySide: number;
  restMs: number;
  /** Whether it reads what is there before it writes, so that no two workers may be at it. */
  alone: boolean;
  /** The bytes that tell of an event; null if this place hears nothing of it. */
  prepare(event: OrderEvent, target: Target, around: Surroundings): Bytes | null | Promise<Bytes | null>;
  /** The same of a stock level's event. Left out by kinds of which each row is an order. */
  prepareStock?(event: StockEvent, target: Target, around: Surroundings): Bytes | null | Promise<Bytes | null>;
  send: Sending;
  /** Asks whether those whose answer was lost arrived. */
  resolve: Sending;
};

/** Sends each delivery of a batch by itself, side by side. */
export function eachAlone(
  send: (delivery: ClaimedDelivery, to: OpenDestination, stopping: AbortSignal) => Promise<Answer>,
): Sending {
  return (batch, to, stopping) => Promise.all(batch.map((delivery) => send(delivery, to, stopping)));
}
