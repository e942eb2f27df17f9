import { requirePermission } from "@/lib/actor";
import { exportColumns, exportItems } from "@/lib/catalog/export-items";
import { csvResponse } from "@/lib/csv";
import { staffRoute } from "@/lib/web/staff-route";

export const dynamic = "force-dynamic";

/** Every item as a CSV file, which can be changed in a spreadsheet and imported again. */
export const GET = staffRoute("export the catalogue", async (staff) => {
  requirePermission(staff, "catalog.view");
  return csvResponse(`items-${new Date().toISOString().slice(0, 10)}.csv`, exportColumns, exportItems(staff));
});
