import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { disableDestination } from "@/lib/deliveries/disable-destination";
import { removeDestination } from "@/lib/deliveries/remove-destination";
import { sendAgain } from "@/lib/deliveries/send-again";
import { addDestination, jobsFor, orderEvent, plannedOne, readDelivery, tryOnce } from "@/tests/deliveries/fixtures";
import { mailServer } from "@/tests/deliveries/places";
import { useDatabase } from "@/tests/support/database";
import { settle } from "@/tests/support/shop";

useDatabase();

const owner: Actor = { kind: "staff", id: "stf_1", name: "Noor", role: "owner" };
const manager: Actor = { ...owner, role: "manager" };
const staff: Actor = { ...owner, role: "staff" };

beforeEach(() => {
  delete process.env.SMTP_URL;
});

async function keptMail() {
  const { id } = await plannedOne((await orderEvent()).eventId, "email");
  await db().$executeRaw`DELETE FROM pgboss.job`;
  return tryOnce(id);
}

describe("who may", () => {
  test.each<[string, Actor | null, string]>([
    ["a member of staff", staff, "not_permitted"],
    ["a customer", { kind: "customer" }, "not_signed_in"],
    ["nobody", null, "not_signed_in"],
  ])("%s is refused, and nothing changes", async (_who, actor, code) => {
    const { id, eventId } = await keptMail();
    await expect(sendAgain(actor, { deliveryId: id })).rejects.toMatchObject({ code });
    expect(await db().delivery.count({ where: { eventId } })).toBe(1);
  });

  test.each([owner, manager])("a person with the permission may", async (actor) => {
    const { id } = await keptMail();
    process.env.SMTP_URL = "smtp://127.0.0.1:9";
    expect(await sendAgain(actor, { deliveryId: id })).toEqual({ id, waitsFor: null });
  });
});

describe("what did not arrive", () => {
  test("goes under its own id, with the same bytes and tries of its own again", async () => {
    const first = await keptMail();
    const server = await mailServer();
    process.env.SMTP_URL = server.url;
    await db().delivery.update({
      where: { id: first.id },
      data: { state: "dead", attempts: 10, lastError: "No answer." },
    });
    expect((await sendAgain(owner, { deliveryId: first.id })).id).toBe(first.id);
    expect(await readDelivery(first.id)).toMatchObject({
      ...{
        state: "waiting",
        attempts: 10,
        uncounted: 10,
        lastError: "",
        settledAt: null,
        nextAttemptAt: expect.any(Date),
      },
      ...{ copy: 1, repeatsId: null, body: first.body, html: first.html, address: first.address },
    });
    expect(await jobsFor("delivery.email", first.id)).toHaveLength(1);
    const claimed = await claimDelivery(first.id);
    expect(claimed).toMatchObject({ attempt: 11, tried: 1, task: "send" });
  });

  test("is delivered then, once, and keeps its earlier attempts", async () => {
    const first = await keptMail();
    const server = await mailServer();
    process.env.SMTP_URL = server.url;
    await sendAgain(owner, { deliveryId: first.id });
    const again = await tryOnce(first.id);
    expect(again.state).toBe("delivered");
    expect(again.tries.map(({ outcome }) => outcome)).toEqual(["kept", "delivered"]);
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]!.raw).toContain(`Message-ID: <${first.id}@`);
  });

  test("an unknown one is sent, not asked about", async () => {
    const { id } = await keptMail();
    process.env.SMTP_URL = "smtp://127.0.0.1:9";
    await db().delivery.update({ where: { id }, data: { state: "unknown", nextAttemptAt: null } });
    await sendAgain(owner, { deliveryId: id });
    expect(await claimDelivery(id)).toMatchObject({ task: "send" });
  });

  test("of two people who press at once one sends it, and the other is told", async () => {
    const { id, orderId } = await keptMail();
    process.env.SMTP_URL = "smtp://127.0.0.1:9";
    const outcome = await settle([sendAgain(owner, { deliveryId: id }), sendAgain(manager, { deliveryId: id })]);
    expect(outcome).toEqual({ values: [{ id, waitsFor: null }], errors: { still_trying: 1 } });
    expect(await jobsFor("delivery.email", id)).toHaveLength(1);
    expect(await db().event.count({ where: { type: "delivery.sent_again", orderId } })).toBe(1);
  });

  test("stands in the log with who sent it", async () => {
    const { id, orderId } = await keptMail();
    process.env.SMTP_URL = "smtp://127.0.0.1:9";
    await sendAgain(owner, { deliveryId: id });
    const event = await db().event.findFirstOrThrow({ where: { type: "delivery.sent_again", orderId } });
    expect(event).toMatchObject({
      actor: { id: "stf_1", name: "Noor" },
      snapshot: { deliveryId: id, channel: "email" },
    });
  });
});

describe("refused in words", () => {
  test("while it is still tried by itself", async () => {
    await addDestination("https://kitchen.example");
    const { id } = await plannedOne((await orderEvent({ type: "order.accepted" })).eventId, "webhook");
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toMatchObject({ code: "still_trying" });
    await claimDelivery(id);
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toMatchObject({ code: "still_trying" });
  });

  test("while the service is still asked whether it arrived", async () => {
    const { id } = await keptMail();
    await db().delivery.update({ where: { id }, data: { state: "unknown", nextAttemptAt: new Date() } });
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toMatchObject({ code: "still_trying" });
  });

  test("when its customer was erased", async () => {
    const { id } = await keptMail();
    process.env.SMTP_URL = "smtp://127.0.0.1:9";
    await db().delivery.update({ where: { id }, data: { body: "" } });
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toMatchObject({ code: "erased" });
  });

  test("when its destination was removed", async () => {
    const destinationId = await addDestination("https://was.example", "Former screen");
    const { eventId } = await orderEvent({ type: "order.accepted" });
    await plannedOne(eventId, "webhook");
    const { id } = await db().delivery.findFirstOrThrow({ where: { eventId, destinationId } });
    await removeDestination(owner, { destinationId });
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toThrow("Former screen was removed");
  });

  test("when the move that it tells of was taken back", async () => {
    const { id } = await keptMail();
    await db().delivery.update({ where: { id }, data: { state: "withdrawn" } });
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toMatchObject({ code: "move_undone" });
  });

  test("when nothing could send it", async () => {
    const { id } = await keptMail();
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toThrow("No mail server is set");
  });

  test("when its destination is switched off", async () => {
    const destinationId = await addDestination("https://gone.example", "Gone screen");
    const { eventId } = await orderEvent({ type: "order.accepted" });
    await plannedOne(eventId, "webhook");
    const { id } = await db().delivery.findFirstOrThrow({ where: { eventId, destinationId } });
    await inTransaction((tx) => disableDestination(tx, destinationId, "It asked for no more."));
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toThrow("Gone screen");
  });

  test("when there is no such message", async () => {
    await expect(sendAgain(owner, { deliveryId: "dlv_gone" })).rejects.toMatchObject({ code: "not_found" });
  });
});
