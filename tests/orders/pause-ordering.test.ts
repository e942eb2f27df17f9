import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { readMessages } from "@/lib/live/pictures";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { resumeOrdering } from "@/lib/orders/resume-ordering";
import { closeShop } from "@/lib/settings/close-shop";
import { pauseInput } from "@/lib/settings/input";
import { openShop as openForOrders } from "@/lib/settings/open-shop";
import { getShop } from "@/lib/settings/queries";
import { minutesWords, orderingAt, pausedWords, takesOrders } from "@/lib/settings/rules-of-ordering";
import { setClock } from "@/tests/support/clock";
import { useDatabase } from "@/tests/support/database";
import { counter, customer, manager, openShop, owner } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await openForOrders(owner);
  await db().shop.updateMany({ data: { orderingPausedUntil: null, pausedMessage: "" } });
  await db().$executeRaw`TRUNCATE events CASCADE`;
});

const events = () => db().event.findMany({ orderBy: { id: "asc" } });
const minute = 60_000;

describe("a pause of ordering", () => {
  test("lasts its minutes by the database's clock, with words for customers and a line in the log", async () => {
    const [{ now } = { now: new Date() }] = await db().$queryRaw<{ now: Date }[]>`SELECT holdfast_now() AS now`;
    const until = await pauseOrdering(manager, { minutes: 15, message: "The oven is full." });
    expect(until.getTime() - now.getTime()).toBeGreaterThanOrEqual(15 * minute - 1);
    expect(until.getTime() - now.getTime()).toBeLessThan(16 * minute);
    const shop = await getShop();
    expect(shop).toMatchObject({
      orderingOpen: true,
      orderingPausedUntil: until,
      pausedMessage: "The oven is full.",
      version: 0,
    });
    expect(await events()).toMatchObject([
      {
        type: "shop.paused",
        actor: { kind: "staff", name: manager.name },
        snapshot: { pausedUntil: until.toISOString(), pausedMessage: "The oven is full." },
        previous: { pausedUntil: null, pausedMessage: "" },
      },
    ]);
  });

  test("is over at its very instant, and not a millisecond before", async () => {
    await pauseOrdering(owner, { minutes: 1, message: "" });
    const shop = await getShop();
    const end = shop.orderingPausedUntil!.getTime();
    expect([-1, 0, 1].map((off) => takesOrders(shop, new Date(end + off)))).toEqual([false, true, true]);
    expect(orderingAt(shop, new Date(end))).toMatchObject({ pausedUntil: null, pausedMessage: "" });
  });

  test("paused again lasts from then on, also shorter; open again now ends it, once", async () => {
    await pauseOrdering(owner, { minutes: 60, message: "First" });
    const until = await pauseOrdering(manager, { minutes: 5, message: "Second" });
    expect(await getShop()).toMatchObject({ orderingPausedUntil: until, pausedMessage: "Second" });
    await resumeOrdering(manager);
    await resumeOrdering(manager);
    expect(await getShop()).toMatchObject({ orderingPausedUntil: null, pausedMessage: "" });
    expect((await events()).map(({ type }) => type)).toEqual(["shop.paused", "shop.paused", "shop.resumed"]);
  });

  test("that is over by the database's clock is not ended a second time", async () => {
    await pauseOrdering(owner, { minutes: 1, message: "" });
    await setClock(new Date(Date.now() + 2 * minute).toISOString());
    await resumeOrdering(owner);
    await setClock(null);
    expect((await events()).map(({ type }) => type)).toEqual(["shop.paused"]);
  });

  test("is none of a closed shop; closing the shop and opening it end a pause", async () => {
    await pauseOrdering(owner, { minutes: 60, message: "Rush" });
    await closeShop(owner, { message: "" });
    expect((await getShop()).orderingPausedUntil).toBeNull();
    await expect(pauseOrdering(owner, { minutes: 5, message: "" })).rejects.toMatchObject({ code: "closed_already" });
    await openForOrders(owner);
    expect(takesOrders(await getShop(), new Date())).toBe(true);
  });

  test.each([
    ["counter staff", counter, "not_permitted"],
    ["a customer", customer, "not_signed_in"],
    ["nobody", null, "not_signed_in"],
  ])("is not for %s, and nothing changes", async (_, actor, code) => {
    await expect(pauseOrdering(actor, { minutes: 5, message: "" })).rejects.toMatchObject({ code });
    const until = await pauseOrdering(owner, { minutes: 5, message: "" });
    await expect(resumeOrdering(actor)).rejects.toMatchObject({ code });
    expect((await getShop()).orderingPausedUntil).toEqual(until);
  });

  test("open pages hear of it, with its end, and that it is over", async () => {
    const said = async () => (await readMessages(["ordering"]))[0]?.data;
    expect(await said()).toMatchObject({ open: true, pausedUntil: null });
    const until = await pauseOrdering(owner, { minutes: 5, message: "Rush" });
    expect(await said()).toMatchObject({ open: true, pausedUntil: until.getTime(), pausedMessage: "Rush" });
    await setClock(new Date(until.getTime() + minute).toISOString());
    expect(await said()).toMatchObject({ open: true, pausedUntil: null, pausedMessage: "" });
    await setClock(null);
    await closeShop(owner, { message: "Back on Monday." });
    expect(await said()).toMatchObject({ open: false, closedMessage: "Back on Monday." });
  });
});

afterAll(() => setClock(null));

describe("the form", () => {
  test("takes the usual minutes or others, within bounds", () => {
    expect(pauseInput.parse({ minutes: "30", message: " Rush " })).toEqual({ minutes: 30, message: "Rush" });
    expect(pauseInput.parse({ minutes: "other", other: "1440" })).toEqual({ minutes: 1440, message: "" });
    for (const other of ["", "0", "1441", "2.5", "soon", "-5"]) {
      const refused = pauseInput.safeParse({ minutes: "other", other });
      expect(refused.error?.issues[0]).toMatchObject({ path: ["other"] });
    }
    expect(pauseInput.safeParse({ minutes: "-1" }).success).toBe(false);
    expect(pauseInput.safeParse({ minutes: "15", message: "x".repeat(201) }).success).toBe(false);
  });

  test("the words name the day where it is another", () => {
    const place = { locale: "en-GB", timezone: "Europe/London", message: "The oven is full." };
    const now = Date.parse("2026-11-28T23:30:00Z");
    expect(pausedWords({ until: now + 15 * minute, now, ...place })).toBe(
      "Ordering is paused until 23:45. The oven is full.",
    );
    expect(pausedWords({ until: now + 60 * minute, now, ...place, message: "" })).toBe(
      "Ordering is paused until 00:30 on Sunday 29 November. You can look around, and order then.",
    );
    expect([1, minute, minute + 1].map(minutesWords)).toEqual(["1 minute", "1 minute", "2 minutes"]);
  });
});
