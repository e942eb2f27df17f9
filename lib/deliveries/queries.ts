import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { type DeliveryAttempt, type DeliveryRow, rowFields, toRow } from "@/lib/deliveries/delivery-row";
import { maskSecrets } from "@/lib/deliveries/mask";
import { withoutAddress } from "@/lib/pickup/calendar-entry";
import { refuseCommon } from "@/lib/refusal";

/** A message with all that happened to it, secret links masked. */
export type DeliveryView = DeliveryRow & {
  body: string;
  html: string;
  /** The calendar file that goes with it; empty: none. */
  calendar: string;
  providerId: string;
  tries: DeliveryAttempt[];
  /** The delivery that it repeats, if that is still there, and the one that repeats it. */
  repeats: Repeat | null;
  repeatedBy: Repeat | null;
};

export type Repeat = { id: string; createdAt: Date };

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

const viewFields = {
  ...{ ...rowFields, body: true, html: true, calendar: true, providerId: true },
  tries: {
    orderBy: { number: "asc" },
    select: { number: true, startedAt: true, endedAt: true, outcome: true, status: true, detail: true },
  },
} as const;

/** One delivery with the message itself and every attempt. Refuses `not_found`. */
export async function getDelivery(id: string): Promise<DeliveryView> {
  const found = await reading(() => db().delivery.findUnique({ where: { id }, select: viewFields }));
  if (!found) return refuseCommon("not_found", { what: "message" });
  const { body, html, calendar, providerId } = found;
  return {
    ...toRow(found),
    ...(await findRepeats(found)),
    body: maskSecrets(body),
    html: maskSecrets(html),
    calendar: withoutAddress(calendar),
    providerId,
    tries: found.tries.map(maskDetail),
  };
}

async function findRepeats({ id, repeatsId }: { id: string; repeatsId: string | null }) {
  const select = { id: true, createdAt: true } as const;
  return reading(async () => ({
    repeats: repeatsId ? await db().delivery.findUnique({ where: { id: repeatsId }, select }) : null,
    repeatedBy: await db().delivery.findUnique({ where: { repeatsId: id }, select }),
  }));
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
