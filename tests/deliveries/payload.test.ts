import { expect, test } from "vitest";
import { exportBody, longestBodyBytes } from "@/lib/deliveries/payload";
import { newShop } from "@/lib/settings/queries";
import { lineSnapshot, orderSnapshot } from "@/tests/deliveries/fixtures";

const shop = { ...newShop, name: "Fernhill Bakehouse", address: "14 Mill Lane", directions: "Green door" };
const hours = [{ weekday: 6, opensMinute: 480, closesMinute: 780, orderDaysBefore: 1, orderByMinute: 960 }];
const at = new Date("2026-11-20T09:00:01.250Z");

function body(change: Parameters<typeof orderSnapshot>[0] = {}, previous: Record<string, unknown> | null = null) {
  const event = { id: "evt_1", type: "order.placed", at, snapshot: orderSnapshot(change), previous };
  return exportBody(event, shop, { days: { hours } });
}

test("the payload has the documented shape, money in minor units and times in UTC", () => {
  const order = orderSnapshot({ id: "ord_1", number: 1042, token: "T".repeat(22), note: "" });
  const line = order.lines[0]!;
  const sent = JSON.parse(
    exportBody({ id: "evt_1", type: "order.placed", at, snapshot: order, previous: null }, shop, { days: { hours } }),
  );
  expect(sent).toEqual({
    id: "evt_1",
    type: "order.placed",
    timestamp: "2026-11-20T09:00:01.250Z",
    schema_version: 1,
    shop: { id: "shop_1", name: "Fernhill Bakehouse", timezone: "Europe/London" },
    data: {
      order: {
        id: "ord_1",
        number: "1042",
        revision: 1,
        status: "placed",
        payment_status: "unpaid",
        channel: "web",
        locale: "en-GB",
        currency: "GBP",
        placed_at: "2026-11-20T09:00:01.250Z",
        customer: {
          id: expect.stringMatching(/^cus_[0-9a-f]{20}$/),
          name: "Maya Okafor",
          email: "maya@example.org",
          phone: "+447700900148",
        },
        notify: { email: true, text: false },
        fulfilment: {
          type: "pickup",
          day: "2026-11-28",
          location: { id: "loc_1", name: "14 Mill Lane" },
          slot_start: "2026-11-28T08:00:00.000Z",
          slot: null,
          slot_end: "2026-11-28T13:00:00.000Z",
          address: null,
          instructions: "Green door",
        },
        lines: [
          {
            id: line.id,
            sku: "SRD-800",
            item_id: "itm_3",
            variant_id: "var_7",
            name: "Sourdough",
            variant: "800 g",
            quantity: 2,
            options: [],
            unit_price: 450,
            discount: 0,
            tax: 0,
            total: 900,
            note: null,
          },
        ],
        discounts: [],
        taxes: [],
        totals: { subtotal: 900, discount: 0, delivery: 0, tax: 0, tip: 0, total: 900, paid: 0, due: 900 },
        answers: [],
        note: null,
        admin_url: "https://shop.example/admin/orders/ord_1",
        customer_url: `https://shop.example/orders/${"T".repeat(22)}`,
      },
      previous: null,
    },
  });
});

test("a paid order owes nothing, and only what changed is told as it was", () => {
  const { order, previous } = JSON.parse(body({ paidAt: "2026-11-20T10:00:00Z" }, { payment_status: "unpaid" })).data;
  expect(order).toMatchObject({ payment_status: "paid", totals: { paid: 900, due: 0 } });
  expect(previous).toEqual({ payment_status: "unpaid" });
});

test("opening hours of a summer day are told in UTC too", () => {
  const { fulfilment } = JSON.parse(body({ pickupDay: "2026-06-27" })).data.order;
  expect(fulfilment.slot_start).toBe("2026-06-27T07:00:00.000Z");
});

test("a day without opening hours has no slot", () => {
  expect(JSON.parse(body({ pickupDay: "2026-11-29" })).data.order.fulfilment).toMatchObject({
    slot_start: null,
    slot_end: null,
  });
});

test("one customer has one id, however the address is written", () => {
  const idOf = (email: string) =>
    JSON.parse(body({ customer: { name: "M", email, phone: "" } })).data.order.customer.id as string;
  expect(idOf("Maya@Example.org")).toBe(idOf("maya@example.org"));
  expect(idOf("maya@example.org")).not.toBe(idOf("noor@example.org"));
});

test("a body is always below 20 kB: lines that do not fit are left out and counted", () => {
  const lines = Array.from({ length: 100 }, () => lineSnapshot({ itemName: "Brød ".repeat(30) }));
  const large = body({ lines });
  expect(Buffer.byteLength(large)).toBeLessThan(longestBodyBytes);
  const { order } = JSON.parse(large).data;
  expect(order.lines.length + order.lines_left_out).toBe(100);
  expect(order.lines.length).toBeGreaterThan(20);
});
