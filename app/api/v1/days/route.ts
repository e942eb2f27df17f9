import { daysOf } from "@/app/api/v1/bodies";
import { listPickupDays } from "@/lib/pickup/queries";
import { getShop } from "@/lib/settings/queries";
import { apiRoute, json, refuseMethods } from "@/lib/web/api";

export const dynamic = "force-dynamic";

/** The pickup days that can be ordered for. */
export const GET = apiRoute("GET /api/v1/days", "read_api", async () => {
  const shop = await getShop();
  return json(daysOf(shop, await listPickupDays(shop.timezone)));
});

export const { POST, PUT, PATCH, DELETE } = refuseMethods("GET");
