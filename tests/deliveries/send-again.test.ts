import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { disableDestination } from "@/lib/deliveries/disable-destination";
import { sendAgain } from "@/lib/deliveries/send-again";
import { addDestination, jobsFor, orderEvent, plannedOne, readDelivery, tryOnce } from "@/tests/deliveries/fixtures";
import { mailServer } from "@/tests/deliveries/places";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const owner: Actor = { kind: "staff", id: "stf_1", name: "Noor", role: "owner" };
const manager: Actor = { ...owner, role: "manager" };
const staff: Actor = { ...owner, role: "staff" };

beforeEach(() => {
  delete process.env.SMTP_URL;
});

async function keptMail() {
  const { id } = await plannedOne((await orderEvent()).eventId, "email");
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
    expect((await sendAgain(actor, { deliveryId: id })).id).not.toBe(id);
  });
});

test("a kept mail goes out once there is a mail server: the same bytes, the next copy, the first unchanged", async () => {
  const first = await keptMail();
  const server = await mailServer();
  process.env.SMTP_URL = server.url;
  const { id } = await sendAgain(owner, { deliveryId: first.id });
  expect(await jobsFor("delivery.email", id)).toHaveLength(1);
  const second = await tryOnce(id);
  expect(second).toMatchObject({
    state: "delivered",
    copy: 2,
    body: first.body,
    html: first.html,
    address: first.address,
  });
  expect(await readDelivery(first.id)).toMatchObject({ state: "kept", copy: 1 });
  expect(server.mails).toHaveLength(1);
});

test("two people who press at once make two copies", async () => {
  const first = await keptMail();
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
  await Promise.all([sendAgain(owner, { deliveryId: first.id }), sendAgain(owner, { deliveryId: first.id })]);
  const copies = await db().delivery.findMany({ where: { eventId: first.eventId }, select: { copy: true } });
  expect(copies.map(({ copy }) => copy).sort()).toEqual([1, 2, 3]);
});

describe("refused in words", () => {
  test("while it is still tried by itself", async () => {
    await addDestination("https://kitchen.example");
    const { id } = await plannedOne((await orderEvent({ type: "order.accepted" })).eventId, "webhook");
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toMatchObject({ code: "still_trying" });
    await claimDelivery(id);
    await expect(sendAgain(owner, { deliveryId: id })).rejects.toMatchObject({ code: "still_trying" });
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
