import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { newShop } from "@/lib/settings/queries";
import { addDestination, jobsFor, orderEvent, planned } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";

useDatabase();

beforeEach(async () => {
  await db().destination.updateMany({ data: { disabledAt: new Date() } });
  await db().shop.upsert({
    where: { id: newShop.id },
    create: { id: newShop.id, name: "Fernhill Bakehouse", email: "shop@fernhill.example" },
    update: { email: "shop@fernhill.example" },
  });
});

const who = (rows: { channel: string; place: string }[]) =>
  rows.map(({ channel, place }) => `${channel} ${place}`).sort();

describe("who hears of what", () => {
  test("a new order: the customer as asked, the shop, and each destination", async () => {
    const [kitchen, sheet] = [
      await addDestination("https://kitchen.example"),
      await addDestination("https://sheet.example"),
    ];
    const { eventId } = await orderEvent({ order: { notify: { email: true, text: true } } });
    expect(who(await planned(eventId))).toEqual(
      ["email customer", "email shop", `webhook ${kitchen}`, `webhook ${sheet}`, "text customer"].sort(),
    );
  });

  test("a customer who chose neither email nor text is not written to", async () => {
    const { eventId } = await orderEvent({ order: { notify: { email: false, text: false } } });
    expect(who(await planned(eventId))).toEqual(["email shop"]);
  });

  test("a customer who chose texts and left an address gets a copy of the order by email, and no more mail", async () => {
    const order = { channel: "web", notify: { email: false, text: true } };
    const placed = await orderEvent({ order });
    expect(who(await planned(placed.eventId))).toEqual(["email customer", "email shop", "text customer"]);
    const ready = await orderEvent({ order, type: "order.ready" });
    expect(who(await planned(ready.eventId))).toEqual(["text customer"]);
  });

  test("a shop without an address of its own gets no mail", async () => {
    await db().shop.updateMany({ data: { email: "" } });
    const { eventId } = await orderEvent();
    expect(who(await planned(eventId))).toEqual(["email customer"]);
  });

  test("accepting is told to destinations alone, a change of any kind too", async () => {
    const kitchen = await addDestination("https://kitchen.example");
    for (const type of ["order.accepted", "order.completed", "order.changed", "order.not_collected"]) {
      const { eventId } = await orderEvent({ type, by: "staff" });
      expect(who(await planned(eventId))).toEqual([`webhook ${kitchen}`]);
    }
  });

  test("a destination that is switched off is told nothing", async () => {
    const { eventId } = await orderEvent({ type: "order.accepted" });
    expect(await planned(eventId)).toEqual([]);
    const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    expect(event.dispatchedAt).not.toBeNull();
  });
});

describe("once", () => {
  test("ten workers at once plan an event's deliveries once, each with one wake-up", async () => {
    const { eventId } = await orderEvent();
    const counts = await Promise.all(Array.from({ length: 10 }, () => planDeliveries(eventId)));
    expect(counts.filter((count) => count > 0)).toEqual([2]);
    const rows = await planned(eventId);
    expect(who(rows)).toEqual(["email customer", "email shop"]);
    for (const { id } of rows) expect(await jobsFor("delivery.email", id)).toHaveLength(1);
  });

  test("an event that is gone is nobody's news", async () => {
    expect(await planDeliveries("evt_gone")).toBe(0);
  });
});

describe("when", () => {
  test("what a customer hears of a staff move waits until it cannot be undone; the export goes at once", async () => {
    await addDestination("https://kitchen.example");
    const at = new Date();
    const { eventId } = await orderEvent({ type: "order.ready", by: "staff", at });
    const [customer, destination] = await planned(eventId);
    expect(customer).toMatchObject({ place: "customer", nextAttemptAt: new Date(at.getTime() + 11_000) });
    expect(destination!.nextAttemptAt!.getTime()).toBeLessThan(at.getTime() + 10_000);
    const [job] = await jobsFor("delivery.email", customer!.id);
    expect(job!.startAfter).toEqual(customer!.nextAttemptAt);
  });

  test("an order that the customer placed is confirmed at once", async () => {
    const at = new Date();
    const { eventId } = await orderEvent({ at });
    const [customer] = await planned(eventId);
    expect(customer!.nextAttemptAt!.getTime()).toBeLessThan(at.getTime() + 10_000);
  });
});

describe("the words", () => {
  test("the mail has the number, the lines, the total and the order's link, as HTML and as plain text", async () => {
    const { eventId, order } = await orderEvent();
    const [mail] = await planned(eventId);
    expect(mail!.subject).toBe(`Fernhill Bakehouse: order ${order.number} is in`);
    for (const part of [mail!.body, mail!.html]) {
      expect(part).toContain(String(order.number));
      expect(part).toContain("Sourdough");
      expect(part).toContain("£9.00");
      expect(part).toContain(`https://shop.example/orders/${order.token}`);
    }
  });

  test("what a customer typed cannot become markup", async () => {
    const { eventId } = await orderEvent({
      order: {
        note: "<img src=x onerror=alert(1)>",
        customer: { name: "<b>Eve</b>", email: "eve@example.org", phone: "" },
      },
    });
    for (const { html } of await planned(eventId)) {
      expect(html).not.toContain("<img");
      expect(html).not.toContain("<b>Eve");
    }
  });

  test("the bytes are those of the event, whatever the order became since", async () => {
    const { eventId, order } = await orderEvent();
    await db().order.update({ where: { id: order.id }, data: { status: "cancelled", customerName: "Somebody else" } });
    const [mail] = await planned(eventId);
    expect(mail!.body).toContain("Thank you, Maya");
  });

  test("a cancellation gives the reason", async () => {
    const { eventId } = await orderEvent({
      type: "order.cancelled",
      by: "staff",
      order: { status: "cancelled", cancelReason: "The oven broke." },
    });
    const [mail] = await planned(eventId);
    expect(mail!.body).toContain("The oven broke.");
  });
});
