import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { exportBody, longestBodyBytes } from "@/lib/deliveries/payload";
import { cancelOwnOrder } from "@/lib/orders/cancel-own-order";
import { changeOrder } from "@/lib/orders/change-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { setPaid } from "@/lib/orders/set-paid";
import { newShop } from "@/lib/settings/queries";
import { addDestination, lineSnapshot, orderEvent, orderSnapshot, planned } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import { contact, counter, customer, fillCart, openShop, stock, submit } from "@/tests/support/shop";

useDatabase();

async function ordered() {
  if ((await db().shop.count()) === 0) await openShop();
  const loaf = await stock(9);
  const typed = { notify: { email: true, text: true } };
  return submit(await fillCart([{ variantId: loaf.variantId, quantity: 2 }]), typed);
}

async function messagesOf(orderId: string) {
  const event = await db().event.findFirstOrThrow({ where: { orderId }, orderBy: [{ at: "desc" }, { id: "desc" }] });
  return { event, messages: await planned(event.id) };
}

describe("an edit", () => {
  test("is told to the customer at once, in before → after words, and exported with what was before", async () => {
    const { id: orderId, number, snapshot } = await ordered();
    await addDestination("https://kitchen.example/");
    const line = snapshot.lines[0]!;
    await changeOrder(counter, {
      ...{ orderId, revision: 1, note: "Sliced" },
      lines: [{ lineId: line.id, quantity: 3 }],
    });
    const { event, messages } = await messagesOf(orderId);
    const by = new Map(messages.map((message) => [message.channel, message]));
    expect([...by.keys()].sort()).toEqual(["email", "text", "webhook"]);

    const email = by.get("email")!;
    expect(email.subject).toBe(`Test Bakery: order ${number} is changed`);
    for (const words of [`${line.itemName}, 800 g: 2 → 3`, "Total: £9.00 → £13.50", "Note added: “Sliced”"]) {
      expect(email.body).toContain(words);
      expect(email.html).toContain(words);
    }
    expect(by.get("text")!.body).toContain(`order ${number} was changed: £13.50, collect `);
    for (const { nextAttemptAt } of messages) expect(nextAttemptAt!.getTime()).toBeLessThanOrEqual(Date.now());

    expect(JSON.parse(by.get("webhook")!.body)).toMatchObject({
      id: event.id,
      type: "order.changed",
      data: {
        order: {
          revision: 2,
          note: "Sliced",
          lines: [{ id: line.id, quantity: 3 }],
          totals: { total: 1350, due: 1350 },
        },
        previous: {
          lines: [{ id: line.id, sku: line.sku, quantity: 2, unit_price: 450, total: 900 }],
          totals: { subtotal: 900, total: 900 },
          note: null,
        },
      },
    });
  });

  test("goes to the corrected address", async () => {
    const { id: orderId } = await ordered();
    const corrected = { ...contact.customer, email: "right@example.org" };
    await changeOrder(counter, {
      ...{ orderId, revision: 1 },
      contact: { customer: corrected, notify: { email: true, text: false } },
    });
    const { messages } = await messagesOf(orderId);
    expect(messages.filter(({ place }) => place === "customer").map(({ address }) => address)).toEqual([
      "right@example.org",
    ]);
  });
});

test("a paid tick is exported and told to nobody else", async () => {
  const { id: orderId } = await ordered();
  await setPaid(counter, { orderId, paid: true });
  const { messages } = await messagesOf(orderId);
  expect(messages.every(({ channel }) => channel === "webhook")).toBe(true);
});

test("a customer who changes the order hears of it as their own doing, and the shop hears what is different", async () => {
  const { id: orderId, token, number, snapshot } = await ordered();
  await addDestination("https://kitchen.example/own");
  await db().shop.updateMany({ data: { messageWords: { changed: { opening: "Sorry, we had to change it." } } } });
  const line = snapshot.lines[0]!;
  await changeOwnOrder(customer, { token, revision: 1, lines: [{ lineId: line.id, quantity: 1 }] });
  await db().shop.updateMany({ data: { messageWords: {} } });
  const { messages } = await messagesOf(orderId);
  const to = (place: string, channel = "email") =>
    messages.find((one) => one.place === place && one.channel === channel)!;
  const change = `${line.itemName}, 800 g: 2 → 1`;
  expect(to("customer").subject).toBe(`Test Bakery: order ${number} is changed`);
  expect(to("customer").body).toContain("Maya, your order is changed as you wished.");
  expect(to("customer").body).toContain(change);
  expect(to("customer").body).not.toContain("Sorry");
  expect(to("customer", "text").body).toContain(`order ${number} was changed: £4.50`);
  expect(to("shop").subject).toBe(`Test Bakery: Order ${number} was changed by the customer`);
  expect(to("shop").body).toContain(change);
  const exported = messages.filter(({ channel }) => channel === "webhook").map(({ body }) => JSON.parse(body));
  expect(exported.every(({ data }) => data.order.revision === 2 && data.order.lines[0].quantity === 1)).toBe(true);
  expect(exported.length).toBeGreaterThan(0);
});

test("a customer who cancels hears of it, and so does the shop", async () => {
  const { id: orderId, token, number } = await ordered();
  await cancelOwnOrder(customer, { token });
  const { messages } = await messagesOf(orderId);
  const emails = messages.filter(({ channel }) => channel === "email");
  expect(emails.map(({ place }) => place).sort()).toEqual(["customer", "shop"]);
  expect(emails.find(({ place }) => place === "shop")?.subject).toBe(
    `Test Bakery: Order ${number} was cancelled by the customer`,
  );
});

test("an order paid before something was added is part paid; the export says what is due", () => {
  const order = orderSnapshot({ paidAt: "2026-11-20T10:00:00.000Z", paidMinor: 500 });
  const body = exportBody(
    { id: "e", type: "order.changed", at: new Date(), snapshot: order, previous: null },
    newShop,
    { days: { hours: [] } },
  );
  expect(JSON.parse(body).data.order).toMatchObject({ payment_status: "part_paid", totals: { paid: 500, due: 400 } });
});

test("an edit of many long lines stays below 20 kB and says how many it left out", () => {
  const name = "Ω".repeat(200);
  const lines = Array.from({ length: 50 }, () => lineSnapshot({ itemName: name }));
  const previous = {
    lines: lines.map(({ id, sku }) => ({ id, sku, name, variant: "", quantity: 9, unit_price: 1, total: 9 })),
  };
  const event = { id: "e", type: "order.changed", at: new Date(), snapshot: orderSnapshot({ lines }), previous };
  const body = exportBody(event, newShop, { days: { hours: [] } });
  expect(Buffer.byteLength(body)).toBeLessThan(longestBodyBytes);
  const { data } = JSON.parse(body);
  expect(data.order.lines.length + data.order.lines_left_out).toBe(50);
  expect(data.previous.lines.length + data.previous.lines_left_out).toBe(50);
});

test("that an order was accepted its customer hears only where the shop chose so, and once it cannot be undone", async () => {
  const accepted = { type: "order.accepted", by: "staff" as const, order: { status: "accepted" as const } };
  const toCustomer = async () => {
    const { eventId } = await orderEvent(accepted);
    return (await planned(eventId)).filter(({ place }) => place === "customer");
  };
  expect(await toCustomer()).toEqual([]);
  await db().shop.updateMany({ data: { tellAccepted: true } });
  const [letter, ...more] = await toCustomer();
  expect(more).toEqual([]);
  expect(letter!.subject).toMatch(/is accepted$/);
  expect(letter!.nextAttemptAt!.getTime() - letter!.createdAt.getTime()).toBeGreaterThan(9_000);
  await db().shop.updateMany({ data: { tellAccepted: false } });
});
