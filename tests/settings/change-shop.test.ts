import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { changeHours } from "@/lib/settings/change-hours";
import { changeShop } from "@/lib/settings/change-shop";
import { closeDay } from "@/lib/settings/close-day";
import { getShop, listClosedDays, listHours } from "@/lib/settings/queries";
import { reopenDay } from "@/lib/settings/reopen-day";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, manager, openShop, owner, settle, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE events, shop, opening_hours, closed_days, categories, orders, carts CASCADE`;
  await openShop();
});

const changes = () =>
  db().event.findMany({
    where: { type: "shop.changed" },
    select: { actor: true, snapshot: true, previous: true, dispatchedAt: true },
    orderBy: { id: "asc" },
  });

describe("a setting", () => {
  test("is in force at once, and the event holds only what changed, before and after", async () => {
    const { version } = await getShop();
    expect(await changeShop(manager, { version, name: "Fern & Rye", tagline: "" })).toBe(true);
    expect(await getShop()).toMatchObject({ name: "Fern & Rye", version: version + 1 });
    expect(await changes()).toEqual([
      {
        actor: { kind: "staff", id: manager.id, name: manager.name },
        snapshot: { name: "Fern & Rye" },
        previous: { name: "Test Bakery" },
        dispatchedAt: expect.any(Date),
      },
    ]);
  });

  test("that is the same changes nothing and records nothing", async () => {
    const { version } = await getShop();
    expect(await changeShop(owner, { version, name: "Test Bakery" })).toBe(false);
    expect(await changes()).toEqual([]);
    expect((await getShop()).version).toBe(version);
  });

  test("of a form opened before somebody else saved is refused with their name, and theirs stands", async () => {
    const { version } = await getShop();
    await changeShop(manager, { version, name: "Fern & Rye" });
    await expect(changeShop(owner, { version, tagline: "One oven." })).rejects.toMatchObject({
      code: "changed_meanwhile",
      detail: { what: "shop", by: manager.name },
    });
    expect(await getShop()).toMatchObject({ name: "Fern & Rye", tagline: "" });
  });

  test("saved by two at the same moment is taken from one and refused to the other", async () => {
    const { version } = await getShop();
    const saved = await settle(["Fern", "Rye"].map((name) => changeShop(owner, { version, name })));
    expect(saved).toEqual({ values: [true], errors: { changed_meanwhile: 1 } });
    expect(await changes()).toHaveLength(1);
  });

  test.each([
    ["a customer", customer],
    ["staff", counter],
    ["nobody", null],
  ] as const)("is not for %s to change", async (_, actor) => {
    const { version } = await getShop();
    const wanted = { version, name: "Mine" };
    await expect(changeShop(actor, wanted)).rejects.toMatchObject({ code: expect.stringMatching(/^not_/) });
    await expect(changeHours(actor, { version, hours: [] })).rejects.toMatchObject({
      code: expect.stringMatching(/^not_/),
    });
    await expect(closeDay(actor, { day: tomorrow, reason: "" })).rejects.toMatchObject({
      code: expect.stringMatching(/^not_/),
    });
    await expect(reopenDay(actor, { day: tomorrow })).rejects.toMatchObject({
      code: expect.stringMatching(/^not_/),
    });
    expect(await changes()).toEqual([]);
    expect(await listHours()).toHaveLength(7);
  });

  test("the logo is a photo that the shop has", async () => {
    const { version } = await getShop();
    await expect(changeShop(owner, { version, logo: "no-such-photo" })).rejects.toMatchObject({ code: "not_found" });
    expect((await getShop()).logo).toBe("");
  });
});

describe("another currency", () => {
  test("is taken without a word while there are no orders", async () => {
    const { version } = await getShop();
    await changeShop(owner, { version, currency: "EUR" });
    expect((await getShop()).currency).toBe("EUR");
  });

  test("is refused with what it means once there are orders, taken when that is meant, and leaves the orders alone", async () => {
    const order = await buy(await stock(3));
    const { version } = await getShop();
    await expect(changeShop(owner, { version, currency: "EUR" })).rejects.toMatchObject({
      code: "currency_in_use",
      detail: { from: "GBP", to: "EUR", orders: 1 },
    });
    await changeShop(owner, { version, currency: "EUR", currencyMeant: true });
    const kept = await db().order.findUniqueOrThrow({ where: { id: order.id }, select: { currency: true } });
    expect(kept.currency).toBe("GBP");
    const next = await buy(await stock(3));
    expect((await db().order.findUniqueOrThrow({ where: { id: next.id } })).currency).toBe("EUR");
  });
});

test("a new prefix is on the next order, and the one before keeps its own", async () => {
  const loaf = await stock(5);
  const before = await buy(loaf);
  const { version } = await getShop();
  await changeShop(owner, { version, orderPrefix: "FB-" });
  const after = await buy(loaf);
  const rows = await db().order.findMany({ select: { id: true, numberPrefix: true } });
  expect(new Map(rows.map((row) => [row.id, row.numberPrefix]))).toEqual(
    new Map([
      [before.id, ""],
      [after.id, "FB-"],
    ]),
  );
});

describe("the week", () => {
  const saturday = { weekday: 6, opensMinute: 480, closesMinute: 840, orderDaysBefore: 1, orderByMinute: 960 };

  test("is set whole: a day that is not in it is closed", async () => {
    const { version } = await getShop();
    const before = await listHours();
    expect(await changeHours(owner, { version, hours: [saturday] })).toBe(true);
    expect(await listHours()).toEqual([saturday]);
    expect(await changes()).toMatchObject([{ previous: { hours: before }, snapshot: { hours: [saturday] } }]);
    expect(await changeHours(owner, { version: version + 1, hours: [saturday] })).toBe(false);
  });

  test("a single day is closed with its reason, tells how many orders wait for it, and opens again", async () => {
    await buy(await stock(3));
    expect(await closeDay(manager, { day: tomorrow, reason: "The oven rests" })).toEqual({ orders: 1, waiting: 0 });
    expect(await listClosedDays(tomorrow)).toEqual([{ day: tomorrow, reason: "The oven rests" }]);
    await closeDay(manager, { day: tomorrow, reason: "The oven rests" });
    await reopenDay(manager, { day: tomorrow });
    await reopenDay(manager, { day: tomorrow });
    expect(await listClosedDays(tomorrow)).toEqual([]);
    expect(await changes()).toMatchObject([
      { previous: { closedDay: null }, snapshot: { closedDay: { day: tomorrow, reason: "The oven rests" } } },
      { previous: { closedDay: { day: tomorrow, reason: "The oven rests" } }, snapshot: { closedDay: null } },
    ]);
  });
});
