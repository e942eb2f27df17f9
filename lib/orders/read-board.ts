import { db } from "@/lib/db/client";
import { type Sql, sql } from "@/lib/db/sql";
import { toSnapshot } from "@/lib/orders/read-snapshot";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { statusEvents } from "@/lib/orders/status";

/**
 * An order on the board: as it is now, with when it came to its status and by whom. A tick or an undone move does not count. `timeGone`: its time is
 * no longer offered.
 */
export type BoardOrder = OrderSnapshot & { movedAt: Date; movedBy: string | null; timeGone: boolean };

type Row = Parameters<typeof toSnapshot>[0] & Pick<BoardOrder, "movedBy" | "timeGone"> & { movedAt: Date | null };

/** The newest `most` of the orders that a condition on `orders AS o` lets through, newest first, with their lines: one statement. */
export async function readBoardOrders(where: Sql, most: number): Promise<BoardOrder[]> {
  const rows = await db().$queryRaw<Row[]>`
    WITH chosen AS MATERIALIZED (SELECT o.id FROM orders o WHERE ${where} ORDER BY o.placed_at DESC, o.id DESC LIMIT ${most})
    SELECT ${orderColumns}, moved.at AS "movedAt", moved.by AS "movedBy",
           EXISTS (SELECT 1 FROM pickup_slots s WHERE s.id = o.slot_id AND NOT s.offered) AS "timeGone",
           (SELECT coalesce(jsonb_agg(${line} ORDER BY l.position), '[]') FROM order_lines l WHERE l.order_id = o.id) AS lines
      FROM chosen JOIN orders o USING (id)
      LEFT JOIN LATERAL (SELECT e.at, e.actor->>'name' AS by FROM events e
                          WHERE e.order_id = o.id AND e.undone_at IS NULL AND e.type = ANY(${[...statusEvents]}::text[])
                          ORDER BY e.at DESC, e.id DESC LIMIT 1) AS moved ON true
     ORDER BY o.placed_at DESC, o.id DESC`;
  return rows.map(({ movedAt, movedBy, timeGone, ...row }) => ({
    ...toSnapshot(row),
    movedAt: movedAt ?? row.placedAt,
    ...{ movedBy, timeGone },
  }));
}

/** What `snapshotFields` selects, and `lineFields`. */
const orderColumns = sql`
  o.id, o.number, o.number_prefix AS "numberPrefix", o.token, o.revision, o.status::text, o.channel, o.locale, o.currency, o.placed_at AS "placedAt",
  o.paid_at AS "paidAt", o.paid_minor AS "paidMinor", o.pickup_day AS "pickupDay", o.slot_id AS "slotId", o.slot_starts_at AS "slotStartsAt", o.slot_ends_at AS "slotEndsAt",
  o.slot_starts_minute AS "slotStartsMinute", o.slot_ends_minute AS "slotEndsMinute", o.work_units AS "workUnits", o.customer_name AS "customerName",
  o.customer_email AS "customerEmail", o.customer_phone AS "customerPhone", o.notify_email AS "notifyEmail", o.notify_text AS "notifyText", o.note,
  o.cancel_reason AS "cancelReason", o.total_minor AS "totalMinor"`;
const line = sql`jsonb_build_object(
  'id', l.id, 'sku', l.sku, 'itemId', l.item_id, 'itemSlug', l.item_slug, 'variantId', l.variant_id, 'itemName', l.item_name,
  'variantName', l.variant_name, 'photo', l.photo, 'quantity', l.quantity, 'unitPriceMinor', l.unit_price_minor, 'totalMinor', l.total_minor)`;
