import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { changeDestination } from "@/lib/deliveries/change-destination";
import { channelKinds } from "@/lib/deliveries/channels/kinds";
import { claimDue } from "@/lib/deliveries/claim-due";
import { mostAtOnce } from "@/lib/deliveries/compare-levels";
import { connectInput } from "@/lib/deliveries/destination-input";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { recordAttempts } from "@/lib/deliveries/record-attempt";
import {
  type DestinationKind,
  exportedEvents,
  kinds,
  orderEvents,
  stockEvents,
  tellsOfStock,
} from "@/lib/deliveries/rules-of-destinations";
import { sweepLost } from "@/lib/deliveries/sweep-lost";
import { tellOfLevels } from "@/lib/deliveries/tell-of-levels";
import { newId } from "@/lib/id";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { seal } from "@/lib/secrets";
import { closeDayByItself } from "@/lib/stock/close-day";
import { receiveStock } from "@/lib/stock/receive-stock";
import { tellOfLow } from "@/lib/stock/tell-of-low";
import { secret } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  openShop,
  owner,
  readLevel,
  type Stocked,
  settle,
  stock,
  tomorrow,
  untilServed,
} from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db().$executeRaw`
    TRUNCATE items, stock_levels, stock_entries, low_marks, told_levels, marks, events, orders, deliveries, destinations, day_closings CASCADE`;
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

const types = Object.keys(stockEvents);
const everything = Object.keys(exportedEvents);

/** A destination that asks for some events, from now on. */
async function asking(events: readonly string[] = types, more: { kind?: DestinationKind; settings?: object } = {}) {
  const id = newId("dst");
  const data = { id, name: "Till", address: "https://till.example", sealedSecret: seal(secret), ...more };
  await db().destination.create({ data: { ...data, events: [...events] } });
  await tellOfLevels();
  return id;
}

type Told = { type: string; version: number; available: number; sku: string };

/** What destinations were told of stock, in the order of the events. */
async function told(levelId?: string): Promise<Told[]> {
  const events = await db().event.findMany({
    where: { type: { in: types }, ...(levelId && { subjectId: levelId }) },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  return events.map(({ type, snapshot }) => ({ type, ...(snapshot as Omit<Told, "type">) }));
}
const typesTold = async (levelId?: string) => (await told(levelId)).map(({ type }) => type);
const receive = (of: Stocked, quantity: number) =>
  receiveStock(owner, { variantId: of.variantId, day: tomorrow, quantity, note: "" });

async function planAll(): Promise<void> {
  const waiting = await db().event.findMany({ where: { dispatchedAt: null }, select: { id: true } });
  for (const { id } of waiting) await planDeliveries(id);
}

describe("what is told", () => {
  test("that a level runs low, is sold out, and can be had again, with its numbers and version", async () => {
    const loaf = await stock(5);
    await asking();
    await buy(loaf, 2);
    await tellOfLevels();
    const last = await buy(loaf, 3);
    await tellOfLevels();
    await cancelOrder(owner, { orderId: last.id, reason: "x" });
    await tellOfLevels();
    expect(await told(loaf.levelId)).toMatchObject([
      { type: "stock.low", available: 3, version: 1, onHand: 5, committed: 2, held: 0, lowAt: 3, day: tomorrow },
      { type: "stock.sold_out", available: 0, version: 2 },
      { type: "stock.back", available: 3, version: 3 },
    ]);
  });

  test("each change once: a look that finds nothing new tells nothing", async () => {
    const loaf = await stock(5);
    await asking();
    await buy(loaf, 5);
    expect(await tellOfLevels()).toEqual({ told: 1, more: false });
    expect(await tellOfLevels()).toEqual({ told: 0, more: false });
    await receive(loaf, 9);
    await buy(loaf, 1);
    await tellOfLevels();
    await buy(loaf, 1);
    await tellOfLevels();
    expect(await typesTold()).toEqual(["stock.sold_out", "stock.back"]);
  });

  test("nothing of what came and went between two looks", async () => {
    const loaf = await stock(5);
    await asking();
    const order = await buy(loaf, 5);
    await cancelOrder(owner, { orderId: order.id, reason: "x" });
    await tellOfLevels();
    expect(await told()).toEqual([]);
  });

  test("that a level which is new since the last look sold out in between", async () => {
    await asking();
    const [gone, few] = [await stock(4), await stock(2)];
    await buy(gone, 4);
    await tellOfLevels();
    expect(await typesTold(gone.levelId)).toEqual(["stock.sold_out"]);
    expect(await told(few.levelId)).toEqual([]);
  });

  test("of goods that keep, without a day", async () => {
    const jam = await stock(1, { keeps: true });
    await asking();
    await buy(jam);
    await tellOfLevels();
    expect(await told()).toMatchObject([{ type: "stock.sold_out", sku: jam.sku, day: null }]);
  });

  test("nothing of days that are past, or closed by themselves", async () => {
    const [past, closed] = [await stock(5), await stock(5)];
    await asking();
    await buy(past, 5);
    await tellOfLevels(new Date(Date.now() + 3 * 86_400_000));
    await closeDayByItself(tomorrow);
    await tellOfLevels();
    expect((await readLevel(closed.levelId)).onHand).toBe(0);
    expect(await told()).toEqual([]);
  });

  test("many at once, in as many looks as it takes, each once", async () => {
    await asking();
    const loaf = await stock(1);
    await db().$executeRaw`
      INSERT INTO stock_levels (id, variant_id, day, on_hand, committed)
      SELECT 'lvl_many' || n, ${loaf.variantId}, ${tomorrow}::date + n, 4, 4 FROM generate_series(1, ${mostAtOnce}::int) AS n`;
    await db().$executeRaw`
      INSERT INTO stock_entries (level_id, on_hand_delta, on_hand_after, committed_after, held_after, reason, actor, at)
      SELECT id, 4, 4, 0, 0, 'received', '{}', now() FROM stock_levels WHERE id LIKE 'lvl_many%'`;
    const looks = [await tellOfLevels(), await tellOfLevels()];
    expect(looks.map(({ more }) => more)).toEqual([true, false]);
    expect(await told()).toHaveLength(mostAtOnce);
  });
});

describe("who asks", () => {
  test("nothing is kept and nothing told while nobody does", async () => {
    const loaf = await stock(5);
    await asking(Object.keys(orderEvents));
    await buy(loaf, 5);
    await tellOfLevels();
    expect(await told()).toEqual([]);
    expect(await db().toldLevel.count()).toBe(0);
  });

  test("whoever begins to ask hears of what happens from then on", async () => {
    const [gone, loaf] = [await stock(5), await stock(5)];
    await buy(gone, 5);
    await asking();
    expect(await told()).toEqual([]);
    await buy(loaf, 5);
    await tellOfLevels();
    expect((await told()).map(({ sku }) => sku)).toEqual([loaf.sku]);
  });

  test("what happened while nobody asked is not told later", async () => {
    const loaf = await stock(5);
    const till = await asking();
    await db().destination.update({ where: { id: till }, data: { removedAt: new Date() } });
    await tellOfLevels();
    await buy(loaf, 5);
    await asking();
    expect(await told()).toEqual([]);
  });

  test("a paused destination does, one that is switched off does not", async () => {
    const loaf = await stock(5);
    const till = await asking();
    await db().destination.update({ where: { id: till }, data: { pausedAt: new Date() } });
    await buy(loaf, 2);
    await tellOfLevels();
    expect(await typesTold()).toEqual(["stock.low"]);
    await db().destination.update({ where: { id: till }, data: { disabledAt: new Date() } });
    await buy(loaf, 3);
    await tellOfLevels();
    expect(await typesTold()).toEqual(["stock.low"]);
  });

  test("each destination gets the events that it chose, and only those are made that somebody chose", async () => {
    const [low, gone] = [await stock(5), await stock(5)];
    const [one, other] = [await asking(["stock.sold_out"]), await asking(["order.placed", "stock.sold_out"])];
    const orders = await asking(["order.placed"]);
    await buy(low, 2);
    await buy(gone, 5);
    await tellOfLevels();
    await planAll();
    expect(await typesTold()).toEqual(["stock.sold_out"]);
    const rows = await db().delivery.findMany({ where: { event: { type: "stock.sold_out" } } });
    expect(rows.map(({ destinationId }) => destinationId).sort()).toEqual([one, other].sort());
    expect(await db().delivery.count({ where: { destinationId: orders } })).toBe(2);
  });

  test("the shop's own letter about what runs low stays as it was, and goes to no destination", async () => {
    const loaf = await stock(5);
    await asking(everything);
    await buy(loaf, 5);
    expect((await tellOfLow()).map(({ sku }) => sku)).toEqual([loaf.sku]);
    const letter = await db().event.findFirstOrThrow({ where: { type: "stock.low" } });
    await planDeliveries(letter.id);
    expect(await db().delivery.findMany({ where: { eventId: letter.id } })).toMatchObject([
      { channel: "email", place: "shop", destinationId: null },
    ]);
  });
});

describe("workers", () => {
  test("of many that look at once each change is told by one", async () => {
    const loaves = [await stock(3), await stock(3), await stock(3)];
    await asking();
    for (const loaf of loaves) await buy(loaf, 3);
    await Promise.all(Array.from({ length: 8 }, () => tellOfLevels()));
    expect(await typesTold()).toEqual(["stock.sold_out", "stock.sold_out", "stock.sold_out"]);
  });

  test("begin at once without telling of what was so before", async () => {
    const loaf = await stock(3);
    await buy(loaf, 3);
    await db().destination.create({
      data: { id: "dst_new", name: "New", address: "https://new.example", sealedSecret: seal(secret), events: types },
    });
    await Promise.all(Array.from({ length: 8 }, () => tellOfLevels()));
    expect(await told()).toEqual([]);
    expect(await db().toldLevel.count()).toBe(1);
  });

  test("one that dies before it stored anything leaves all of it to the next", async () => {
    const loaf = await stock(3);
    await asking();
    await buy(loaf, 3);
    const before = await db().toldLevel.findUniqueOrThrow({ where: { levelId: loaf.levelId } });
    await db().$executeRaw`
      CREATE OR REPLACE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'died'; END $$`;
    await db().$executeRaw`
      CREATE TRIGGER dies BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.type = 'stock.sold_out') EXECUTE FUNCTION die()`;
    await expect(tellOfLevels()).rejects.toThrow(/died/);
    await db().$executeRaw`DROP TRIGGER dies ON events`;
    expect(await db().toldLevel.findUniqueOrThrow({ where: { levelId: loaf.levelId } })).toEqual(before);
    await tellOfLevels();
    expect(await typesTold()).toEqual(["stock.sold_out"]);
  });

  test("one whose jobs were lost after it stored them is made up for by the sweep", async () => {
    const loaf = await stock(3);
    const till = await asking();
    await buy(loaf, 3);
    await tellOfLevels();
    await db().$executeRaw`DELETE FROM pgboss.job`;
    await db().$executeRaw`ALTER TABLE events DISABLE TRIGGER USER`;
    await db().$executeRaw`UPDATE events SET at = at - interval '1 minute'`;
    await db().$executeRaw`ALTER TABLE events ENABLE TRIGGER USER`;
    await sweepLost();
    const [job] = await db().$queryRaw<{ id: string }[]>`
      SELECT data->>'eventId' AS id FROM pgboss.job WHERE name = 'event.dispatch' AND data->>'eventId' IN (SELECT id FROM events WHERE type = 'stock.sold_out')`;
    await planDeliveries(job!.id);
    expect(await db().delivery.count({ where: { destinationId: till, event: { type: "stock.sold_out" } } })).toBe(1);
  });

  test("tell a level's story in the order of its versions while orders come in, and end at what is so", async () => {
    const loaves = [await stock(12), await stock(12)];
    await asking();
    let selling = true;
    const lookers = Array.from({ length: 2 }, async () => {
      while (selling) await tellOfLevels();
    });
    const buyers = loaves.flatMap((loaf) =>
      Array.from({ length: 14 }, async (_, turn) => {
        const order = await untilServed(() => buy(loaf));
        // Three come back at most: no more are left than what is low, so that each has a story whenever it was looked at.
        if (turn % 5 === 0) await cancelOrder(owner, { orderId: order.id, reason: "x" });
      }),
    );
    await settle(buyers);
    selling = false;
    await Promise.all(lookers);
    await tellOfLevels();
    for (const loaf of loaves) {
      const { onHand, committed, held } = await readLevel(loaf.levelId);
      const story = await told(loaf.levelId);
      const versions = story.map(({ version }) => version);
      expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other));
      // It may run low twice, with a rise in between that is no news; what is gone has to come back before it can be gone again.
      const ends = story.map(({ type }) => type).filter((type) => type !== "stock.low");
      expect(ends).toEqual(ends.map((_, index) => (index % 2 === 0 ? "stock.sold_out" : "stock.back")));
      const left = onHand - committed - held;
      expect(story.at(-1)!.type === "stock.sold_out").toBe(left === 0);
    }
  });
});

describe("a level's line to a destination", () => {
  const hear = (claimed: Awaited<ReturnType<typeof claimDue>>, outcome: "failed" | "delivered") =>
    recordAttempts(claimed.map((one) => ({ claimed: one, answer: { outcome, detail: outcome } })));
  const bodies = (claimed: readonly { body: string }[]) =>
    claimed.map(({ body }) => JSON.parse(body) as { type: string; data: { stock: { version: number } } });

  test("goes one after another by its version, also over a failure and a clock that was set back", async () => {
    const loaf = await stock(5);
    const till = await asking();
    await buy(loaf, 5);
    await tellOfLevels();
    // As if the clock had stood an hour later when that was told.
    await db().$executeRaw`UPDATE told_levels SET at = at + interval '1 hour'`;
    const { at } = await db().toldLevel.findUniqueOrThrow({ where: { levelId: loaf.levelId } });
    await receive(loaf, 9);
    await tellOfLevels();
    const back = await db().event.findFirstOrThrow({ where: { type: "stock.back" } });
    expect(back.at.getTime()).toBeGreaterThan(at.getTime());
    await planDeliveries(back.id);
    expect(await claimDue(till, { most: 9 })).toEqual([]);
    await planAll();
    const first = await claimDue(till, { most: 9 });
    expect(bodies(first)).toMatchObject([{ type: "stock.sold_out", data: { stock: { version: 1 } } }]);
    await hear(first, "failed");
    expect(await claimDue(till, { most: 9 })).toEqual([]);
    await db().$executeRaw`UPDATE deliveries SET next_attempt_at = now() WHERE state = 'waiting'`;
    await hear(await claimDue(till, { most: 9 }), "delivered");
    expect(bodies(await claimDue(till, { most: 9 }))).toMatchObject([
      { type: "stock.back", data: { stock: { version: 2 } } },
    ]);
  });

  test("does not wait for another level", async () => {
    const loaves = [await stock(2), await stock(2)];
    const till = await asking();
    for (const loaf of loaves) await buy(loaf, 2);
    await tellOfLevels();
    await planAll();
    expect(await claimDue(till, { most: 9 })).toHaveLength(2);
  });
});

describe("each kind", () => {
  async function soldOut(kind: DestinationKind, settings = {}) {
    const loaf = await stock(2);
    const place = await asking(everything, { kind, settings });
    await buy(loaf, 2);
    await tellOfLevels();
    await planAll();
    const rows = await db().delivery.findMany({ where: { destinationId: place, event: { type: "stock.sold_out" } } });
    return { loaf, rows };
  }

  test("a webhook gets the envelope of every export with the level in it", async () => {
    const { loaf, rows } = await soldOut("webhook");
    const { name, item } = await db().variant.findUniqueOrThrow({
      where: { id: loaf.variantId },
      select: { name: true, item: { select: { id: true, name: true } } },
    });
    expect(name).toBe("");
    expect(rows).toMatchObject([{ channel: "webhook", line: loaf.levelId, orderId: null }]);
    expect(JSON.parse(rows[0]!.body)).toEqual({
      id: rows[0]!.eventId,
      type: "stock.sold_out",
      timestamp: expect.stringMatching(/Z$/),
      schema_version: 1,
      shop: expect.objectContaining({ name: "Test Bakery", timezone: "Europe/London" }),
      data: {
        stock: {
          ...{ id: loaf.levelId, variant_id: loaf.variantId, item_id: item.id, sku: loaf.sku },
          ...{ name: item.name, variant: "800 g", day: tomorrow },
          ...{ on_hand: 2, committed: 2, held: 0, available: 0, low_threshold: 3, version: 1 },
        },
        previous: null,
      },
    });
  });

  test("Slack gets a sentence in which nobody is called", async () => {
    const loaf = await stock(2);
    await db().item.updateMany({ data: { name: "<!channel> *loaf* <https://evil.example|x>" } });
    const place = await asking(everything, { kind: "slack" });
    await buy(loaf, 2);
    await tellOfLevels();
    await planAll();
    const row = await db().delivery.findFirstOrThrow({
      where: { destinationId: place, event: { type: "stock.sold_out" } },
    });
    const { text } = JSON.parse(row.body) as { text: string };
    expect(text).toContain("is sold out\n0 left of 2, 2 promised.");
    expect(text).toContain("&lt;!channel&gt;");
    expect(text.match(/<[^>]*>/g)).toEqual([
      expect.stringMatching(/^<https:\/\/[^|]*\/admin\/stock\?day=.*\|Open the stock>$/),
    ]);
  });

  test("a colleague gets a mail, unless a daily summary was chosen", async () => {
    const { rows } = await soldOut("colleague", { when: "each" });
    expect(rows).toMatchObject([{ channel: "email", subject: expect.stringContaining("is sold out") }]);
    expect(rows[0]!.body).toContain("0 left of 2");
    await db().$executeRaw`UPDATE destinations SET removed_at = now()`;
    await tellOfLevels();
    expect((await soldOut("colleague", { when: "daily" })).rows).toEqual([]);
  });

  test.each(["sheet", "folder"] as const)("a %s does not, since its rows are orders", async (kind) => {
    expect((await soldOut(kind)).rows).toEqual([]);
  });

  test("can tell of stock if, and only if, it is offered there", () => {
    for (const kind of kinds) expect(channelKinds[kind].prepareStock !== undefined).toBe(tellsOfStock(kind));
  });

  test("is offered no more than it can tell", async () => {
    const form = {
      kind: "folder",
      name: "Files",
      folder: "orders",
      "event:stock.low": "on",
      "event:order.placed": "on",
    };
    expect(connectInput.safeParse(form).error?.issues).toMatchObject([{ path: ["events"] }]);
    expect(connectInput.safeParse({ ...form, "event:stock.low": "" }).data).toMatchObject({ events: ["order.placed"] });
    const id = await asking(["order.placed"], { kind: "folder" });
    const wanted = { name: "Files", personal: true, events: ["order.placed", "stock.low"] };
    await expect(changeDestination(owner, { destinationId: id, version: 0, ...wanted })).rejects.toMatchObject({
      code: "orders_only",
    });
    expect(await db().destination.findUniqueOrThrow({ where: { id } })).toMatchObject({
      events: ["order.placed"],
      version: 0,
    });
  });
});

test("placing an order does nothing for it: no mark, no event and no job is made in its transaction", async () => {
  const loaf = await stock(2);
  await asking();
  const marks = await db().toldLevel.findMany();
  await buy(loaf, 2);
  expect(await told()).toEqual([]);
  expect(await db().toldLevel.findMany()).toEqual(marks);
  expect(await inTransaction((tx) => tx.event.count({ where: { subjectKind: "stock" } }))).toBe(0);
});
