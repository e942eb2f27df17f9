import { requirePermission } from "@/lib/actor";
import { refuseCommon } from "@/lib/refusal";
import { reportFiles } from "@/lib/reports/files";
import { rangeOf, stepOf } from "@/lib/reports/rules";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { staffRoute } from "@/lib/web/staff-route";

type Context = { params: Promise<{ report: string }> };

/** A report as a file: sales, items, hours, sell-through, orders, refused; for ?from, ?to and ?by as on the page. */
export const GET = staffRoute<Context>("report file", async (staff, request, { params }) => {
  requirePermission(staff, "reports.view");
  const { report } = await params;
  const make = Object.hasOwn(reportFiles, report) ? reportFiles[report as keyof typeof reportFiles] : null;
  if (!make) return refuseCommon("not_found", { what: "report" });
  const asked = new URL(request.url).searchParams;
  const { timezone, currency } = await getShop();
  const range = rangeOf({ from: asked.get("from") ?? "", to: asked.get("to") ?? "" }, dayOf(new Date(), timezone));
  return make({ range, step: stepOf(asked.get("by") ?? "", range), timezone, currency });
});
