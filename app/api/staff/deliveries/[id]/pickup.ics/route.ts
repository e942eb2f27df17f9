import { requirePermission } from "@/lib/actor";
import { getDelivery } from "@/lib/deliveries/queries";
import { calendarName } from "@/lib/deliveries/rules";
import { refuseCommon } from "@/lib/refusal";
import { staffRoute } from "@/lib/web/staff-route";

type Context = { params: Promise<{ id: string }> };

/** The calendar file of a message, as it went but for the address of the order's page, which is a key. */
export const GET = staffRoute<Context>("open an attachment", async (staff, _request, { params }) => {
  requirePermission(staff, "deliveries.view");
  const { calendar } = await getDelivery((await params).id);
  if (!calendar) refuseCommon("not_found", { what: "attachment" });
  return new Response(calendar, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="${calendarName}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
