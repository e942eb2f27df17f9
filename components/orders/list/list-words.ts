import { type OrderFilter, orderFilterParams } from "@/lib/orders/list-filter";

export const allOrders = "/admin/orders/all";

/** The address of the list with a filter, at a page of it. */
export function listAddress(filter: OrderFilter, page?: string | null): string {
  const params = orderFilterParams(filter);
  if (page) params.set("page", page);
  const said = params.toString();
  return said ? `${allOrders}?${said}` : allOrders;
}

/** "1 order", "1,204 orders", "More than 10,000 orders". */
export function countWords(count: number, most: number, locale: string): string {
  if (count > most) return `More than ${most.toLocaleString(locale)} orders`;
  return count === 1 ? "1 order" : `${count.toLocaleString(locale)} orders`;
}

const channels: Readonly<Record<string, string>> = { web: "Web", counter: "Counter", phone: "Phone", api: "API" };

/** Where orders come from, for a choice. */
export const channelOptions = Object.entries(channels).map(([value, words]) => ({ value, words }));

export function channelName(channel: string): string {
  return channels[channel] ?? channel;
}
