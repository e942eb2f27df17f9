import { orderNumber } from "@/lib/orders/number";
import { pickupEntry } from "@/lib/orders/pickup-entry";
import { findOrderByToken } from "@/lib/orders/queries";
import { getOpenDays } from "@/lib/pickup/queries-of-hours";
import { hoursOn, type OpenHours } from "@/lib/pickup/rules-of-hours";
import { getShop } from "@/lib/settings/queries";
import { unlessOutage } from "@/lib/web/outage";

/** The pickup as a calendar file. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const order = await unlessOutage(async () => ({
    ...{ found: await findOrderByToken(token), shop: await getShop(), days: await getOpenDays() },
  }));
  if (!order) return new Response("The shop cannot reach its records right now.", { status: 503 });
  const { found, shop, days } = order;
  if (!found) return new Response("There is no such order.", { status: 404 });
  const hours = hoursOn<OpenHours>(days, found.pickupDay);
  const at = found.events.at(-1)?.at ?? new Date(found.placedAt);
  const appUrl = new URL(process.env.APP_URL ?? request.url).origin;
  const entry = pickupEntry(found, { shop, hours, appUrl, at });
  return new Response(entry, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="order-${orderNumber(found)}.ics"`,
      "Cache-Control": "private, no-store",
    },
  });
}
