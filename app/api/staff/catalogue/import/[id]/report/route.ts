import { requirePermission } from "@/lib/actor";
import { listReport, reportColumns } from "@/lib/catalog/import-queries";
import { csvResponse } from "@/lib/csv";
import { staffRoute } from "@/lib/web/staff-route";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

/** All that an import would do and would not, a line for each change, as a CSV file. */
export const GET = staffRoute<Context>("report an import", async (staff, _, { params }) => {
  requirePermission(staff, "catalog.import");
  return csvResponse("import-report.csv", reportColumns, listReport((await params).id));
});
