import { cache } from "react";
import type { Door } from "@/components/layout/door";
import { listCatalogue } from "@/lib/catalog/queries";
import { type CartView, readCart } from "@/lib/checkout/queries";
import type { LiveCart } from "@/lib/live/rules";
import { listPickupDays } from "@/lib/pickup/queries";
import { dayStrip, doorAt, nextOrderable, type PickupDay } from "@/lib/pickup/rules";
import { getShop, newShop, type Shop } from "@/lib/settings/queries";
import { type OrderingOfPage, orderingOf } from "@/lib/settings/rules-of-ordering";
import { type Day, dayOf, minuteOf } from "@/lib/time";
import { cartToken } from "@/lib/web/cart-cookie";
import { unlessOutage } from "@/lib/web/outage";

export type Visit = {
  shop: Shop;
  money: { currency: string; locale: string };
  days: PickupDay[];
  strip: PickupDay[];
  later: PickupDay[];
  /** The day that the page is about; null while none can be ordered for. */
  day: PickupDay | null;
  /** A day that was asked for and cannot be had. */
  missed: Day | null;
  door: Door;
  ordering: OrderingOfPage;
  cart: CartView | null;
  /** The order that this browser's last cart became. */
  lastOrder: CartView["order"];
};

/** The shop's settings, read once for a page. */
export const shopOfPage = cache(getShop);

/** What every page of the storefront needs to know: the shop, its days, the chosen one, and this browser's cart. */
export async function loadVisit(asked?: string): Promise<Visit> {
  const now = new Date();
  const shop = await shopOfPage();
  const days = await listPickupDays(shop.timezone, now);
  const next = nextOrderable(days);
  const found = await readCart(await cartToken(), next?.day ?? null);
  const cart = found && !found.order ? found : null;
  const wanted = asked ?? (cart?.dayChosen ? cart.day : null);
  const day = days.find((one) => one.day === wanted && one.orderable) ?? next;
  const strip = dayStrip(days);
  const today = dayOf(now, shop.timezone);
  return {
    shop,
    money: { currency: shop.currency, locale: shop.locale },
    days,
    strip,
    later: days.filter((one) => one.orderable && !strip.includes(one)),
    day,
    missed: wanted && wanted !== day?.day && /^\d{4}-\d\d-\d\d$/.test(wanted) ? wanted : null,
    ordering: orderingOf(shop),
    door: { today, ...doorAt(days, minuteOf(now, shop.timezone)) },
    cart,
    lastOrder: found?.order ?? null,
  };
}

/** What the cart holds itself, as pages that count units follow it. */
export function heldIn(cart: CartView | null): LiveCart | null {
  if (!cart) return null;
  const held = cart.lines.filter((line) => line.own > 0);
  return {
    cartId: cart.id,
    readAt: cart.hold.now.getTime(),
    held: held.map(({ variantId, keeps, own }) => ({ variantId, day: keeps ? null : cart.day, units: own })),
  };
}

/** The next day that can be ordered for; null if there is none. */
export async function nextDay(): Promise<Day | null> {
  const { timezone } = await shopOfPage();
  return nextOrderable(await listPickupDays(timezone))?.day ?? null;
}

/** How many different things are left for a day. */
export async function countLeft(day: Day | null): Promise<number> {
  if (!day) return 0;
  const categories = await listCatalogue(day);
  return categories.flatMap(({ items }) => items).filter(({ variants }) => variants.some((one) => one.available > 0))
    .length;
}

/** One value of an address's query; the first if it was given several times. */
export function oneOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** The shop's settings for what surrounds a page: in an outage it looks as new, and the page says what is wrong. */
export async function shopOrNew(): Promise<Shop> {
  return (await unlessOutage(shopOfPage)) ?? newShop;
}
