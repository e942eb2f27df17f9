import { z } from "zod";
import { itemsOf } from "@/app/api/v1/bodies";
import { listCatalogue } from "@/lib/catalog/queries";
import { findPickupDay, listPickupDays } from "@/lib/pickup/queries";
import { nextOrderable, type PickupDay } from "@/lib/pickup/rules";
import { getShop, type Shop } from "@/lib/settings/queries";
import type { Day } from "@/lib/time";
import { apiRoute, json, parse, refuseMethods } from "@/lib/web/api";
import { refuseHttp } from "@/lib/web/http-refusals";

export const dynamic = "force-dynamic";

const query = z.object({ day: z.iso.date("Please give a day as YYYY-MM-DD.").optional() });

/** What is on sale, with what is left for a day; default: the next day that can be ordered for, or today. */
export const GET = apiRoute("GET /api/v1/items", "read_api", async (request) => {
  const asked = parse(query, Object.fromEntries(new URL(request.url).searchParams)).day;
  const shop = await getShop();
  const day = asked ? await askedDay(shop, asked) : await defaultDay(shop);
  return json(itemsOf(shop, day, await listCatalogue(day.day)));
});

export const { POST, PUT, PATCH, DELETE } = refuseMethods("GET");

async function askedDay(shop: Shop, day: Day): Promise<PickupDay> {
  const found = await findPickupDay(shop.timezone, day);
  const message = "Please ask for a day from today on, at most three weeks ahead.";
  return found ?? refuseHttp("invalid", { errors: [{ path: "day", message }] });
}

async function defaultDay(shop: Shop): Promise<PickupDay> {
  const days = await listPickupDays(shop.timezone);
  return nextOrderable(days) ?? days[0]!;
}
