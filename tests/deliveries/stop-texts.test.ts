import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eraseCustomer } from "@/lib/customers/erase-customer";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { sendAgain } from "@/lib/deliveries/send-again";
import { obeyReply } from "@/lib/deliveries/stop-texts";
import { listOrdersInTrouble } from "@/lib/deliveries/trouble";
import { listUnreached, listUnreachedOf } from "@/lib/deliveries/unreached";
import { getOrder } from "@/lib/orders/queries";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { newShop } from "@/lib/settings/queries";
import { makeDue, orderEvent, planned, plannedOne, readDelivery, tryOnce } from "@/tests/deliveries/fixtures";
import { twilioStandIn } from "@/tests/deliveries/twilio-stand-in";
import { useDatabase } from "@/tests/support/database";
import { manager } from "@/tests/support/shop";

useDatabase();
beforeAll(() => db().shop.create({ data: { id: newShop.id, name: "Test Bakery" } }));

let twilio: Awaited<ReturnType<typeof twilioStandIn>>;
let phone = "";
let sids = 0;
beforeEach(async () => {
  twilio = await twilioStandIn();
  sids += 1;
  phone = `+447700900${String(200 + sids).padStart(3, "0")}`;
});

function say(wish: "stop" | "start") {
  sids += 1;
  return obeyReply({ sid: `SM${sids}`, phone, wish });
}

const both = { email: false, text: true };
const orderOf = (change: Partial<OrderSnapshot> = {}, email = "maya@example.org") =>
  orderEvent({ order: { notify: both, customer: { name: "Maya", email, phone }, channel: "phone", ...change } });
const shownOf = (rows: Awaited<ReturnType<typeof planned>>) =>
  rows
    .filter(({ place }) => place === "customer")
    .map(({ channel, state, because }) => [channel, state, because].join(" ").trim());

describe("a number that said STOP", () => {
  test("gets no text: none is planned, and the news goes by email where there is an address", async () => {
    await say("stop");
    expect(shownOf(await planned((await orderOf()).eventId))).toEqual(["email waiting"]);
    expect(shownOf(await planned((await orderOf({}, "")).eventId))).toEqual([]);
  });

  test("what waits is withdrawn, and goes by email instead, once", async () => {
    const { eventId } = await orderOf();
    await planned(eventId);
    await say("stop");
    await say("stop");
    const rows = await planned(eventId);
    expect(shownOf(rows)).toEqual(["text withdrawn stopped", "email waiting"]);
    expect(rows.find(({ channel }) => channel === "email")).toMatchObject({
      address: "maya@example.org",
      subject: expect.stringContaining("is in"),
    });
  });

  test("who is told both ways gets no second email", async () => {
    const { eventId } = await orderOf({ notify: { email: true, text: true } });
    await planned(eventId);
    await say("stop");
    expect(shownOf(await planned(eventId)).sort()).toEqual(["email waiting", "text withdrawn stopped"]);
  });

  test("a text that was planned a moment before is withdrawn as it is taken up", async () => {
    const { eventId } = await orderOf();
    const { id } = await plannedOne(eventId, "text");
    await db().textOptOut.create({ data: { phone, at: new Date(), via: "reply" } });
    expect(await tryOnce(id)).toMatchObject({ state: "withdrawn", because: "stopped", attempts: 0 });
    expect(shownOf(await planned(eventId))).toEqual(["text withdrawn stopped", "email waiting"]);
    expect(twilio.messages).toEqual([]);
  });

  test("a refusal of the service (21610) means the same", async () => {
    const { eventId } = await orderOf();
    const { id } = await plannedOne(eventId, "text");
    twilio.refusing.set(phone, { code: 21_610, message: "Attempt to send to unsubscribed recipient" });
    expect(await tryOnce(id)).toMatchObject({
      state: "withdrawn",
      because: "stopped",
      tries: [{ outcome: "stopped" }],
    });
    expect(shownOf(await planned(eventId))).toEqual(["text withdrawn stopped", "email waiting"]);
    expect(shownOf(await planned((await orderOf()).eventId))).toEqual(["email waiting"]);
  });

  test("cannot be texted by hand either, until it says START", async () => {
    const { eventId } = await orderOf();
    const { id } = await plannedOne(eventId, "text");
    await say("stop");
    await expect(sendAgain(manager, { deliveryId: id })).rejects.toMatchObject({ code: "said_stop" });
    await say("start");
    await sendAgain(manager, { deliveryId: id });
    expect((await planned((await orderOf()).eventId)).map(({ channel }) => channel)).toContain("text");
  });

  test("is sent nothing, however STOP meets the planning and the sending; the news is there once, by email", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { eventId } = await orderOf();
      await Promise.all([planDeliveries(eventId), say("stop")]);
      const rows = await planned(eventId);
      for (const { id, channel } of rows) if (channel === "text") await tryOnce(id);
      expect(twilio.messages).toEqual([]);
      expect(shownOf(await planned(eventId)).filter((one) => one !== "text withdrawn stopped")).toEqual([
        "email waiting",
      ]);
      await say("start");
    }
  });

  test("nothing else is stopped: other numbers, mails, what had gone", async () => {
    const { eventId } = await orderOf();
    const { id } = await plannedOne(eventId, "text");
    await tryOnce(id);
    const other = await orderEvent({
      order: { notify: both, customer: { name: "Tom", email: "", phone: "+447700900199" } },
    });
    const theirs = await plannedOne(other.eventId, "text");
    await say("stop");
    expect((await readDelivery(id)).state).toBe("delivered");
    expect((await readDelivery(theirs.id)).state).toBe("waiting");
  });
});

describe("staff", () => {
  test("see it on the open order, in its timeline and on the board, and whom to call", async () => {
    const { order } = await orderOf({}, "");
    await say("stop");
    expect((await getOrder(order.id)).events.map(({ type }) => type)).toEqual([
      "order.placed",
      "customer.stopped_texts",
    ]);
    const unreached = await listUnreachedOf(order.id);
    expect(unreached).toMatchObject([{ channel: "text", because: "stopped", address: phone, email: "", phone }]);
    expect((await listUnreached(100)).map(({ orderId }) => orderId)).toContain(order.id);
    expect(await listOrdersInTrouble([order.id])).toEqual(new Map([[order.id, "call"]]));
    await say("start");
    expect(await listUnreachedOf(order.id)).toEqual([]);
    expect(await listOrdersInTrouble([order.id])).toEqual(new Map());
  });

  test("need not call who is told by email instead", async () => {
    const { order } = await orderOf();
    await say("stop");
    expect(await listUnreachedOf(order.id)).toHaveLength(1);
    expect((await listUnreached(100)).map(({ orderId }) => orderId)).not.toContain(order.id);
    expect(await listOrdersInTrouble([order.id])).toEqual(new Map());
  });
});

describe("an erased customer", () => {
  test("leaves no number, and STOP is obeyed still; ordering again, staff see it", async () => {
    const { order, eventId } = await orderOf({ status: "completed" }, "gone@example.org");
    await planDeliveries(eventId);
    await say("stop");
    await eraseCustomer(manager, { orderId: order.id });
    const left = await db().textOptOut.findMany();
    expect(left.map((one) => one.phone)).not.toContain(phone);
    expect(left.some((one) => /^hmac:[0-9a-f]{64}$/.test(one.phone))).toBe(true);
    const again = await orderOf({}, "");
    expect(shownOf(await planned(again.eventId))).toEqual([]);
    expect(await listUnreachedOf(again.order.id)).toHaveLength(1);
    await say("start");
    expect(shownOf(await planned((await orderOf({}, "")).eventId))).toEqual(["text waiting"]);
  });
});

test("a text to the shop itself is stopped as any other", async () => {
  const { eventId } = await orderOf();
  const { id } = await plannedOne(eventId, "text");
  await db().delivery.update({ where: { id }, data: { place: "shop" } });
  await db().textOptOut.create({ data: { phone, at: new Date(), via: "reply" } });
  await makeDue(id);
  expect((await tryOnce(id)).state).toBe("withdrawn");
  expect((await planned(eventId)).filter(({ place }) => place === "customer")).toEqual([]);
});
