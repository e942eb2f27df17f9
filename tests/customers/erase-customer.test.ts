import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { eraseCustomer } from "@/lib/customers/erase-customer";
import { getCustomer } from "@/lib/customers/queries";
import { db } from "@/lib/db/client";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { recordAttempt } from "@/lib/deliveries/record-attempt";
import { exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import { sendAgain } from "@/lib/deliveries/send-again";
import { acceptOrder } from "@/lib/orders/accept-order";
import { addNote } from "@/lib/orders/add-note";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { markTicketsPrinted } from "@/lib/orders/mark-tickets-printed";
import { getOrder } from "@/lib/orders/queries";
import { setPaid } from "@/lib/orders/set-paid";
import { listTickets } from "@/lib/orders/ticket-queries";
import { tracesOf } from "@/tests/customers/traces";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, fillCart, manager, openShop, settle, stock, submit } from "@/tests/support/shop";

useDatabase();
beforeAll(async () => {
  await openShop();
  const all = { sealedSecret: "x", events: Object.keys(exportedEvents) };
  await db().destination.createMany({
    data: [
      { id: "dst_1", name: "Kitchen", address: "http://127.0.0.1/x", ...all },
      { id: "dst_2", name: "Sheet", kind: "sheet", address: "sheet-1", ...all },
      { id: "dst_3", name: "Files", kind: "folder", address: "files", ...all },
      { id: "dst_4", name: "Channel", kind: "slack", address: "slack-1", ...all },
    ],
  });
});

const petra = { name: "Petronella Vandersloot", email: "Petronella.V@example.org", phone: "+447700900777" };
/** Whatever of her could stand anywhere, in small letters. */
const traces = ["petronella", "vandersloot", "447700900777", "7700900777", "almond allergy of petra"];

let done = "";
let cancelled = "";

/** Two orders of hers that went every way: told, noted, printed, failed, cancelled with her name in the reason; and a cart that was left. */
beforeEach(async () => {
  done = await ordered();
  cancelled = await ordered();
  await addNote(counter, { orderId: done, text: "Petronella called, almond allergy of Petra" });
  await print(done);
  for (const move of [acceptOrder, markOrderReady, completeOrder]) await move(counter, { orderId: done });
  await cancelOrder(manager, { orderId: cancelled, reason: "Ms Vandersloot is ill" });
  await planAll();
  await failOne(done);
  const draft = { name: petra.name, email: petra.email.toLowerCase(), phone: "07700 900777" };
  await db().cart.update({ where: { id: await fillCart([]) }, data: { draft } });
});

async function ordered(): Promise<string> {
  const loaf = await stock(3);
  const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
  await db().cart.update({ where: { id: cart }, data: { draft: { name: petra.name, note: "For Petronella" } } });
  const typed = {
    customer: petra,
    notify: { email: true, text: true },
    note: "For Petronella, almond allergy of Petra",
  };
  return (await submit(cart, typed)).id;
}

async function print(id: string): Promise<void> {
  const [{ content } = { content: "" }] = await listTickets({ ids: [id] });
  await markTicketsPrinted(counter, { tickets: [{ orderId: id, content, printedAt: null }] });
}

async function planAll(): Promise<void> {
  const events = await db().event.findMany({ where: { dispatchedAt: null }, select: { id: true } });
  for (const { id } of events) await planDeliveries(id);
}

/** An attempt whose trouble names the address. */
async function failOne(orderId: string): Promise<void> {
  const { id } = await db().delivery.findFirstOrThrow({ where: { orderId, channel: "email", place: "customer" } });
  await db().delivery.update({ where: { id }, data: { nextAttemptAt: new Date(0) } });
  const claimed = await claimDelivery(id);
  await recordAttempt(claimed!, { outcome: "failed", detail: `550 No such mailbox <${petra.email}>` });
}

const tracesLeft = () => tracesOf(traces);

describe("a customer is erased on request", () => {
  test("her name, address and notes are nowhere in the database any more", async () => {
    const before = await tracesLeft();
    expect(before).toEqual(
      expect.arrayContaining([
        ...["public.orders.customer_name", "public.orders.customer_email", "public.orders.customer_phone"],
        ...[
          "public.orders.note",
          "public.orders.cancel_reason",
          "public.carts.draft",
          "public.event_personal.snapshot",
        ],
        ...["public.deliveries.address", "public.deliveries.body", "public.deliveries.html"],
        ...["public.deliveries.last_error", "public.delivery_attempts.detail"],
      ]),
    );
    await eraseCustomer(manager, { orderId: done });
    expect(await tracesLeft()).toEqual([]);
  });

  test("her orders keep their numbers, lines and totals, and say when she was erased", async () => {
    const before = [await getOrder(done), await getOrder(cancelled)];
    const { orders } = await eraseCustomer(manager, { orderId: done });
    expect(orders).toBeGreaterThanOrEqual(2);
    for (const { id, number, lines, totalMinor, status } of before) {
      const after = await getOrder(id);
      expect(after).toMatchObject({ number, lines, totalMinor, status, note: "", cancelReason: "" });
      expect(after.customer).toEqual({ name: "", email: "", phone: "" });
    }
    expect((await getCustomer(done)).erasedAt).toBeInstanceOf(Date);
  });

  test("messages that were not sent are withdrawn; exports go on without her", async () => {
    const toPeople = ["email" as const, "text" as const, "slack" as const];
    const waiting = { orderId: done, channel: { in: toPeople }, state: "waiting" as const };
    expect(await db().delivery.count({ where: waiting })).toBeGreaterThan(0);
    await eraseCustomer(manager, { orderId: done });
    expect(await db().delivery.count({ where: { ...waiting, state: { in: ["waiting", "sending", "kept"] } } })).toBe(0);
    const exported = await db().delivery.findFirstOrThrow({
      where: { orderId: done, channel: "webhook", state: "waiting" },
    });
    const { data } = JSON.parse(exported.body) as { data: { order: { number: string; customer: object; note: null } } };
    expect(data.order).toMatchObject({ customer: { id: null, name: "", email: "", phone: "" }, note: null });
    const email = await db().delivery.findFirstOrThrow({ where: { orderId: done, channel: "email" } });
    await expect(sendAgain(manager, { deliveryId: email.id })).rejects.toMatchObject({ code: "erased" });
  });

  test("a row that waits for a sheet or a file still goes there, its cells about her empty", async () => {
    const rows = () =>
      db().delivery.findMany({
        where: { orderId: done, channel: { in: ["sheet", "folder"] }, event: { type: "order.completed" } },
        select: { state: true, address: true, body: true },
        orderBy: { channel: "asc" },
      });
    const cellsOf = (body: string) => {
      const { headings, cells } = JSON.parse(body) as { headings: string[]; cells: unknown[] };
      return Object.fromEntries(headings.map((heading, at) => [heading, cells[at]]));
    };
    const before = await rows();
    expect(before.map(({ body }) => cellsOf(body).customer)).toEqual([petra.name, petra.name]);
    await eraseCustomer(manager, { orderId: done });
    const after = await rows();
    expect(after.map(({ state, address }) => ({ state, address }))).toEqual(
      before.map(({ state, address }) => ({ state, address })),
    );
    for (const [at, { body }] of after.entries())
      expect(cellsOf(body)).toEqual({ ...cellsOf(before[at]!.body), customer: "", email: "", phone: "", note: "" });
  });

  test("a message that is on its way keeps no trace of how it went", async () => {
    const { id } = await db().delivery.findFirstOrThrow({
      where: { orderId: done, channel: "text", state: "waiting" },
    });
    await db().delivery.update({ where: { id }, data: { nextAttemptAt: new Date(0) } });
    const claimed = await claimDelivery(id);
    await eraseCustomer(manager, { orderId: done });
    expect(await recordAttempt(claimed!, { outcome: "failed", detail: `${petra.phone} is off` })).toBeNull();
    expect(await tracesLeft()).toEqual([]);
  });

  test("the log says that it was done, by whom and of which orders, and nothing of her", async () => {
    await eraseCustomer(manager, { orderId: done });
    const event = await db().event.findFirstOrThrow({ where: { type: "customer.erased" }, orderBy: { id: "desc" } });
    expect(event).toMatchObject({
      subjectKind: "customer",
      subjectId: done,
      actor: { id: manager.id },
      snapshot: { orders: expect.arrayContaining([String((await getOrder(done)).number)]) },
    });
    expect(event.dispatchedAt).not.toBeNull();
  });

  test("somebody else's orders are left as they are", async () => {
    const { id } = await buy(await stock(1));
    await eraseCustomer(manager, { orderId: done });
    expect((await getOrder(id)).customer).toMatchObject({ name: "Maya Lindqvist" });
  });
});

describe("erasing is refused", () => {
  test("while an order is open, with its number; nothing is erased", async () => {
    const open = await ordered();
    await planAll();
    const { number } = await getOrder(open);
    await expect(eraseCustomer(manager, { orderId: done })).rejects.toMatchObject({
      code: "orders_open",
      detail: { numbers: [String(number)] },
    });
    expect((await getOrder(done)).customer.email).toBe(petra.email);
    await cancelOrder(manager, { orderId: open, reason: "x" });
    await planAll();
  });

  test("while a message about one of the orders is being prepared", async () => {
    await setPaid(counter, { orderId: done, paid: true });
    await expect(eraseCustomer(manager, { orderId: done })).rejects.toMatchObject({ code: "still_telling" });
    await planAll();
    await expect(eraseCustomer(manager, { orderId: done })).resolves.toBeDefined();
  });

  test("a second time, also at the same moment: it is done once", async () => {
    const { values, errors } = await settle([
      eraseCustomer(manager, { orderId: done }),
      eraseCustomer(manager, { orderId: done }),
    ]);
    expect([values.length, errors]).toEqual([1, { already_erased: 1 }]);
  });

  test("to the counter's staff and to anybody outside; nothing changes", async () => {
    await expect(eraseCustomer(counter, { orderId: done })).rejects.toMatchObject({ code: "not_permitted" });
    for (const actor of [null, customer] as (Actor | null)[])
      await expect(eraseCustomer(actor, { orderId: done })).rejects.toMatchObject({ code: "not_signed_in" });
    expect((await getOrder(done)).customer.name).toBe(petra.name);
  });
});
