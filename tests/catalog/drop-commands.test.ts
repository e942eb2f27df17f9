import { beforeAll, describe, expect, test } from "vitest";
import { cancelDrop } from "@/lib/catalog/cancel-drop";
import { changeDrop } from "@/lib/catalog/change-drop";
import { endDrop } from "@/lib/catalog/end-drop";
import { hideItem } from "@/lib/catalog/hide-item";
import { dropChangeInput, dropInput } from "@/lib/catalog/input-of-drops";
import { makeDrop } from "@/lib/catalog/make-drop";
import { publishItem } from "@/lib/catalog/publish-item";
import { findItem } from "@/lib/catalog/queries";
import { dropStateAt, waitWords } from "@/lib/catalog/rules-of-drops";
import { scheduleItem } from "@/lib/catalog/schedule-item";
import { db } from "@/lib/db/client";
import { dropIn, shelf, typed } from "@/tests/catalog/drops";
import { draft, eventsAbout } from "@/tests/catalog/typed";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, manager, openShop, owner, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const minute = 60_000;
const read = (id: string) => db().drop.findUniqueOrThrow({ where: { id } });

describe("a drop", () => {
  test("is made of items that are on sale or not, begins and ends in the shop's zone, and is in the log", async () => {
    const loaf = await shelf();
    const itemId = await draft({ name: "A draft" });
    const id = await makeDrop(manager, typed([loaf.itemId, itemId], { ends: "2031-05-03T12:00" }));
    expect(await read(id)).toMatchObject({
      slug: "saturdays-forty",
      startsAt: new Date("2031-05-03T08:00:00Z"),
      endsAt: new Date("2031-05-03T11:00:00Z"),
    });
    expect(await db().item.findUnique({ where: { id: itemId } })).toMatchObject({ hiddenAt: null });
    expect(await eventsAbout(id)).toMatchObject([
      { type: "drop.made", snapshot: { items: [loaf.name, "A draft"], startsAt: "2031-05-03T08:00:00.000Z" } },
    ]);
    expect((await eventsAbout(itemId)).at(-1)).toMatchObject({ type: "item.published" });
    const other = await makeDrop(owner, typed([(await shelf()).itemId]));
    expect((await read(other)).slug).toBe("saturdays-forty-2");
  });

  test("is refused what makes no sense, and nothing is kept of it", async () => {
    const { itemId } = await shelf();
    const before = await db().drop.count();
    const make = (more: Parameters<typeof typed>[1]) => makeDrop(owner, typed([itemId], more));
    await expect(make({ starts: "2025-05-03T09:00" })).rejects.toMatchObject({ code: "begins_in_the_past" });
    await expect(make({ ends: "2031-05-03T09:00" })).rejects.toMatchObject({ code: "ends_before_it_starts" });
    await expect(make({ itemIds: ["itm_00000000000000000000000000"] })).rejects.toMatchObject({ code: "not_found" });
    await expect(makeDrop(counter, typed([itemId]))).rejects.toMatchObject({ code: "not_permitted" });
    await expect(makeDrop(null, typed([itemId]))).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await db().drop.count()).toBe(before);
  });

  test("shares no item with another at the same time, but may follow it", async () => {
    const { itemId, name } = await shelf();
    const make = (starts: string, ends: string) => makeDrop(owner, typed([itemId], { starts, ends }));
    const first = await make("2031-05-03T09:00", "2031-05-03T12:00");
    const refused = { code: "drops_overlap", detail: { items: [{ item: name, drop: "Saturday’s forty" }] } };
    await expect(make("2031-05-03T11:00", "")).rejects.toMatchObject(refused);
    await expect(make("2031-05-02T09:00", "")).rejects.toMatchObject(refused);
    const second = await make("2031-05-03T12:00", "2031-05-03T13:00");
    const longer = { ...typed([itemId], { ends: "2031-05-03T12:30" }), dropId: first, version: 0 };
    await expect(changeDrop(owner, longer)).rejects.toMatchObject(refused);
    expect(await read(second)).toMatchObject({ cancelledAt: null });
  });

  test("is changed once by a form: one opened before is told, and what really changed is in the log", async () => {
    const [one, other] = [await shelf(), await shelf()];
    const id = await makeDrop(owner, typed([one.itemId]));
    await changeDrop(manager, { ...typed([other.itemId], { name: "Forty" }), dropId: id, version: 0 });
    expect((await eventsAbout(id)).at(-1)).toMatchObject({
      type: "drop.changed",
      previous: { name: "Saturday’s forty", items: [one.name] },
    });
    const stale = changeDrop(owner, { ...typed([one.itemId]), dropId: id, version: 0 });
    await expect(stale).rejects.toMatchObject({ code: "changed_meanwhile" });
    expect(await findItem(one.slug, tomorrow)).toBeNull();
  });

  test("that was begun keeps its beginning and its items, and can be ended at once", async () => {
    const [one, other] = [await shelf(), await shelf()];
    const { id } = await dropIn([one], -minute);
    await buy(one);
    const change = (more: Parameters<typeof typed>[1]) =>
      changeDrop(owner, { ...typed([other.itemId], more), dropId: id, version: 0 });
    await expect(change({ starts: "2031-05-03T09:00" })).rejects.toMatchObject({ code: "drop_begun" });
    await expect(cancelDrop(owner, { dropId: id })).rejects.toMatchObject({ code: "drop_begun" });
    await change({ starts: "", words: "Going fast." });
    await endDrop(owner, { dropId: id });
    await expect(buy(one)).rejects.toMatchObject({ code: "not_on_sale" });
    await expect(endDrop(owner, { dropId: id })).rejects.toMatchObject({ code: "drop_over" });
    expect(await findItem(other.slug, tomorrow)).not.toBeNull();
    await publishItem(owner, one);
    expect(await buy(one)).toMatchObject({ repeated: false });
  });

  test("that is cancelled hides its items, so that nothing goes on sale by it, and frees them for another", async () => {
    const loaf = await shelf();
    const { id } = await dropIn([loaf], 60 * minute);
    await expect(endDrop(owner, { dropId: id })).rejects.toMatchObject({ code: "drop_not_begun" });
    await cancelDrop(manager, { dropId: id });
    expect(await findItem(loaf.slug, tomorrow)).toBeNull();
    await expect(buy(loaf)).rejects.toMatchObject({ code: "not_on_sale" });
    await expect(cancelDrop(manager, { dropId: id })).rejects.toMatchObject({ code: "drop_over" });
    expect(await eventsAbout(loaf.itemId)).toMatchObject([{ type: "item.hidden" }]);
    await publishItem(owner, loaf);
    expect(await buy(loaf)).toMatchObject({ repeated: false });
  });

  test("decides about its items alone: they have no schedule beside it, and hidden they stay hidden", async () => {
    const loaf = await shelf();
    const { id } = await dropIn([loaf], -minute);
    const schedule = scheduleItem(owner, { itemId: loaf.itemId, from: "2031-05-03T09:00", until: "" });
    await expect(schedule).rejects.toMatchObject({ code: "in_drop", detail: { drop: "Saturday’s forty" } });
    await hideItem(owner, loaf);
    await expect(buy(loaf)).rejects.toMatchObject({ code: "not_on_sale" });
    await endDrop(owner, { dropId: id });
    await scheduleItem(owner, { itemId: loaf.itemId, from: "2031-05-03T09:00", until: "" });
  });
});

describe("the form of a drop", () => {
  const form = { name: "Forty", starts: "2031-05-03T09:00", ends: "", tellMinutes: "60" };

  test("sends a box for each item", () => {
    const items = { "item:itm_00000000000000000000000001": "on", "item:nonsense": "on" };
    expect(dropInput.parse({ ...form, ...items })).toMatchObject({
      itemIds: ["itm_00000000000000000000000001"],
      saysCount: false,
      tellMinutes: 60,
    });
  });

  test("is refused without a name, a beginning, items or a known time to tell, all said at once", () => {
    const wrong = (more: object) => dropInput.safeParse({ ...form, ...more }).error?.issues.map(({ path }) => path[0]);
    expect(wrong({ starts: "" })).toEqual(["starts", "items"]);
    expect(wrong({ name: "", starts: "", tellMinutes: "7" })).toEqual(["name", "tellMinutes", "starts", "items"]);
    expect(wrong({ starts: "soon", "item:itm_00000000000000000000000001": "on" })).toEqual(["starts"]);
    expect(dropChangeInput.safeParse({ ...form, dropId: "drp_1", version: "0" }).success).toBe(false);
  });
});

test("the state of a drop changes at the very instants", () => {
  const startsAt = new Date("2026-11-28T09:00:00Z");
  const endsAt = new Date("2026-11-28T10:00:00Z");
  const at = (time: string, terms = { startsAt, endsAt, cancelledAt: null as Date | null }) =>
    dropStateAt(terms, new Date(`2026-11-28T${time}Z`));
  expect([at("08:59:59.999"), at("09:00:00"), at("09:59:59.999"), at("10:00:00")]).toEqual([
    "coming",
    "running",
    "running",
    "over",
  ]);
  expect(at("09:30:00", { startsAt, endsAt, cancelledAt: startsAt })).toBe("cancelled");
});

test("a wait is told in days and hours, then in minutes, then by the second", () => {
  expect([200_000_000, 90_000_000, 86_400_000, 3_900_000, 249_000, 1, 0, -5].map(waitWords)).toEqual([
    "2 days 7 h",
    "1 day 1 h",
    "1 day",
    "1 h 05 min",
    "4:09",
    "0:01",
    "0:00",
    "0:00",
  ]);
});
