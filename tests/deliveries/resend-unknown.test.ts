import { simpleParser } from "mailparser";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { doubtWaiting } from "@/lib/deliveries/doubt-waiting";
import { markArrived } from "@/lib/deliveries/mark-arrived";
import { resendUnknown } from "@/lib/deliveries/resend-unknown";
import { sendAgain } from "@/lib/deliveries/send-again";
import { newShop } from "@/lib/settings/queries";
import { jobsFor, orderEvent, plannedOne, readDelivery, tryOnce } from "@/tests/deliveries/fixtures";
import { mailServer } from "@/tests/deliveries/places";
import { useDatabase } from "@/tests/support/database";
import { counter, manager, settle } from "@/tests/support/shop";

useDatabase();
process.env.MAIL_FROM = "orders@fernhill.example";
beforeEach(() => patience(60));

async function patience(resendUnknownAfter: number): Promise<void> {
  const shop = { id: newShop.id, name: "Test Bakery", resendUnknownAfter };
  await db().shop.upsert({ where: { id: shop.id }, create: shop, update: shop });
}

/** A mail that the server took, and hung up before it said so. */
async function lostMail() {
  const raw: string[] = [];
  const server = await mailServer({
    onData: (stream) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        raw.push(Buffer.concat(chunks).toString("utf8"));
        server.hangUp();
      });
    },
  });
  process.env.SMTP_URL = server.url;
  const { id } = await plannedOne((await orderEvent()).eventId, "email");
  expect((await tryOnce(id)).state).toBe("unknown");
  return { id, raw };
}

const age = (id: string, minutes: number) =>
  db().delivery.update({ where: { id }, data: { settledAt: new Date(Date.now() - minutes * 60_000 - 1_000) } });
const idOf = async (raw: string) => (await simpleParser(raw)).messageId;

describe("a mail whose answer was lost", () => {
  test("is sent once more when the patience is over, and not before, under the same Message-ID", async () => {
    const { id, raw } = await lostMail();
    await age(id, 58);
    expect(await resendUnknown()).toBe(0);
    await age(id, 60);
    expect(await resendUnknown()).toBe(1);
    expect(await jobsFor("delivery.email", id)).not.toEqual([]);
    const server = await mailServer();
    process.env.SMTP_URL = server.url;
    expect(await tryOnce(id)).toMatchObject({
      state: "delivered",
      tries: [{ outcome: "unknown" }, { outcome: "delivered" }],
    });
    expect(await idOf(server.mails[0]!.raw)).toBe(await idOf(raw[0]!));
    expect(await resendUnknown()).toBe(0);
  });

  test("once only: lost again, it waits for a person", async () => {
    const { id, raw } = await lostMail();
    await age(id, 60);
    await resendUnknown();
    expect((await tryOnce(id)).state).toBe("unknown");
    await age(id, 600);
    expect(await resendUnknown()).toBe(0);
    expect(raw).toHaveLength(2);
  });

  test("by several workers at once, once", async () => {
    const { id } = await lostMail();
    await age(id, 60);
    const { values } = await settle([resendUnknown(), resendUnknown(), resendUnknown()]);
    expect(values.reduce((sum, one) => sum + one, 0)).toBe(1);
    await markArrivedAnyway(id);
  });

  test("is left to staff if the shop says so, or if they sent it again themselves", async () => {
    const { id } = await lostMail();
    await age(id, 600);
    await patience(0);
    expect(await resendUnknown()).toBe(0);
    await patience(15);
    await sendAgain(manager, { deliveryId: id });
    expect(await resendUnknown()).toBe(0);
  });

  test("does not go to an address that is the order's no more", async () => {
    const { id } = await lostMail();
    await age(id, 600);
    const { orderId } = await readDelivery(id);
    await db().order.update({ where: { id: orderId! }, data: { customerEmail: "new@example.org" } });
    expect(await resendUnknown()).toBe(0);
  });

  test("stays with a restored backup's doubt", async () => {
    const { id } = await plannedOne((await orderEvent()).eventId, "email");
    await doubtWaiting({ kind: "system", name: "restore" });
    await age(id, 600);
    expect(await resendUnknown()).toBe(0);
  });

  test("of which somebody says that it arrived is delivered, with a line in the history, and not sent again", async () => {
    const { id } = await lostMail();
    await age(id, 600);
    await markArrived(manager, { deliveryId: id });
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", nextAttemptAt: null, lastError: "" });
    expect(await resendUnknown()).toBe(0);
    const event = await db().event.findFirstOrThrow({ where: { type: "delivery.marked_arrived" } });
    expect([event.actor, JSON.stringify(event.snapshot)]).toEqual([
      expect.objectContaining({ name: manager.name }),
      expect.not.stringContaining("maya@example.org"),
    ]);
    await expect(markArrived(manager, { deliveryId: id })).rejects.toMatchObject({ code: "not_unknown" });
  });

  test("is said to have arrived only by who may", async () => {
    const { id } = await lostMail();
    await expect(markArrived(counter, { deliveryId: id })).rejects.toMatchObject({ code: "not_permitted" });
    await expect(markArrived(null, { deliveryId: id })).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(markArrived(manager, { deliveryId: "dlv_nothing" })).rejects.toMatchObject({ code: "not_found" });
    expect((await readDelivery(id)).state).toBe("unknown");
  });
});

async function markArrivedAnyway(id: string): Promise<void> {
  await db().delivery.update({ where: { id }, data: { state: "delivered", nextAttemptAt: null } });
}
