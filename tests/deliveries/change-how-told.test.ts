import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { changeHowTold } from "@/lib/deliveries/change-how-told";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { recordAttempt } from "@/lib/deliveries/record-attempt";
import { changeOrder } from "@/lib/orders/change-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { getOrder } from "@/lib/orders/queries";
import { undoMove } from "@/lib/orders/undo-move";
import { makeDue, planned, plannedOne, readDelivery, tryOnce } from "@/tests/deliveries/fixtures";
import { mailServer } from "@/tests/deliveries/places";
import { twilioStandIn } from "@/tests/deliveries/twilio-stand-in";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, openShop, settle, stock } from "@/tests/support/shop";

useDatabase();
process.env.MAIL_FROM = "orders@fernhill.example";
beforeAll(openShop);
beforeEach(async () => {
  process.env.SMTP_URL = (await mailServer()).url;
  await twilioStandIn();
  await db().textOptOut.deleteMany();
});

const old = { email: "maya@example.org", phone: "+447700900148" };
const fresh = { email: "new@example.org", phone: "+447700900149" };
const byEmail = { email: true, text: false };
const byText = { email: false, text: true };

async function ordered() {
  const { id, token } = await buy(await stock(3));
  return { id, token };
}

const change = (token: string, told: Partial<Parameters<typeof changeHowTold>[1]>) =>
  changeHowTold(customer, { token, ...old, notify: byEmail, ...told });
const eventOf = (orderId: string, type: string) =>
  db().event.findFirstOrThrow({ where: { orderId, type }, orderBy: [{ at: "desc" }, { id: "desc" }] });
const toCustomer = async (orderId: string, type: string) => {
  const rows = await planned((await eventOf(orderId, type)).id);
  return rows.filter(({ place }) => place === "customer");
};
const shown = async (orderId: string, type: string) =>
  (await toCustomer(orderId, type)).map(({ channel, address, state, because }) =>
    [channel, address, state, because].join(" ").trim(),
  );

describe("a customer changes how they are told", () => {
  test("it is stored, with an event of theirs whose personal part is apart; staff read it", async () => {
    const { id, token } = await ordered();
    const after = await change(token, { ...fresh, notify: byText });
    expect(after).toMatchObject({ revision: 2, customer: fresh, notify: byText });
    const event = await eventOf(id, "order.changed");
    expect([event.actor, JSON.stringify(event.snapshot)]).toEqual([
      { kind: "customer" },
      expect.not.stringContaining(fresh.email),
    ]);
    expect((await getOrder(id)).events.at(-1)!.changes).toEqual([
      `Email: ${old.email} → ${fresh.email}`,
      `Phone: ${old.phone} → ${fresh.phone}`,
      "Told: by email → by text",
    ]);
  });

  test("changing nothing is no change", async () => {
    const { id, token } = await ordered();
    expect((await change(token, {})).revision).toBe(1);
    expect(await db().event.count({ where: { orderId: id } })).toBe(1);
  });

  test("is refused once the order is over, and for an address that is none", async () => {
    const { id, token } = await ordered();
    await markOrderReady(counter, { orderId: id });
    await change(token, fresh);
    await completeOrder(counter, { orderId: id });
    await expect(change(token, old)).rejects.toMatchObject({ code: "order_over" });
    await expect(change("x".repeat(22), old)).rejects.toMatchObject({ code: "not_found" });
    expect((await getOrder(id)).customer.email).toBe(fresh.email);
  });

  test("texts to a number that said STOP are refused, with what to do; anything else is not", async () => {
    const { token } = await ordered();
    await db().textOptOut.create({ data: { phone: old.phone, at: new Date(), via: "reply" } });
    await expect(change(token, { notify: byText })).rejects.toThrow(
      "+447700900148 replied STOP before, so we may not text it. Send START to +15005550006 from that phone, then try again, or choose email.",
    );
    expect((await change(token, { phone: fresh.phone, notify: byText })).customer.phone).toBe(fresh.phone);
  });

  test("two changes at once are both whole, one after the other; staff with an old page are told", async () => {
    const { id, token } = await ordered();
    const { values } = await settle([change(token, fresh), change(token, { notify: byText })]);
    expect(values.map(({ revision }) => revision).sort()).toEqual([2, 3]);
    await expect(changeOrder(counter, { orderId: id, revision: 1, note: "x" })).rejects.toMatchObject({
      code: "changed_meanwhile",
      detail: { by: "The customer" },
    });
  });
});

describe("what was not sent yet", () => {
  test("goes to the new address, and no more to the old one", async () => {
    const { id, token } = await ordered();
    await planned((await eventOf(id, "order.placed")).id);
    await change(token, fresh);
    expect(await shown(id, "order.changed")).toEqual([]);
    expect(await shown(id, "order.placed")).toEqual([
      "email maya@example.org withdrawn contact_changed",
      "email new@example.org waiting",
    ]);
  });

  test("goes by the new way, its words made for it", async () => {
    const { id, token } = await ordered();
    await planned((await eventOf(id, "order.placed")).id);
    await change(token, { notify: byText, email: "" });
    expect(await shown(id, "order.changed")).toEqual([]);
    const [, text] = await toCustomer(id, "order.placed");
    expect(text).toMatchObject({ channel: "text", address: old.phone, state: "waiting" });
    expect(text!.body).toMatch(
      /^Test Bakery: order \d+ is in\. Collect .* https:\/\/shop\.example\/orders\/[\w-]{22}$/,
    );
  });

  test("keeps its time: what waits for an undo waits still, and a move taken back is told to nobody", async () => {
    const { id, token } = await ordered();
    await tryOnce((await plannedOne((await eventOf(id, "order.placed")).id, "email")).id);
    await markOrderReady(counter, { orderId: id });
    await planned((await eventOf(id, "order.ready")).id);
    await change(token, fresh);
    await planned((await eventOf(id, "order.changed")).id);
    const [, moved] = await toCustomer(id, "order.ready");
    expect(moved).toMatchObject({ address: fresh.email, state: "waiting" });
    expect(moved!.nextAttemptAt!.getTime()).toBeGreaterThan(Date.now() + 5_000);
    await undoMove(counter, { orderId: id });
    await makeDue(moved!.id);
    expect((await tryOnce(moved!.id)).state).toBe("withdrawn");
  });

  test("and what is planned only now goes there too, although its event is older", async () => {
    const { id, token } = await ordered();
    await change(token, fresh);
    expect(await shown(id, "order.placed")).toEqual(["email new@example.org waiting"]);
    expect(await shown(id, "order.changed")).toEqual([]);
  });

  test("one that is being sent may arrive, but is not tried again at the old address", async () => {
    const { id, token } = await ordered();
    const mail = await plannedOne((await eventOf(id, "order.placed")).id, "email");
    const claimed = await claimDelivery(mail.id);
    await change(token, fresh);
    await planned((await eventOf(id, "order.changed")).id);
    expect(await recordAttempt(claimed!, { outcome: "failed", detail: "451 Try later" })).toBeNull();
    expect(await readDelivery(mail.id)).toMatchObject({ state: "withdrawn", because: "contact_changed" });
    expect(await shown(id, "order.placed")).toContain("email new@example.org waiting");
  });

  test("what had gone is not sent again; the new contact hears once how the order stands", async () => {
    const { id, token } = await ordered();
    await tryOnce((await plannedOne((await eventOf(id, "order.placed")).id, "email")).id);
    await change(token, { ...fresh, notify: { email: true, text: true } });
    const told = await toCustomer(id, "order.changed");
    expect(told.map(({ channel, address }) => `${channel} ${address}`).sort()).toEqual([
      `email ${fresh.email}`,
      `text ${fresh.phone}`,
    ]);
    expect(told.map(({ body }) => body).join()).not.toContain(old.email);
    expect(await shown(id, "order.placed")).toEqual(["email maya@example.org delivered"]);
  });

  test("nothing at all goes to the old address because of it", async () => {
    const { id, token } = await ordered();
    await tryOnce((await plannedOne((await eventOf(id, "order.placed")).id, "email")).id);
    await change(token, fresh);
    await planned((await eventOf(id, "order.changed")).id);
    const rows = await db().delivery.findMany({ where: { orderId: id, address: old.email } });
    expect(rows.map(({ state }) => state)).toEqual(["delivered"]);
    expect(rows[0]!.body + rows[0]!.html).not.toContain(fresh.email);
  });

  test("however planning and the change meet, nothing waits for the old address in the end", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id, token } = await ordered();
      const placed = await eventOf(id, "order.placed");
      await Promise.all([planned(placed.id), change(token, fresh)]);
      await planned((await eventOf(id, "order.changed")).id);
      const rows = await db().delivery.findMany({ where: { orderId: id, place: "customer", state: "waiting" } });
      expect(rows.map(({ channel, address }) => `${channel} ${address}`)).toEqual([`email ${fresh.email}`]);
    }
  });

  test("goes to the contact that staff put right, just so", async () => {
    const { id } = await ordered();
    await planned((await eventOf(id, "order.placed")).id);
    const contact = { customer: { name: "Maya Lindqvist", ...fresh }, notify: byEmail };
    await changeOrder(counter, { orderId: id, revision: 1, contact });
    await planned((await eventOf(id, "order.changed")).id);
    expect(await shown(id, "order.placed")).toContain("email new@example.org waiting");
  });
});
