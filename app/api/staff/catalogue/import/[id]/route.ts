import { requirePermission } from "@/lib/actor";
import { applyImport } from "@/lib/catalog/apply-import";
import { progressAnswer } from "@/lib/web/progress-answer";
import { staffRoute } from "@/lib/web/staff-route";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

/** Imports what was shown. Each line of the answer names what is being written. */
export const POST = staffRoute<Context>("import items", async (staff, _, { params }) => {
  requirePermission(staff, "catalog.import");
  const { id } = await params;
  return progressAnswer("import items", (tell) => applyImport(staff, { importId: id }, (step) => tell({ step })));
});
