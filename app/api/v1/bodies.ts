import type { DaysBody, ItemsBody, OrderBody } from "@/app/api/v1/schemas";
import type { CatalogueCategory, CatalogueItem } from "@/lib/catalog/queries";
import { variantLabel } from "@/lib/catalog/rules";
import { env } from "@/lib/env";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { PickupDay } from "@/lib/pickup/rules";
import { type PickupTime, roomIn, type SlotView, slotsWithRoom } from "@/lib/pickup/rules-of-slots";
import type { Shop } from "@/lib/settings/queries";
import { orderingAt, takesOrders } from "@/lib/settings/rules-of-ordering";
import type { Day } from "@/lib/time";

/** The days that can be ordered for, as the API says them. */
export function daysOf(shop: Shop, days: readonly PickupDay[], slots: ReadonlyMap<Day, SlotView[]>): DaysBody {
  const bodies = days.flatMap((day) => dayBody(day, slots.get(day.day) ?? []));
  const { pausedUntil } = orderingAt(shop, new Date());
  const paused = pausedUntil === null ? null : new Date(pausedUntil).toISOString();
  return { ordering_open: takesOrders(shop, new Date()), paused_until: paused, timezone: shop.timezone, days: bodies };
}

/** What is on sale for a day. */
export function itemsOf(shop: Shop, { day, orderable }: PickupDay, catalogue: readonly CatalogueCategory[]): ItemsBody {
  const items = catalogue.flatMap((category) => category.items.map((item) => itemBody(item, category)));
  return { day, orderable: orderable && takesOrders(shop, new Date()), currency: shop.currency, items };
}

/** An order with the address of the customer's page. */
export function orderOf(order: OrderSnapshot): OrderBody {
  const { id, token, revision, status, currency, customer, notify, note } = order;
  return {
    order: {
      ...{ id, number: orderNumber(order), token, revision, status, currency, customer, notify, note },
      payment_status: order.paidAt ? "paid" : "unpaid",
      placed_at: order.placedAt,
      paid_at: order.paidAt,
      pickup: { day: order.pickupDay, slot: order.slot && timeBody(order.slot) },
      cancel_reason: order.cancelReason,
      lines: order.lines.map((line) => ({
        sku: line.sku,
        item: line.itemSlug,
        name: line.itemName,
        variant: line.variantName,
        quantity: line.quantity,
        unit_price_minor: line.unitPriceMinor,
        total_minor: line.totalMinor,
      })),
      total_minor: order.totalMinor,
    },
    url: `${env().APP_URL}/orders/${token}`,
  };
}

function dayBody(
  { day, orderable, opensMinute, closesMinute, orderBy }: PickupDay,
  slots: readonly SlotView[],
): DaysBody["days"] {
  if (!orderable || opensMinute === null || closesMinute === null || orderBy === null) return [];
  const hours = { opens: clock(opensMinute), closes: clock(closesMinute), order_by: orderBy.toISOString() };
  return [{ day, ...hours, slots: slotsWithRoom(slots, { work: 0, bound: true, now: new Date() }).map(slotBody) }];
}

function slotBody(slot: SlotView): DaysBody["days"][number]["slots"][number] {
  return { ...timeBody(slot), choose_by: slot.chooseUntil, room: roomIn(slot) };
}

function timeBody({ id, startsAt, endsAt }: PickupTime) {
  return { id, starts_at: startsAt, ends_at: endsAt };
}

function itemBody(item: CatalogueItem, { slug, name }: CatalogueCategory): ItemsBody["items"][number] {
  return {
    slug: item.slug,
    name: item.name,
    summary: item.summary,
    description: item.description,
    category: { slug, name },
    ingredients: item.ingredients,
    contains: item.contains,
    may_contain: item.mayContain,
    allergens: item.allergens,
    may_contain_allergens: item.mayAllergens,
    keeps: item.keeps,
    limit_per_person: item.limitPerPerson,
    limit_days: item.limitDays,
    confirm_contact: item.confirmContact,
    photo_url: item.photo ? `${env().APP_URL}/photos/${item.photo}-720.webp` : null,
    url: `${env().APP_URL}/items/${item.slug}`,
    opens_at: item.opensAt === null ? null : new Date(item.opensAt).toISOString(),
    variants: item.variants.map((variant) => ({
      sku: variant.sku,
      name: variantLabel(variant),
      price_minor: variant.priceMinor,
      limit_per_order: variant.limitPerOrder,
      available: item.opensAt === null ? variant.available : 0,
    })),
  };
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
