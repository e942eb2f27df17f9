import type { OrderEvent } from "@/lib/deliveries/payload";
import type { StockEvent } from "@/lib/deliveries/stock-payload";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";
import { addDays, dayOf } from "@/lib/time";

/** The number of an order that is none, so that whoever finds it in a sheet or a channel knows it for what it is. */
export const sampleNumber = "SAMPLE-";

/** An order that nobody placed, to try a destination with. */
export function sampleEvent(shop: Shop, now = new Date()): OrderEvent {
  const line = { id: "lin_sample", sku: "SAMPLE", itemId: "itm_sample", itemSlug: "sample", variantId: "var_sample" };
  const snapshot: OrderSnapshot = {
    ...{ id: "ord_sample", number: 1, numberPrefix: sampleNumber, token: "a-sample-that-opens-nothing", revision: 1 },
    ...{ status: "placed", channel: "web", locale: shop.locale, currency: shop.currency },
    ...{ placedAt: now.toISOString(), paidAt: null, paidMinor: null, pickupDay: addDays(dayOf(now, shop.timezone), 1) },
    ...{ slot: null, work: 2 },
    customer: { name: "A. Sample", email: "sample@example.org", phone: "" },
    notify: { email: false, text: false },
    ...{ note: "This is a sample: nobody ordered this.", cancelReason: "" },
    lines: [
      {
        ...line,
        itemName: "Sample loaf",
        variantName: "800 g",
        photo: "",
        quantity: 2,
        unitPriceMinor: 450,
        totalMinor: 900,
      },
    ],
    totalMinor: 900,
  };
  return { id: "evt_sample", type: "order.placed", at: now, snapshot, previous: null };
}

/** A stock level that nobody keeps, for a destination that hears of stock alone. */
export function sampleStockEvent(shop: Shop, now = new Date()): StockEvent {
  const snapshot = {
    ...{ levelId: "lvl_sample", variantId: "var_sample", itemId: "itm_sample", sku: "SAMPLE" },
    ...{ item: "Sample loaf", variant: "800 g", day: addDays(dayOf(now, shop.timezone), 1) },
    ...{ onHand: 12, committed: 12, held: 0, available: 0, lowAt: 3, version: 1 },
  };
  return { id: "evt_sample", type: "stock.sold_out", at: now, snapshot };
}
