import type { Tx } from "@/lib/db/transaction";
import type { StockedLine } from "@/lib/orders/plan-change";
import { lineFields } from "@/lib/orders/read-snapshot";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { fromDate, toDate } from "@/lib/time";

/** The lines of a locked order, each with the day of the level that its units were taken from. */
export async function readStockedLines(tx: Tx, orderId: string): Promise<StockedLine[]> {
  const rows = await tx.orderLine.findMany({
    where: { orderId },
    select: { ...lineFields, stockDay: true, workUnits: true },
    orderBy: { position: "asc" },
  });
  return rows.map((row) => ({ ...row, stockDay: row.stockDay && fromDate(row.stockDay) }));
}

/** Stores a locked order as an edit leaves it. New lines come after those that stay. Returns when. */
export async function storeChange(tx: Tx, after: OrderSnapshot, lines: readonly StockedLine[]): Promise<Date> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const { customer, notify, note, totalMinor, paidMinor, revision } = after;
  await tx.order.update({
    where: { id: after.id },
    data: {
      ...{ note, totalMinor, paidMinor, revision, updatedAt: at, pickupDay: toDate(after.pickupDay) },
      ...{ ...slotRow(after.slot), workUnits: after.work },
      ...{ customerName: customer.name, customerEmail: customer.email, customerPhone: customer.phone },
      ...{ notifyEmail: notify.email, notifyText: notify.text },
    },
    select: { id: true },
  });
  await storeLines(tx, after.id, lines);
  return at;
}

function slotRow(slot: OrderSnapshot["slot"]) {
  const { id = null, startsAt = null, endsAt = null, startsMinute = null, endsMinute = null } = slot ?? {};
  const times = {
    slotStartsAt: startsAt,
    slotEndsAt: endsAt,
    slotStartsMinute: startsMinute,
    slotEndsMinute: endsMinute,
  };
  return { slotId: id, ...times };
}

async function storeLines(tx: Tx, orderId: string, lines: readonly StockedLine[]): Promise<void> {
  const ids = lines.map((line) => line.id);
  await tx.$executeRaw`DELETE FROM order_lines WHERE order_id = ${orderId} AND id <> ALL(${ids})`;
  await tx.$executeRaw`
    INSERT INTO order_lines (id, order_id, position, variant_id, stock_day, sku, item_id, item_slug, item_name, variant_name, photo,
                             quantity, unit_price_minor, total_minor, work_units)
    SELECT l.id, ${orderId}, (SELECT coalesce(max(position), 0) FROM order_lines WHERE order_id = ${orderId}) + l.place, l."variantId",
           l."stockDay", l.sku, l."itemId", l."itemSlug", l."itemName", l."variantName", l.photo, l.quantity, l."unitPriceMinor", l."totalMinor",
           l."workUnits"
      FROM jsonb_to_recordset(${JSON.stringify(lines.map((line, index) => ({ ...line, place: index + 1 })))}::jsonb)
           AS l(id text, place int, "variantId" text, "stockDay" date, sku text, "itemId" text, "itemSlug" text, "itemName" text,
                "variantName" text, photo text, quantity int, "unitPriceMinor" int, "totalMinor" int, "workUnits" int)
    ON CONFLICT (id) DO UPDATE
       SET quantity = excluded.quantity, total_minor = excluded.total_minor, stock_day = excluded.stock_day`;
}
