import type { Surroundings } from "@/lib/deliveries/channels/kind";
import { getOpenDays } from "@/lib/pickup/queries-of-hours";
import { getShop } from "@/lib/settings/queries";

/** What a message about an order is made with, as it is now. Throws DatabaseUnreachable in an outage. */
export async function readAround(): Promise<Surroundings> {
  const [shop, days] = await Promise.all([getShop(), getOpenDays()]);
  return { shop, days };
}
