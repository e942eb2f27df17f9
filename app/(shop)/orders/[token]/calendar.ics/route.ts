import { orderNumber } from "@/lib/orders/number";
import { pickupEntry } from "@/lib/orders/pickup-entry";
import { findOrderByToken } from "@/lib/orders/queries";
import { findPickupDay } from "@/lib/pickup/queries";
import { getShop } from "@/lib/settings/queries";
import { unlessOutage } from "@/lib/web/outage";

/** The pickup as a calendar file. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const order = await unlessOutage(async () => ({ found: await findOrderByToken(token), shop: await getShop() }));
  if (!order) return new Response("The shop cannot reach its records right now.", { status: 503 });
  const { found, shop } = order;
  if (!found) return new Response("There is no such order.", { status: 404 });
  const day = await findPickupDay(shop.timezone, found.pickupDay);
  const hours =
    day?.opensMinute != null && day.closesMinute != null
      ? { opensMinute: day.opensMinute, closesMinute: day.closesMinute }
      : null;
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
