import { daysOf } from "@/app/api/v1/bodies";
import { listPickupDays } from "@/lib/pickup/queries";
import { listSlotsAhead } from "@/lib/pickup/queries-of-slots";
import { getShop } from "@/lib/settings/queries";
import { apiRoute, json, refuseMethods } from "@/lib/web/api";

export const dynamic = "force-dynamic";

/** The pickup days that can be ordered for. */
export const GET = apiRoute("GET /api/v1/days", "read_api", async () => {
  const shop = await getShop();
  const [days, slots] = await Promise.all([listPickupDays(shop.timezone), listSlotsAhead(shop.timezone)]);
  return json(daysOf(shop, days, slots));
});

export const { POST, PUT, PATCH, DELETE } = refuseMethods("GET");
