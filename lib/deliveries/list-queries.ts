import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import { type DeliveryRow, rowFields, toRow } from "@/lib/deliveries/delivery-row";
import {
  type DeliveryCursor,
  type DeliveryFilter,
  deliveryCursorWords,
  everyDelivery,
} from "@/lib/deliveries/list-filter";
import { mostAgain } from "@/lib/deliveries/rules-of-again";
import type { DeliveryState } from "@/lib/deliveries/status";
import { whereDeliveries, whereShown } from "@/lib/deliveries/which";

const pageSize = 50;

export type DeliveryPage = { rows: DeliveryRow[]; next: string | null };

type Listing = { filter?: DeliveryFilter; timezone?: string; cursor?: DeliveryCursor | null };

/** Deliveries by a filter, newest first, a page at a time: `next` is where the next one begins. Days are those of the time zone. */
export async function listDeliveries({
  filter = everyDelivery,
  timezone = "UTC",
  cursor = null,
}: Listing = {}): Promise<DeliveryPage> {
  const below = cursor ? sql`(d.created_at, d.id) < (${cursor.at}, ${cursor.id})` : sql`true`;
  const found = await reading(async () => {
    const ids = await db().$queryRaw<{ id: string }[]>`
      SELECT d.id FROM deliveries AS d WHERE ${whereDeliveries(filter, timezone)} AND ${below}
       ORDER BY d.created_at DESC, d.id DESC LIMIT ${pageSize + 1}`;
    const where = { id: { in: ids.map(({ id }) => id) } };
    return db().delivery.findMany({ where, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: rowFields });
  });
  const rows = found.slice(0, pageSize).map(toRow);
  const last = found.length > pageSize ? rows.at(-1) : undefined;
  return { rows, next: last ? deliveryCursorWords(last) : null };
}

/** How many of what a filter shows would go again, by state; of more than 10,000 those that are counted until then. */
export async function countShown(
  filter: DeliveryFilter,
  { until, timezone }: { until: Date; timezone: string },
): Promise<Partial<Record<DeliveryState, number>>> {
  const where = whereShown({ filter, until, arrived: "same" }, timezone);
  const rows = await reading(
    () => db().$queryRaw<{ state: DeliveryState; count: number }[]>`
      SELECT state::text AS state, count(*)::int AS count
        FROM (SELECT d.state FROM deliveries AS d WHERE ${where} LIMIT ${mostAgain + 1}) AS shown GROUP BY state`,
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw translateTrouble(error);
  }
}
