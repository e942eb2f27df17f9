import type { Columns } from "@/lib/csv";
import { decimalMoney } from "@/lib/money";
import type { ExportedLine } from "@/lib/orders/export-orders";
import { orderNumber } from "@/lib/orders/number";
import { paidOf } from "@/lib/orders/rules";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** The columns of a row for each order. Instants twice: as the shop's clock showed them, and as ISO 8601 in UTC. Money as decimals. */
export function orderColumns(timezone: string): Columns<OrderSnapshot> {
  const clock = clockIn(timezone);
  return {
    ...headColumns(timezone),
    customer: ({ customer }) => customer.name,
    units: ({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
    currency: ({ currency }) => currency,
    total: ({ totalMinor, currency }) => decimalMoney(totalMinor, currency),
    paid: (order) => decimalMoney(paidOf(order), order.currency),
    paid_at: ({ paidAt }) => clock(paidAt),
    paid_at_utc: ({ paidAt }) => paidAt ?? "",
    pickup_time: timeCell,
  };
}

/** The columns of a row for each line. */
export function lineColumns(timezone: string): Columns<ExportedLine> {
  const head = Object.entries(headColumns(timezone)).map(([name, cell]) => [
    name,
    ({ order }: ExportedLine) => cell(order),
  ]);
  return {
    ...(Object.fromEntries(head) as Columns<ExportedLine>),
    sku: ({ line }) => line.sku,
    item: ({ line }) => line.itemName,
    variant: ({ line }) => line.variantName,
    units: ({ line }) => line.quantity,
    currency: ({ order }) => order.currency,
    unit_price: ({ order, line }) => decimalMoney(line.unitPriceMinor, order.currency),
    line_total: ({ order, line }) => decimalMoney(line.totalMinor, order.currency),
    pickup_time: ({ order }) => timeCell(order),
  };
}

function headColumns(timezone: string): Columns<OrderSnapshot> {
  const clock = clockIn(timezone);
  return {
    order: (order) => orderNumber(order),
    placed: ({ placedAt }) => clock(placedAt),
    placed_utc: ({ placedAt }) => placedAt,
    pickup_day: ({ pickupDay }) => pickupDay,
    status: ({ status }) => status,
    channel: ({ channel }) => channel,
  };
}

/** "09:00–11:00", by the shop's clock; empty for an order that has a day alone. */
function timeCell({ slot }: OrderSnapshot): string {
  return slot ? `${formatMinute24(slot.startsMinute)}–${formatMinute24(slot.endsMinute)}` : "";
}

function formatMinute24(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** "2026-11-23 10:41", as spreadsheets read it and Swedes write it. One formatter for the whole file: making one is slow. */
function clockIn(timezone: string): (instant: string | null) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: timezone });
  return (instant) => (instant ? format.format(new Date(instant)) : "");
}
