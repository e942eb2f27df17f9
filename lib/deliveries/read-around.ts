import { db } from "@/lib/db/client";
import { type Tx, translateTrouble } from "@/lib/db/transaction";
import type { Surroundings } from "@/lib/deliveries/channels/kind";
import { getOpenDays } from "@/lib/pickup/queries-of-hours";
import { readShop } from "@/lib/settings/queries";

/** What a message about an order is made with, as it is now, also as a transaction sees it. Throws DatabaseUnreachable in an outage. */
export async function readAround(client: Tx | ReturnType<typeof db> = db()): Promise<Surroundings> {
  try {
    const [shop, days] = await Promise.all([readShop(client), getOpenDays(client)]);
    return { shop, days };
  } catch (error) {
    throw translateTrouble(error);
  }
}
