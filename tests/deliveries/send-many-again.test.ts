import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { claimDue } from "@/lib/deliveries/claim-due";
import { sendSelectedInput, sendShownInput } from "@/lib/deliveries/input";
import { everyDelivery, readDeliveryFilter } from "@/lib/deliveries/list-filter";
import { withoutOlderNews } from "@/lib/deliveries/rules-of-again";
import { sendSelectedAgain, sendShownAgain } from "@/lib/deliveries/send-many-again";
import { manyAgainWords, sentAgainWords } from "@/lib/deliveries/words-of-again";
import { addPlace, anOrder, deliveriesTo, noPlaces, settleAs } from "@/tests/deliveries/arrived";
import { readDelivery } from "@/tests/deliveries/fixtures";
import { addRows } from "@/tests/deliveries/rows";
import { openConnections, useDatabase } from "@/tests/support/database";
import { counter, manager, openShop, owner, stock } from "@/tests/support/shop";

useDatabase();

beforeEach(async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
  process.env.MAIL_FROM = "orders@test.example";
  if ((await db().shop.count()) === 0) await openShop();
  await noPlaces();
});

const inStates = async (ids: readonly string[]) => {
  const rows = await db().delivery.groupBy({ by: ["state"], where: { id: { in: [...ids] } }, _count: true });
  return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]));
};
const soon = () => new Date(Date.now() + 3_600_000);
const shown = (said: Record<string, string>, arrived: "leave" | "same" | "now" = "leave") =>
  sendShownAgain(owner, { filter: readDeliveryFilter(said), until: soon(), arrived });
const jobs = async (name: string) =>
  (await db().$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE name = ${name}`).length;

describe("who may", () => {
  test.each<[string, Actor | null, string]>([
    ["a member of staff", counter, "not_permitted"],
    ["a customer", { kind: "customer" }, "not_signed_in"],
    ["nobody", null, "not_signed_in"],
  ])("%s is refused, and nothing changes", async (_who, actor, code) => {
    const ids = await addRows(2, { state: "dead" });
    await expect(sendSelectedAgain(actor, { deliveryIds: ids, arrived: "same" })).rejects.toMatchObject({ code });
    const all = { filter: everyDelivery, until: soon(), arrived: "leave" as const };
    await expect(sendShownAgain(actor, all)).rejects.toMatchObject({ code });
    expect(await inStates(ids)).toEqual({ dead: 2 });
  });
});

describe("a selection", () => {
  test("goes again, each by its own way; what cannot go is counted by why", async () => {
    const kitchen = await addPlace("webhook");
    const [lost] = await addRows(1, { state: "dead", destinationId: kitchen, channel: "webhook" });
    const [mail] = await addRows(1, { state: "delivered" });
    const [waiting] = await addRows(1, { state: "waiting" });
    const [withdrawn] = await addRows(1, { state: "withdrawn" });
    await db().$executeRaw`DELETE FROM pgboss.job`;
    const deliveryIds = [lost!, mail!, waiting!, withdrawn!, "dlv_gone"];
    const answer = await sendSelectedAgain(manager, { deliveryIds, arrived: "same" });
    expect(answer).toEqual({ sent: 2, left: { still_trying: 1, move_undone: 1 }, more: false });
    expect((await readDelivery(lost!)).state).toBe("waiting");
    expect(await db().delivery.findUniqueOrThrow({ where: { repeatsId: mail! } })).toMatchObject({ state: "waiting" });
    expect([await jobs("destination.drain"), await jobs("delivery.email")]).toEqual([1, 1]);
  });

  test("stands in the log once, with who sent it and which they were", async () => {
    const ids = await addRows(3, { state: "dead" });
    await sendSelectedAgain(manager, { deliveryIds: ids, arrived: "same" });
    const event = await db().event.findFirstOrThrow({
      where: { type: "delivery.many_sent_again" },
      orderBy: { id: "desc" },
    });
    expect(event).toMatchObject({ subjectName: "3 messages", actor: { name: manager.name } });
    expect((event.snapshot as { deliveryIds: string[] }).deliveryIds.toSorted()).toEqual(ids.toSorted());
  });

  test("that is sent by two at once goes once", async () => {
    const ids = await addRows(20, { state: "dead" });
    const mails = await addRows(5, { state: "delivered" });
    const chosen = { deliveryIds: [...ids, ...mails], arrived: "same" as const };
    const answers = await Promise.all([sendSelectedAgain(owner, chosen), sendSelectedAgain(manager, chosen)]);
    expect(answers.reduce((sum, { sent }) => sum + sent, 0)).toBe(25);
    const second = answers.find(({ sent }) => sent === 0)!;
    expect(second.left).toEqual({ still_trying: 20, sent_again_before: 5 });
    expect(await db().delivery.count({ where: { repeatsId: { in: mails } } })).toBe(5);
  });

  test("is read from the boxes of a form, and is never empty", () => {
    const id = "dlv_01ARZ3NDEKTSV4RRFFQ69G5FAV";
    expect(sendSelectedInput.parse({ [`pick:${id}`]: "on", "pick:x": "on", about: "selection" })).toEqual({
      arrived: "same",
      deliveryIds: [id],
    });
    expect(sendSelectedInput.safeParse({ "pick:dlv_1": "on" }).error?.issues[0]?.message).toBe(
      "Please choose at least one message.",
    );
    const many = Object.fromEntries(
      Array.from({ length: 101 }, (_, n) => [`pick:dlv_${String(n).padStart(26, "0")}`, "on"]),
    );
    expect(sendSelectedInput.safeParse(many).error?.issues[0]?.message).toContain("at most 100");
  });
});

describe("what a filter shows", () => {
  test("goes again, and nothing else: not what arrived, what is on its way, what came later", async () => {
    const kitchen = await addPlace("webhook");
    const other = await addPlace("webhook");
    const of = { channel: "webhook", destinationId: kitchen };
    const dead = await addRows(4, { ...of, state: "dead" });
    const unknown = await addRows(2, { ...of, state: "unknown" });
    const rest = [
      ...(await addRows(3, { ...of, state: "delivered" })),
      ...(await addRows(2, { channel: "webhook", destinationId: other, state: "dead" })),
      ...(await addRows(1, { ...of, state: "dead", at: new Date(Date.now() + 7_200_000) })),
    ];
    const before = await inStates(rest);
    expect(await shown({ destination: kitchen })).toEqual({ sent: 6, left: {}, more: false });
    expect(await inStates([...dead, ...unknown])).toEqual({ waiting: 6 });
    expect(await inStates(rest)).toEqual(before);
    expect(await shown({ destination: kitchen })).toEqual({ sent: 0, left: {}, more: false });
  });

  test("keeps the order of every order's messages, whichever was made first", async () => {
    const kitchen = await addPlace("webhook");
    const orderId = await anOrder(await stock(9), { ready: true });
    const line = await deliveriesTo(kitchen, orderId);
    const [first, , last] = line;
    await db().delivery.update({ where: { id: first!.id }, data: { createdAt: new Date(Date.now() + 1_000) } });
    await settleAs("dead", { destinationId: kitchen });
    await shown({ destination: kitchen, state: "dead" });
    const [head, ...others] = await claimDue(kitchen, { most: 9 });
    expect([head!.id, others]).toEqual([first!.id, []]);
    expect((await readDelivery(last!.id)).lineAt).toEqual(last!.lineAt);
  });

  test("tells of an order as it is now once, however many of its messages arrived", async () => {
    const kitchen = await addPlace("webhook");
    const loaf = await stock(9);
    const orders = [await anOrder(loaf, { ready: true }), await anOrder(loaf)];
    await settleAs("delivered", { destinationId: kitchen });
    expect(await shown({ destination: kitchen }, "now")).toEqual({ sent: 2, left: {}, more: false });
    for (const orderId of orders) {
      const line = await deliveriesTo(kitchen, orderId);
      expect(line.filter(({ repeatsId }) => repeatsId).map(({ repeatsId }) => repeatsId)).toEqual([
        line.findLast(({ repeatsId }) => !repeatsId)!.id,
      ]);
    }
  });

  test("of 5,000 holds few rows at a time: others are claimed and changed meanwhile", async () => {
    const kitchen = await addPlace("webhook");
    const ids = await addRows(5_000, { channel: "webhook", destinationId: kitchen, state: "dead" });
    const events = { type: "delivery.many_sent_again" };
    const before = await db().event.count({ where: events });
    const held: number[] = [];
    const [watcher] = await openConnections(1);
    const sending = shown({ destination: kitchen });
    let going = true;
    void sending.finally(() => {
      going = false;
    });
    while (going) {
      const { rowCount } = await watcher!.query(
        "SELECT id FROM deliveries WHERE destination_id = $1 FOR UPDATE SKIP LOCKED",
        [kitchen],
      );
      held.push(5_000 - (rowCount ?? 0));
    }
    expect(await sending).toEqual({ sent: 5_000, left: {}, more: false });
    expect(Math.max(...held)).toBeLessThanOrEqual(200);
    expect(await inStates(ids)).toEqual({ waiting: 5_000 });
    expect((await db().event.count({ where: events })) - before).toBe(25);
    expect(await jobs("destination.drain")).toBeGreaterThan(0);
  });

  test("of more than go at once the oldest go, and the rest are said to be there", async () => {
    const kitchen = await addPlace("webhook");
    const old = await addRows(5, {
      channel: "webhook",
      destinationId: kitchen,
      state: "dead",
      at: new Date("2026-01-01"),
    });
    await addRows(10_001 - 5, { channel: "webhook", destinationId: kitchen, state: "dead" });
    expect(await shown({ destination: kitchen })).toEqual({ sent: 10_000, left: {}, more: true });
    expect(await inStates(old)).toEqual({ waiting: 5 });
    expect(await db().delivery.count({ where: { destinationId: kitchen, state: "dead" } })).toBe(1);
    expect(await shown({ destination: kitchen })).toMatchObject({ sent: 1, more: false });
  });

  test("leaves what goes to a removed destination, and says so", async () => {
    const gone = await addPlace("webhook");
    await addRows(2, { channel: "webhook", destinationId: gone, state: "dead" });
    await db().destination.update({ where: { id: gone }, data: { removedAt: new Date() } });
    expect(await shown({ destination: gone })).toEqual({ sent: 0, left: { destination_removed: 2 }, more: false });
  });

  test("is read from a form in the words of the list's address", () => {
    const form = { until: "2026-11-27T10:00:00.000Z", state: "dead", destination: "dst_1", about: "shown", back: "/" };
    expect(sendShownInput.parse(form)).toEqual({
      arrived: "leave",
      until: new Date("2026-11-27T10:00:00.000Z"),
      filter: { ...everyDelivery, state: "dead", destination: "dst_1" },
    });
    expect(sendShownInput.safeParse({ ...form, until: "once" }).success).toBe(false);
  });
});

test("of an order that goes to a place as it is now, the newest message stands for the others", () => {
  const row = {
    channel: "webhook",
    state: "delivered",
    orderId: "ord_1",
    destinationId: "dst_1",
    line: "ord_1",
  } as const;
  const rows = [
    { ...row, id: "a" },
    { ...row, id: "b", line: "ord_2" },
    { ...row, id: "c" },
    { ...row, id: "d", state: "dead" as const },
  ];
  expect(withoutOlderNews(rows, "now").map(({ id }) => id)).toEqual(["b", "c", "d"]);
  expect(withoutOlderNews(rows, "same")).toEqual(rows);
});

test("what came of it is told in words", () => {
  expect(manyAgainWords({ sent: 3, left: {}, more: false })).toBe("3 messages are on their way again.");
  expect(manyAgainWords({ sent: 1, left: { still_trying: 2, erased: 1 }, more: true })).toBe(
    "1 message is on its way again. Left alone: 2 on their way already, 1 of erased customers. There are more: send the rest once these are through.",
  );
  expect(manyAgainWords({ sent: 0, left: {}, more: false })).toBe("There was nothing to send again.");
  expect(sentAgainWords({ waitsFor: "Kitchen screen" })).toContain("waits for Kitchen screen");
});
