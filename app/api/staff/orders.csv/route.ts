import { csvResponse } from "@/lib/csv";
import { lineColumns, orderColumns } from "@/lib/orders/export-columns";
import { exportInput } from "@/lib/orders/export-input";
import { exportOrders, linesOf } from "@/lib/orders/export-orders";
import { staffRoute } from "@/lib/web/staff-route";

/** GET /api/staff/orders.csv?by=placed&rows=orders&from=2026-11-01&to=2026-11-30: orders as a file, written as it is read. */
export const GET = staffRoute("download orders", async (staff, request) => {
  const asked = exportInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return new Response(asked.error.issues[0]?.message, { status: 400 });
  const { by, rows, from, to } = asked.data;
  const { timezone, orders } = await exportOrders(staff, asked.data);
  const name = `${rows}-${by}-${from}-to-${to}.csv`;
  if (rows === "orders") return csvResponse(name, orderColumns(timezone), orders);
  return csvResponse(name, lineColumns(timezone), linesOf(orders));
});
