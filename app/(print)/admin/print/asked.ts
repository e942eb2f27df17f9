import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { TicketChoice } from "@/lib/orders/ticket-queries";
import { getOpenDays } from "@/lib/pickup/queries-of-hours";
import { whenWords } from "@/lib/pickup/rules-of-hours";
import type { Shop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findDay, findWords, type SearchParams } from "@/lib/web/search-params";

const orderId = /^ord_[0-9A-HJKMNP-TV-Z]{26}$/;

/** Which orders the address asks for: by id, or those of a day that are still to be packed; `which=unprinted` leaves out what has a ticket. */
export async function askedFor(params: SearchParams, shop: Pick<Shop, "timezone">): Promise<TicketChoice> {
  const asked = (await params).orders;
  const ids = (Array.isArray(asked) ? asked.join() : (asked ?? "")).split(",").filter((id) => orderId.test(id));
  if (ids.length > 0 || (await params).chosen) return { ids };
  const which = await findWords(params, "which");
  const day = (await findDay(params, "day")) ?? dayOf(new Date(), shop.timezone);
  return { day, which: which === "unprinted" || which === "open" ? which : "to_pack" };
}

type Pickup = Pick<OrderSnapshot, "pickupDay" | "slot" | "locale">;

/** When each order is collected, in words: its time, or the hours of its day, "8 am to 2 pm"; empty for a day without. */
export async function hoursOfOrders(): Promise<(order: Pickup) => string> {
  const days = await getOpenDays();
  return (order) => whenWords(order, days, order.locale);
}
