import { orderableSql } from "@/lib/catalog/on-sale";
import { fullName } from "@/lib/catalog/rules";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import type { ToldPlace } from "@/lib/deliveries/offer-words";
import type { Telling } from "@/lib/deliveries/own-words";
import { readAround } from "@/lib/deliveries/read-around";
import { totalOf } from "@/lib/money";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";
import type { Previous } from "@/lib/orders/words-of-change";
import { listPickupDays } from "@/lib/pickup/queries";
import { nextOrderable } from "@/lib/pickup/rules";
import type { Shop } from "@/lib/settings/queries";
import type { OrderLetter } from "@/lib/settings/words";
import { addDays, dayOf } from "@/lib/time";

/** An order that nobody placed, of what the shop sells, for the next day that can be ordered for; with what an edit of it would have changed. */
export async function sampleLetter(kind: OrderLetter): Promise<Telling & { previous: Previous }> {
  const [{ shop, days }, lines] = await Promise.all([readAround(), sampleLines()]);
  const pickupDay =
    nextOrderable(await listPickupDays(shop.timezone))?.day ?? addDays(dayOf(new Date(), shop.timezone), 1);
  const totalMinor = totalOf(lines);
  const order: OrderSnapshot = {
    ...{
      id: "ord_sample",
      number: 1042,
      numberPrefix: shop.orderPrefix,
      token: "a-sample-that-opens-nothing",
      revision: 1,
    },
    ...{ status: statuses[kind], channel: "web", locale: shop.locale, currency: shop.currency },
    ...{ placedAt: new Date().toISOString(), paidAt: null, paidMinor: null, pickupDay, note: "", lines, totalMinor },
    ...{ slot: null, work: 0 },
    customer: { name: "Maya Okafor", email: "maya@example.org", phone: "" },
    notify: { email: true, text: true },
    cancelReason: kind === "cancelled" ? "The oven rests that day." : "",
  };
  return { order, shop, days, previous: previousOf(order) };
}

const statuses: Readonly<Record<OrderLetter, OrderSnapshot["status"]>> = {
  placed: "placed",
  accepted: "accepted",
  ready: "ready",
  reminder: "accepted",
  changed: "accepted",
  cancelled: "cancelled",
};

type Found = Pick<
  LineSnapshot,
  "variantId" | "sku" | "itemId" | "itemSlug" | "itemName" | "variantName" | "unitPriceMinor"
>;

/** Two of the first things on sale, or words that stand for them. */
async function sampleLines(): Promise<LineSnapshot[]> {
  const found = await db().$queryRaw<Found[]>`
    SELECT DISTINCT ON (c.position, i.position) v.id AS "variantId", v.sku, i.id AS "itemId", i.slug AS "itemSlug", i.name AS "itemName",
           concat_ws(', ', nullif(v.name, ''), nullif(v.size, '')) AS "variantName", v.price_minor AS "unitPriceMinor"
      FROM variants AS v JOIN items AS i ON i.id = v.item_id JOIN categories AS c ON c.id = i.category_id
     WHERE ${rawSql(orderableSql)} ORDER BY c.position, i.position, v.position LIMIT 2`;
  return (found.length > 0 ? found : [nothingYet]).map((variant, at) => {
    const quantity = at === 0 ? 2 : 1;
    return { id: `lin_sample_${at}`, ...variant, photo: "", quantity, totalMinor: quantity * variant.unitPriceMinor };
  });
}

const nothingYet: Found = {
  ...{ variantId: "var_sample", sku: "SAMPLE", itemId: "itm_sample", itemSlug: "sample" },
  ...{ itemName: "Your first item", variantName: "", unitPriceMinor: 450 },
};

function previousOf({ lines, totalMinor }: OrderSnapshot): Previous {
  const [{ id, sku, itemName: name, variantName: variant, unitPriceMinor } = lines[0]!] = lines;
  const before = totalMinor - unitPriceMinor;
  return {
    lines: [{ id, sku, name, variant, quantity: 1, unit_price: unitPriceMinor, total: unitPriceMinor }],
    totals: { subtotal: before, total: before },
  };
}

/** A place in line of nobody, for the first thing that the shop sells, with an offer that stands for the shop's minutes. */
export async function samplePlace(): Promise<{ place: ToldPlace; shop: Shop }> {
  const { order, shop } = await sampleLetter("placed");
  const [{ itemName, variantName } = nothingYet] = order.lines;
  const until = new Date(Date.now() + shop.offerMinutes * 60_000);
  const item = fullName(itemName, variantName);
  const place = { token: order.token, name: order.customer.name, item, units: 1, day: order.pickupDay, until };
  return { place, shop };
}
