import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { text, textWithin } from "@/lib/deliveries/channels/text";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { recordAttempt } from "@/lib/deliveries/record-attempt";
import { recordReceipt } from "@/lib/deliveries/record-receipt";
import { sweepLost } from "@/lib/deliveries/sweep-lost";
import { newShop } from "@/lib/settings/queries";
import { endLease, makeDue, orderEvent, planned, plannedOne, readDelivery, tryOnce } from "@/tests/deliveries/fixtures";
import { twilioStandIn } from "@/tests/deliveries/twilio-stand-in";
import { useDatabase } from "@/tests/support/database";

useDatabase();
beforeAll(() => db().shop.create({ data: { id: newShop.id, name: "Test Bakery", email: "shop@test.example" } }));

const goOn = new AbortController().signal;
let twilio: Awaited<ReturnType<typeof twilioStandIn>>;
beforeEach(async () => {
  twilio = await twilioStandIn();
});

async function aText() {
  const { eventId, order } = await orderEvent({ order: { notify: { email: false, text: true } } });
  return { id: (await plannedOne(eventId, "text")).id, eventId, order };
}

const told = (deliveryId: string | null, status: string, { sid = "SM1", code = null as number | null } = {}) =>
  recordReceipt({ deliveryId, sid, status, code });

describe("a text's way is only ever told forward", () => {
  test("sent, then on the phone; what comes late or twice changes nothing", async () => {
    const { id } = await aText();
    await tryOnce(id);
    const { sid } = twilio.messages[0]!;
    await told(id, "sent", { sid });
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", receipt: "sent" });
    await told(id, "delivered", { sid });
    const arrived = await readDelivery(id);
    expect(arrived).toMatchObject({ state: "delivered", receipt: "delivered" });
    for (const late of ["queued", "sending", "sent", "delivered", "undelivered", "failed", "nonsense"])
      await told(id, late, { sid });
    expect(await readDelivery(id)).toEqual(arrived);
  });

  test("a failure is final, with its code in words; the shop is told once", async () => {
    const { id, eventId } = await aText();
    await tryOnce(id);
    const { sid } = twilio.messages[0]!;
    for (const again of [1, 2]) await told(id, "undelivered", { sid, code: again === 1 ? 30_006 : 30_005 });
    expect(await readDelivery(id)).toMatchObject({
      ...{ state: "dead", because: "no_texts_there", receipt: "undelivered" },
      lastError: "The network did not deliver it: it takes no texts (30006).",
    });
    const notices = (await db().delivery.findMany({ where: { eventId } })).filter(
      ({ place }) => place === `trouble:${id}`,
    );
    expect(notices).toHaveLength(1);
    await told(id, "delivered", { sid });
    expect((await readDelivery(id)).state).toBe("dead");
  });

  test("one about another message of the same delivery says nothing of this one", async () => {
    const { id } = await aText();
    await tryOnce(id);
    await told(id, "failed", { sid: "SMother", code: 30_005 });
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", receipt: null });
  });
});

describe("a text whose answer was lost", () => {
  async function lostText() {
    const { id } = await aText();
    twilio.place.answer = () => {};
    expect((await tryOnce(id, { over: textWithin(200) })).state).toBe("unknown");
    return id;
  }

  test.each([
    ["sent", "delivered"],
    ["delivered", "delivered"],
    ["failed", "dead"],
  ])("is settled by its callback, which names it: %s is %s", async (status, state) => {
    const id = await lostText();
    await told(id, status, { sid: "SMlost", ...(status === "failed" && { code: 30_005 }) });
    expect(await readDelivery(id)).toMatchObject({ state, nextAttemptAt: null, providerId: "SMlost" });
    await makeDueIfWaiting(id);
    expect((await tryOnce(id)).tries).toHaveLength(1);
  });

  test("and that the look-up found undelivered is dead, with what is wrong", async () => {
    const { place, messages } = twilio;
    const fine = place.answer;
    const { id } = await aText();
    place.answer = (response, received) => {
      void fine(Object.assign(Object.create(response), { writeHead: () => ({ end: () => {} }) }), received);
      response.writeHead(500).end();
    };
    expect((await tryOnce(id)).state).toBe("unknown");
    Object.assign(messages[0]!, { status: "undelivered", error_code: 30_003 });
    place.answer = fine;
    await makeDue(id);
    expect(await tryOnce(id)).toMatchObject({ state: "dead", because: "phone_away" });
  });
});

async function makeDueIfWaiting(id: string): Promise<void> {
  await db().delivery.updateMany({
    where: { id, state: { in: ["waiting", "unknown"] } },
    data: { nextAttemptAt: new Date(0) },
  });
}

describe("a callback and the worker that waits for its answer, in either order", () => {
  test.each([
    ["delivered", null, "delivered"],
    ["queued", null, "delivered"],
    ["failed", 30_005, "dead"],
  ])("the callback first (%s): what the worker hears then decides nothing", async (status, code, state) => {
    const { id } = await aText();
    const claimed = await claimDelivery(id);
    await told(id, status, { sid: "SMfast", code });
    expect(await readDelivery(id)).toMatchObject({ state, leaseToken: null, tries: [{ endedAt: expect.any(Date) }] });
    expect(await recordAttempt(claimed!, { outcome: "unknown", detail: "No answer." })).toBeNull();
    expect(await readDelivery(id)).toMatchObject({ state, providerId: "SMfast", tries: [{ outcome: "unknown" }] });
  });

  test("the worker first: the callback moves on from there", async () => {
    const { id } = await aText();
    const claimed = await claimDelivery(id);
    await recordAttempt(claimed!, await text.send(claimed!, goOn));
    await told(id, "undelivered", { sid: twilio.messages[0]!.sid, code: 30_004 });
    expect(await readDelivery(id)).toMatchObject({ state: "dead", because: "phone_blocks" });
  });

  test("both at once end as the network says, however they meet", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await aText();
      const claimed = await claimDelivery(id);
      const answer = { outcome: "delivered" as const, detail: "Accepted.", providerId: "SMboth" };
      await Promise.all([recordAttempt(claimed!, answer), told(id, "failed", { sid: "SMboth", code: 30_005 })]);
      expect(await readDelivery(id)).toMatchObject({ state: "dead", receipt: "failed", leaseToken: null });
    }
  });

  test("the worker died: its callback settles the text, and the sweep leaves it so", async () => {
    const { id } = await aText();
    await claimDelivery(id);
    await endLease(id);
    await told(id, "delivered", { sid: "SMdied" });
    await sweepLost();
    expect((await readDelivery(id)).state).toBe("delivered");
  });
});

test("a shop that cannot be called from outside asks for no callbacks", async () => {
  for (const address of [
    "http://shop.example",
    "https://localhost",
    "https://192.168.1.4",
    "https://shop.local",
    "https://shop",
  ]) {
    process.env.APP_URL = address;
    await tryOnce((await aText()).id);
  }
  process.env.APP_URL = "https://shop.example";
  expect(twilio.messages.map(({ callback }) => callback)).toEqual(["", "", "", "", ""]);
});

test("what was erased, or is kept or withdrawn, stays so", async () => {
  for (const state of ["kept", "withdrawn"] as const) {
    const { id } = await aText();
    await db().delivery.update({ where: { id }, data: { state, nextAttemptAt: null } });
    await told(id, "delivered");
    expect(await readDelivery(id)).toMatchObject({ state, receipt: null });
  }
  const { id, eventId } = await aText();
  await tryOnce(id);
  await db().delivery.update({ where: { id }, data: { body: "", address: "" } });
  await told(id, "failed", { sid: twilio.messages.at(-1)!.sid, code: 30_005 });
  expect((await planned(eventId)).map(({ state }) => state)).not.toContain("dead");
});
