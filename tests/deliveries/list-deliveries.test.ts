import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { listDestinationNames } from "@/lib/deliveries/destination-queries";
import {
  dayChoices,
  deliveriesPath,
  everyDelivery,
  filterFields,
  numberIn,
  readDeliveryCursor,
  readDeliveryFilter,
} from "@/lib/deliveries/list-filter";
import { countShown, listDeliveries } from "@/lib/deliveries/list-queries";
import { addDestination, orderEvent, planned } from "@/tests/deliveries/fixtures";
import { addRows } from "@/tests/deliveries/rows";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const day = (date: string) => new Date(`${date}T12:00:00Z`);
const idsOf = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id);
const listed = async (said: Record<string, string>, timezone = "UTC") =>
  idsOf(await listDeliveries({ filter: readDeliveryFilter(said), timezone }));

let kitchen: string;
let mails: string[];
let dead: string[];
let texts: string[];
beforeAll(async () => {
  kitchen = await addDestination("https://hooks.example/services/T00/B00/secret", "Kitchen screen");
  mails = await addRows(120, { at: day("2026-03-01") });
  dead = await addRows(3, { at: day("2026-03-02"), state: "dead", channel: "webhook", destinationId: kitchen });
  texts = await addRows(2, { at: day("2026-03-03"), channel: "text", state: "unknown" });
});

describe("pages", () => {
  test("show everything once, newest first, though more arrives meanwhile", async () => {
    const seen: string[] = [];
    let next: string | null = "";
    for (let page = 0; next !== null; page += 1) {
      const found = await listDeliveries({ cursor: readDeliveryCursor(next) });
      if (page === 0) await addRows(5, { at: day("2026-03-04"), state: "withdrawn" });
      expect(found.rows.length).toBeLessThanOrEqual(50);
      seen.push(...idsOf(found));
      next = found.next;
    }
    expect(seen).toEqual([...mails, ...dead, ...texts].toReversed());
  });

  test("go on below rows that were made in the same moment", async () => {
    const at = new Date("2026-02-01T00:00:00.000Z");
    const twins = await addRows(60, { at, state: "kept" });
    await db().delivery.updateMany({ where: { id: { in: twins } }, data: { createdAt: at } });
    const filter = readDeliveryFilter({ state: "kept" });
    const first = await listDeliveries({ filter });
    const second = await listDeliveries({ filter, cursor: readDeliveryCursor(first.next!) });
    expect(second.next).toBeNull();
    expect([...idsOf(first), ...idsOf(second)].toSorted()).toEqual(twins.toSorted());
  });

  test.each(["", "x", "1.", "99999999999999999.dlv_1", "1;drop.dlv_1"])(
    "a cursor that is none, %j, is the first page",
    (text) => {
      expect(readDeliveryCursor(text)).toBeNull();
    },
  );
});

describe("filters", () => {
  test("narrow by state, channel and destination, together too", async () => {
    expect(await listed({ state: "dead" })).toEqual(dead.toReversed());
    expect(await listed({ channel: "text" })).toEqual(texts.toReversed());
    expect(await listed({ destination: kitchen })).toEqual(dead.toReversed());
    expect(await listed({ state: "dead", channel: "text" })).toEqual([]);
    expect(await listed({ state: "dead", channel: "webhook", destination: kitchen, from: "2026-03-02" })).toEqual(
      dead.toReversed(),
    );
  });

  test("find an order's by its number, with or without its prefix", async () => {
    const { eventId, order } = await orderEvent({ at: day("2026-03-05") });
    const made = (await planned(eventId)).map(({ id }) => id).toSorted();
    expect((await listed({ order: String(order.number) })).toSorted()).toEqual(made);
    expect((await listed({ order: `FB-${order.number}` })).toSorted()).toEqual(made);
    expect(await listed({ order: "999999999" })).toEqual([]);
    expect(await listed({ order: "Maya" })).toEqual([]);
  });

  test("take days of the shop, both ends among them", async () => {
    const late = await addRows(1, { at: new Date("2026-06-10T23:29:59Z"), channel: "folder" });
    const next = await addRows(1, { at: new Date("2026-06-10T23:30:00Z"), channel: "folder" });
    const folder = (said: Record<string, string>) => listed({ channel: "folder", ...said }, "Europe/Paris");
    expect(await folder({ from: "2026-06-11", to: "2026-06-11" })).toEqual([...next, ...late]);
    expect(await folder({ to: "2026-06-10" })).toEqual([]);
    expect(await listed({ channel: "folder", to: "2026-06-10" })).toEqual([...next, ...late]);
  });

  test("leave out what an address says wrongly, and say again what they say", () => {
    const wrong = {
      state: "gone",
      channel: "pigeon",
      destination: "dst_1'--",
      from: "2026-02-30",
      to: "soon",
      order: "",
    };
    expect(readDeliveryFilter(wrong)).toEqual(everyDelivery);
    const said = {
      state: "dead",
      channel: "webhook",
      destination: "dst_1",
      order: "FB-12",
      from: "2026-01-01",
      to: "2026-01-02",
    };
    expect(filterFields(readDeliveryFilter(said))).toEqual(said);
    expect(deliveriesPath(readDeliveryFilter(said), { cursor: "1.x" })).toBe(
      "/admin/deliveries?state=dead&channel=webhook&destination=dst_1&order=FB-12&from=2026-01-01&to=2026-01-02&cursor=1.x",
    );
    expect(deliveriesPath({})).toBe("/admin/deliveries");
    expect([numberIn("FB-1042"), numberIn("1042"), numberIn("x"), numberIn("1a")]).toEqual([1042, 1042, null, null]);
  });

  test("offer days by one press", () => {
    expect(dayChoices("2026-03-01").map(({ from, to }) => [from, to])).toEqual([
      [null, null],
      ["2026-03-01", "2026-03-01"],
      ["2026-02-28", "2026-02-28"],
      ["2026-02-23", "2026-03-01"],
      ["2026-01-31", "2026-03-01"],
    ]);
  });
});

test("what would go again is counted by state, and what was made after that is not", async () => {
  const timezone = "UTC";
  const [filter, until] = [readDeliveryFilter({ from: "2026-03-01", to: "2026-03-03" }), day("2026-03-10")];
  expect(await countShown(filter, { until, timezone })).toEqual({ delivered: 120, dead: 3, unknown: 2 });
  expect(await countShown(filter, { until: day("2026-03-02"), timezone })).toEqual({ delivered: 120 });
});

test("a destination's address is shown by its host alone: the rest is often a secret", async () => {
  const { eventId } = await orderEvent({ type: "order.completed" });
  await planned(eventId);
  const { rows } = await listDeliveries({ filter: readDeliveryFilter({ channel: "webhook" }) });
  expect(rows[0]).toMatchObject({
    ...{ destinationName: "Kitchen screen", eventType: "order.completed", orderNumber: expect.any(String) },
    address: "hooks.example",
  });
  expect(JSON.stringify(rows)).not.toContain("secret");
});

test("a destination that was removed can still be chosen, and says so", async () => {
  await db().destination.update({ where: { id: kitchen }, data: { removedAt: new Date() } });
  expect(await listDestinationNames()).toContainEqual({ id: kitchen, name: "Kitchen screen", removed: true });
});
