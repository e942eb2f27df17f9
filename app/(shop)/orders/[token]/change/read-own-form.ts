import type { ChangeOwnProps } from "@/components/orders/own/change-own";
import { type OwnDay, type OwnRow, rowsOfOrder } from "@/components/orders/own/own-view";
import { type CatalogueItem, listCatalogue } from "@/lib/catalog/queries";
import { variantLabel } from "@/lib/catalog/rules";
import { liveSlot } from "@/lib/live/rules-of-slots";
import { listLevelsOnDays, listLinesThatKeep } from "@/lib/orders/change-queries";
import { findOwnUntil } from "@/lib/orders/own-until";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { listPickupDays } from "@/lib/pickup/queries";
import { listSlots } from "@/lib/pickup/queries-of-slots";
import type { PickupDay } from "@/lib/pickup/rules";
import { type SlotView, timeWords } from "@/lib/pickup/rules-of-slots";
import type { Shop } from "@/lib/settings/queries";
import { type Day, dayOf, formatDay, formatShortDay, formatTime } from "@/lib/time";

export type OwnForm = { until: { words: string; at: string }; props: Omit<ChangeOwnProps, "action" | "open"> };

const shownDays = 7;

/** All that the form of a customer's change needs: null where it can no longer be changed. */
export async function readOwnForm(order: OrderSnapshot, shop: Shop): Promise<OwnForm | null> {
  const { change: until } = await findOwnUntil(order);
  if (!until) return null;
  const [calendar, categories, keptLines] = await Promise.all([
    listPickupDays(shop.timezone),
    listCatalogue(order.pickupDay),
    listLinesThatKeep(order.id),
  ]);
  const items = categories.flatMap((category) => category.items);
  const days = await daysOf(order, calendar, shop);
  const rows = rowsOfOrder(order, pricesOf(items));
  const shelf = shelfOf(items, rows);
  const ids = [...rows, ...shelf].map(({ variantId }) => variantId);
  const left = await listLevelsOnDays(
    ids,
    days.map(({ day }) => day),
  );
  const levels = Object.fromEntries(
    days.map(({ day }) => [day, left.filter((level) => level.day === null || level.day === day)]),
  );
  const keeping = order.lines.filter(({ id }) => keptLines.includes(id)).map(({ variantId }) => variantId);
  const { token, revision, pickupDay: day, work, currency, locale } = order;
  const time = order.slot ? timeWords(order.slot, shop.locale) : "";
  const form = { token, revision, day, work, time, slot: order.slot?.id, rows, shelf, days, levels, keeping };
  const props = { ...form, money: { currency, locale } };
  return { until: { words: momentWords(until, shop), at: until.toISOString() }, props };
}

/** The days that can be ordered for, and the order's own. */
async function daysOf(order: OrderSnapshot, calendar: readonly PickupDay[], shop: Shop): Promise<OwnDay[]> {
  const open = calendar.filter(({ orderable }) => orderable).slice(0, shownDays);
  const days = [...new Set([...open.map(({ day }) => day), order.pickupDay])].sort();
  const slots = await listSlots(days);
  return days.map((day) => {
    const orderBy = calendar.find((one) => one.day === day)?.orderBy;
    return {
      day,
      words: formatDay(day, shop.locale),
      orderBy: orderBy ? `Order by ${lastWords(orderBy, day, shop)}` : "",
      times: timesOf(slots.get(day) ?? [], shop.locale),
      freed: day === order.pickupDay && order.slot ? order.work : 0,
    };
  });
}

function timesOf(slots: readonly SlotView[], locale: string): OwnDay["times"] {
  const now = new Date();
  return slots.map((slot) => ({ ...liveSlot(slot, now), words: timeWords(slot, locale) }));
}

/** "11:00 that day", or as `momentWords` for a moment of another day. */
function lastWords(moment: Date, day: Day, shop: Shop): string {
  if (dayOf(moment, shop.timezone) !== day) return momentWords(moment, shop);
  return `${formatTime(moment, shop.locale, shop.timezone)} that day`;
}

/** "18:00", or "18:00 on Fri 27 Nov" of another day than today. */
export function momentWords(moment: Date, { locale, timezone }: Shop): string {
  const day = dayOf(moment, timezone);
  const time = formatTime(moment, locale, timezone);
  return day === dayOf(new Date(), timezone) ? time : `${time} on ${formatShortDay(day, locale)}`;
}

type Prices = Map<string, { priceMinor: number; limitPerOrder: number | null }>;

function pricesOf(items: readonly CatalogueItem[]): Prices {
  return new Map(items.flatMap(({ variants }) => variants.map((variant) => [variant.id, variant] as const)));
}

/** Everything on sale that the order has nothing of. */
function shelfOf(items: readonly CatalogueItem[], rows: readonly OwnRow[]): OwnRow[] {
  const had = new Set(rows.map(({ variantId }) => variantId));
  return items.flatMap(({ name: itemName, photo, variants }) =>
    variants.flatMap((variant) => {
      if (had.has(variant.id)) return [];
      const { id: variantId, priceMinor, limitPerOrder: limit } = variant;
      const row = { field: `add-${variantId}`, variantId, itemName, variantName: variantLabel(variant), photo };
      return [{ ...row, had: 0, agreedMinor: priceMinor, priceMinor, limit }];
    }),
  );
}
