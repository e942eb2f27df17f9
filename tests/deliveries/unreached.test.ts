import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { brokenMailbox } from "@/lib/deliveries/rules-of-reach";
import { countTrouble, listOrdersInTrouble } from "@/lib/deliveries/trouble";
import { listUnreached, listUnreachedOf } from "@/lib/deliveries/unreached";
import { changeOrder } from "@/lib/orders/change-order";
import { newShop } from "@/lib/settings/queries";
import { orderEvent, planned, plannedOne, tryOnce } from "@/tests/deliveries/fixtures";
import { mailServer } from "@/tests/deliveries/places";
import { twilioStandIn } from "@/tests/deliveries/twilio-stand-in";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, stock } from "@/tests/support/shop";

useDatabase();
process.env.MAIL_FROM = "orders@fernhill.example";
beforeAll(async () => {
  await openShop();
  await db().shop.updateMany({ where: { id: newShop.id }, data: { email: "" } });
});

const refuse = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });

describe("a recipient that a mail server refuses for good", () => {
  test.each([
    [550, "5.1.1 <maya@example.org>: Recipient address rejected: User unknown", "no_mailbox"],
    [550, "No such user here", "no_mailbox"],
    [553, "5.1.3 Bad destination mailbox address syntax", "no_mailbox"],
    [556, "5.1.10 Recipient address has null MX", "no_mail_there"],
    [550, "5.1.2 Bad destination system", "no_mail_there"],
    [550, "5.2.1 The email account that you tried to reach is disabled", "mailbox_off"],
    [552, "5.2.2 Mailbox full", "mailbox_full"],
    [552, "Too much mail", "mailbox_full"],
    [554, "5.7.1 Relay access denied", "refused"],
    [550, "5.1.8 Sender address rejected", "refused"],
    [599, "Something else", "refused"],
  ])("%i %s is %s: dead at once, and told with the reason", async (status, words, because) => {
    expect(brokenMailbox(status, `${status} ${words}`)).toBe(because);
    const server = await mailServer({ onRcptTo: (_address, _session, done) => done(refuse(status, words)) });
    process.env.SMTP_URL = server.url;
    const { eventId, order } = await orderEvent();
    const dead = await tryOnce((await plannedOne(eventId, "email")).id);
    expect(dead).toMatchObject({
      state: "dead",
      because,
      nextAttemptAt: null,
      tries: [{ outcome: "refused", status }],
    });
    expect(await listUnreachedOf(order.id)).toMatchObject([
      { channel: "email", address: "maya@example.org", because, phone: "+447700900148" },
    ]);
  });

  test.each([421, 450, 451, 452])("%i is tried again, and says nothing of the address", async (status) => {
    const server = await mailServer({
      onRcptTo: (_address, _session, done) => done(refuse(status, "4.2.1 Try later")),
    });
    process.env.SMTP_URL = server.url;
    const { eventId, order } = await orderEvent();
    expect(await tryOnce((await plannedOne(eventId, "email")).id)).toMatchObject({ state: "waiting", because: "" });
    expect(await listUnreachedOf(order.id)).toEqual([]);
  });
});

describe("a number that a text service refuses", () => {
  test.each([
    [21_211, "no_number"],
    [21_614, "no_texts_there"],
    [30_003, "phone_away"],
    [30_004, "phone_blocks"],
    [30_005, "no_number"],
    [30_006, "no_texts_there"],
  ])("%i is dead at once: %s", async (code, because) => {
    const { refusing } = await twilioStandIn();
    refusing.set("+447700900148", { code, message: "It does not work." });
    const { eventId, order } = await orderEvent({ order: { notify: { email: false, text: true }, channel: "phone" } });
    const dead = await tryOnce((await plannedOne(eventId, "text")).id);
    expect(dead).toMatchObject({ state: "dead", because, lastError: `It does not work. (${code})` });
    expect(await listUnreachedOf(order.id)).toMatchObject([{ channel: "text", address: "+447700900148", because }]);
  });

  test("for another reason it is dead without a word about the number", async () => {
    const { refusing } = await twilioStandIn();
    refusing.set("+447700900148", { code: 21_408, message: "Permission to send has not been enabled for the region." });
    const { eventId, order } = await orderEvent({ order: { notify: { email: false, text: true }, channel: "phone" } });
    expect(await tryOnce((await plannedOne(eventId, "text")).id)).toMatchObject({ state: "dead", because: "" });
    expect(await listUnreachedOf(order.id)).toEqual([]);
  });
});

test("it is trouble until staff change the contact, and their change goes to the new one", async () => {
  const server = await mailServer({
    onRcptTo: ({ address }, _session, done) =>
      done(address === "maya@example.org" ? refuse(550, "5.1.1 User unknown") : null),
  });
  process.env.SMTP_URL = server.url;
  const { id: orderId } = await buy(await stock(3));
  const placed = await db().event.findFirstOrThrow({ where: { orderId } });
  await tryOnce((await plannedOne(placed.id, "email")).id);
  const before = await countTrouble();
  expect(await listOrdersInTrouble([orderId])).toEqual(new Map([[orderId, "call"]]));
  expect((await listUnreached(100)).map((one) => one.orderId)).toContain(orderId);

  const customer = { name: "Maya Lindqvist", email: "maya.l@example.org", phone: "+447700900148" };
  await changeOrder(counter, { orderId, revision: 1, contact: { customer, notify: { email: true, text: false } } });
  expect(await countTrouble()).toEqual({ ...before, dead: before.dead - 1, unreached: before.unreached - 1 });
  expect(await listOrdersInTrouble([orderId])).toEqual(new Map());
  expect(await listUnreachedOf(orderId)).toEqual([]);
  const changed = await db().event.findFirstOrThrow({ where: { orderId, type: "order.changed" } });
  expect((await planned(changed.id)).map(({ address }) => address)).toEqual(["maya.l@example.org"]);
});

test("an address that works by now is no trouble, nor is that of an order that is over", async () => {
  const { eventId, order } = await orderEvent();
  const { id } = await plannedOne(eventId, "email");
  await db().delivery.update({ where: { id }, data: { state: "dead", because: "mailbox_full", nextAttemptAt: null } });
  expect(await listUnreachedOf(order.id)).toHaveLength(1);
  await db().order.update({ where: { id: order.id }, data: { status: "completed" } });
  expect(await listUnreachedOf(order.id)).toEqual([]);
  await db().order.update({ where: { id: order.id }, data: { status: "ready" } });
  const server = await mailServer();
  process.env.SMTP_URL = server.url;
  const ready = await orderEvent();
  const mail = await plannedOne(ready.eventId, "email");
  await db().delivery.update({ where: { id: mail.id }, data: { orderId: order.id } });
  await tryOnce(mail.id);
  expect(await listUnreachedOf(order.id)).toEqual([]);
});
