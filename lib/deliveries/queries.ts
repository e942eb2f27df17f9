import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { type DeliveryAttempt, type DeliveryRow, rowFields, toRow } from "@/lib/deliveries/delivery-row";
import { maskSecrets } from "@/lib/deliveries/mask";
import type { DeliveryChannel, DeliveryState } from "@/lib/deliveries/status";
import { withoutAddress } from "@/lib/pickup/calendar-entry";
import { refuseCommon } from "@/lib/refusal";

const pageSize = 50;

/** A message with all that happened to it, secret links masked. */
export type DeliveryView = DeliveryRow & {
  body: string;
  html: string;
  /** The calendar file that goes with it; empty: none. */
  calendar: string;
  providerId: string;
  tries: DeliveryAttempt[];
};

export type DeliveryPage = { rows: DeliveryRow[]; next: string | null };

export type DeliveryFilter = {
  state?: DeliveryState | undefined;
  channel?: DeliveryChannel | undefined;
  /** A destination's id. */
  destination?: string | undefined;
  /** `next` of the page before. */
  cursor?: string | undefined;
};

/** Deliveries, newest first, a page at a time. */
export async function listDeliveries({
  state,
  channel,
  destination,
  cursor,
}: DeliveryFilter = {}): Promise<DeliveryPage> {
  const found = await reading(() =>
    db().delivery.findMany({
      where: {
        ...(state && { state }),
        ...(channel && { channel }),
        ...(destination && { destinationId: destination }),
        ...(cursor && { id: { lt: cursor } }),
      },
      orderBy: { id: "desc" },
      take: pageSize + 1,
      select: rowFields,
    }),
  );
  const rows = found.slice(0, pageSize).map(toRow);
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
}

/** A message about an order, with how each of its tries ended. */
export type OrderDelivery = DeliveryRow & { tries: Pick<DeliveryAttempt, "number" | "outcome">[] };

/** What went out about one order, oldest first. */
export async function listDeliveriesOfOrder(orderId: string): Promise<OrderDelivery[]> {
  const tries = { orderBy: { number: "asc" }, select: { number: true, outcome: true } } as const;
  const found = await reading(() =>
    db().delivery.findMany({ where: { orderId }, orderBy: { id: "asc" }, take: 200, select: { ...rowFields, tries } }),
  );
  return found.map((row) => ({ ...toRow(row), tries: row.tries }));
}

/** One delivery with the message itself and every attempt. Refuses `not_found`. */
export async function getDelivery(id: string): Promise<DeliveryView> {
  const tries = { number: true, startedAt: true, endedAt: true, outcome: true, status: true, detail: true } as const;
  const found = await reading(() =>
    db().delivery.findUnique({
      where: { id },
      select: {
        ...rowFields,
        body: true,
        html: true,
        calendar: true,
        providerId: true,
        tries: { orderBy: { number: "asc" }, select: tries },
      },
    }),
  );
  if (!found) return refuseCommon("not_found", { what: "message" });
  const { body, html, calendar, providerId } = found;
  return {
    ...toRow(found),
    body: maskSecrets(body),
    html: maskSecrets(html),
    calendar: withoutAddress(calendar),
    providerId,
    tries: found.tries.map(maskDetail),
  };
}

function maskDetail(attempt: DeliveryAttempt): DeliveryAttempt {
  return { ...attempt, detail: maskSecrets(attempt.detail) };
}

async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw translateTrouble(error);
  }
}
