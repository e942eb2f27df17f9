import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { setDayTimes } from "@/lib/pickup/set-day-times";
import { closeDay as closeOneDay } from "@/lib/settings/close-day";
import { reopenDay } from "@/lib/settings/reopen-day";
import { countStock } from "@/lib/stock/count-stock";
import { planDayInput, planInput } from "@/lib/stock/input-of-plan";
import { keepPlan } from "@/lib/stock/keep-plan";
import { listMade, listMadeDays, readPlan } from "@/lib/stock/plan-queries";
import { receiveStock } from "@/lib/stock/receive-stock";
import { type Plan, planSteps, wantedFor } from "@/lib/stock/rules-of-plan";
import { savePlan } from "@/lib/stock/save-plan";
import { setPlanDay } from "@/lib/stock/set-plan-day";
import { addDays, type Day, fromDate, instantAt, toDate, weekdayOf } from "@/lib/time";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  buy,
  counter,
  fillCart,
  manager,
  openShop,
  owner,
  settle,
  stock,
  submit,
  tomorrow,
} from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await db()
    .$executeRaw`TRUNCATE items, stock_levels, stock_entries, bake_plan, bake_plan_exceptions, closed_days, events, orders CASCADE`;
});

const today = addDays(tomorrow, -1);
const everyDay = (variantId: string, quantity: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ variantId, weekday, quantity }));
const version = async () => (await readPlan(today)).version;
type Lines = { variantId: string; weekday: number; quantity: number }[];
const save = async (lines: Lines, more: { horizonDays?: number; startsOn?: Day | null; endsOn?: Day | null } = {}) =>
  savePlan(manager, { version: await version(), horizonDays: 7, startsOn: null, endsOn: null, ...more, lines });
const setDay = async (day: Day, lines: { variantId: string; quantity: number }[]) =>
  setPlanDay(manager, { version: await version(), day, lines });

/** An item without any level yet. */
async function plannable() {
  const made = await stock(0);
  await db().stockLevel.delete({ where: { id: made.levelId } });
  return made;
}

/** On hand by day, from today on. */
async function onHand(variantId: string): Promise<Record<Day, number>> {
  const levels = await db().stockLevel.findMany({ where: { variantId }, orderBy: { day: "asc" } });
  return Object.fromEntries(levels.map((level) => [fromDate(level.day!), level.onHand]));
}

const ahead = (count: number, from = tomorrow) => Array.from({ length: count }, (_, index) => addDays(from, index));

describe("the bake plan", () => {
  test("makes the days' levels at once when it is saved, through the ledger, and a second time changes nothing", async () => {
    const { variantId } = await plannable();
    await save(everyDay(variantId, 24));
    const levels = await onHand(variantId);
    for (const day of ahead(6)) expect(levels[day]).toBe(24);
    expect(await db().stockEntry.findFirst({ where: { level: { variantId, day: toDate(tomorrow) } } })).toMatchObject({
      reason: "planned",
      onHandDelta: 24,
      causeKind: "plan",
      actor: { name: manager.name },
    });
    const entries = await db().stockEntry.count();
    expect(await keepPlan()).toEqual({ changed: 0, stuck: [] });
    expect((await save(everyDay(variantId, 24))).changed).toBe(0);
    expect(await db().stockEntry.count()).toBe(entries);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("is an event with what changed, before and after", async () => {
    const { variantId, sku } = await plannable();
    await save([{ variantId, weekday: 6, quantity: 40 }]);
    await save([{ variantId, weekday: 6, quantity: 44 }], { horizonDays: 14 });
    expect(await db().event.findFirst({ where: { type: "plan.saved" }, orderBy: { id: "desc" } })).toMatchObject({
      snapshot: { horizonDays: 14, lines: [{ sku, weekday: 6, quantity: 44 }] },
      previous: { horizonDays: 7, lines: [{ sku, weekday: 6, quantity: 40 }] },
    });
    expect(await db().event.count({ where: { type: "plan.applied" } })).toBeGreaterThan(0);
  });

  test("reaches one day further each night, however many workers extend it", async () => {
    const { variantId } = await plannable();
    await save(everyDay(variantId, 10));
    const nights = [1, 2, 3].map((days) => instantAt(addDays(today, days), 720, "Europe/London"));
    await Promise.all(nights.flatMap((night) => [keepPlan(night), keepPlan(night), keepPlan(night)]));
    const levels = await onHand(variantId);
    for (const day of ahead(9)) expect(levels[day]).toBe(10);
    expect(levels[addDays(today, 10)]).toBeUndefined();
    expect(await db().stockEntry.count({ where: { level: { variantId } } })).toBe(Object.keys(levels).length);
  });

  test("changed, it moves the levels that nobody changed by hand, and leaves the others", async () => {
    const { variantId } = await plannable();
    await save(everyDay(variantId, 20));
    const [ordered, counted, received, sold] = ahead(4) as [Day, Day, Day, Day];
    await submit(await fillCart([{ variantId, quantity: 3 }], ordered));
    await countStock(owner, { variantId, day: counted, counted: 18, note: "Two broke" });
    await receiveStock(owner, { variantId, day: received, quantity: 5, note: "More" });
    const order = await submit(await fillCart([{ variantId, quantity: 4 }], sold));
    await markOrderReady(owner, { orderId: order.id });
    await completeOrder(owner, { orderId: order.id });

    await save(everyDay(variantId, 26));

    const levels = await onHand(variantId);
    expect(levels[ordered]).toBe(26);
    expect(levels[counted]).toBe(18);
    expect(levels[received]).toBe(25);
    expect(levels[sold]).toBe(22);
  });

  test("never goes below what is promised: nothing is saved, and the refusal names every level with its orders", async () => {
    const { variantId } = await plannable();
    await save(everyDay(variantId, 20));
    const [first, second] = ahead(2) as [Day, Day];
    const orders = [
      await submit(await fillCart([{ variantId, quantity: 8 }], first)),
      await submit(await fillCart([{ variantId, quantity: 9 }], second)),
    ];
    await expect(save(everyDay(variantId, 5))).rejects.toMatchObject({
      code: "rows_refused",
      detail: {
        rows: [
          { day: first, orders: [{ orderId: orders[0]!.id, quantity: 8 }] },
          { day: second, orders: [{ orderId: orders[1]!.id, quantity: 9 }] },
        ],
      },
    });
    expect((await onHand(variantId))[addDays(second, 1)]).toBe(20);
    expect((await readPlan(today)).lines.every((line) => line.quantity === 20)).toBe(true);
  });

  test("makes none on closed days, and takes back what a day had that closes later, but for what is promised", async () => {
    const { variantId } = await plannable();
    await save(everyDay(variantId, 20));
    const [closed, promised] = ahead(2) as [Day, Day];
    await submit(await fillCart([{ variantId, quantity: 2 }], promised));
    await db().closedDay.createMany({ data: [{ day: toDate(closed) }, { day: toDate(promised) }] });
    const { changed, stuck } = await keepPlan();
    expect(changed).toBe(1);
    expect(stuck).toMatchObject([{ day: promised, orders: [{ quantity: 2 }] }]);
    expect(await onHand(variantId)).toMatchObject({ [closed]: 0, [promised]: 20 });
    // What cannot follow is no reason to refuse a change that is about other days.
    await save(everyDay(variantId, 22));
    expect(await onHand(variantId)).toMatchObject({ [promised]: 20, [addDays(promised, 1)]: 22 });
  });

  test("makes what is planned for an extra day, though its weekday is closed, until it is a closed day, and again as it opens", async () => {
    const { variantId } = await plannable();
    const [extra, other] = ahead(2) as [Day, Day];
    await db().openingHours.deleteMany({ where: { weekday: weekdayOf(extra) } });
    await save(everyDay(variantId, 20));
    expect(await onHand(variantId)).toMatchObject({ [other]: 20 });
    expect((await onHand(variantId))[extra] ?? 0).toBe(0);
    const windows = [{ startsMinute: 600, endsMinute: 720, capacity: 9 }];
    const times = { day: extra, leadMinutes: 0, dayCapacity: null, orderDaysBefore: 0, orderByMinute: 1440 };
    await setDayTimes(manager, { ...times, windows });
    await keepPlan();
    expect((await onHand(variantId))[extra]).toBe(20);
    await setDay(extra, [{ variantId, quantity: 12 }]);
    expect((await onHand(variantId))[extra]).toBe(12);
    await closeOneDay(manager, { day: extra, reason: "Holiday" });
    await keepPlan();
    expect((await onHand(variantId))[extra]).toBe(0);
    await reopenDay(manager, { day: extra });
    await keepPlan();
    expect((await onHand(variantId))[extra]).toBe(12);
    await setDayTimes(manager, { ...times, windows: [] });
    await keepPlan();
    expect((await onHand(variantId))[extra]).toBe(0);
    const hours = { opensMinute: 480, closesMinute: 780, orderDaysBefore: 0, orderByMinute: 1440 };
    await db().openingHours.create({ data: { weekday: weekdayOf(extra), ...hours } });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("is made anew by the worker at once when a day gets times, closes or opens", async () => {
    const asked = async () => {
      const [row] = await db().$queryRaw<{ jobs: number }[]>`
        SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = 'stock.plan'`;
      return row!.jobs;
    };
    const before = await asked();
    const windows = [{ startsMinute: 600, endsMinute: 720, capacity: 9 }];
    const times = {
      day: tomorrow,
      windows,
      leadMinutes: 0,
      dayCapacity: null,
      orderDaysBefore: 0,
      orderByMinute: 1440,
    };
    await setDayTimes(manager, times);
    expect(await asked()).toBe(before + 1);
    await closeOneDay(manager, { day: tomorrow, reason: "" });
    await reopenDay(manager, { day: tomorrow });
    await reopenDay(manager, { day: tomorrow });
    expect(await asked()).toBe(before + 3);
    await setDayTimes(manager, { ...times, windows: [] });
  });

  test("holds from its first day to its last", async () => {
    const { variantId } = await plannable();
    const [first, second, third] = ahead(3) as [Day, Day, Day];
    await save(everyDay(variantId, 12), { startsOn: second, endsOn: second });
    expect(await onHand(variantId)).toEqual({ [second]: 12 });
    await save(everyDay(variantId, 12), { startsOn: first, endsOn: null });
    expect(await onHand(variantId)).toMatchObject({ [first]: 12, [second]: 12, [third]: 12 });
  });

  test("leaves today as it is once it was filled, unless the day itself is set", async () => {
    const { variantId } = await plannable();
    await db().openingHours.updateMany({ data: { closesMinute: 1440 } });
    await save(everyDay(variantId, 20));
    await save(everyDay(variantId, 30));
    expect(await onHand(variantId)).toMatchObject({ [today]: 20, [tomorrow]: 30 });
    await setDay(today, [{ variantId, quantity: 25 }]);
    expect((await onHand(variantId))[today]).toBe(25);
    await db().openingHours.updateMany({ data: { closesMinute: 780 } });
  });
});

describe("a single day", () => {
  test("can have more, less or none, and follows its weekday again when nothing is said", async () => {
    const { variantId, sku } = await plannable();
    await save(everyDay(variantId, 20));
    await setDay(tomorrow, [{ variantId, quantity: 35 }]);
    expect((await onHand(variantId))[tomorrow]).toBe(35);
    await setDay(tomorrow, [{ variantId, quantity: 0 }]);
    expect((await onHand(variantId))[tomorrow]).toBe(0);
    await setDay(tomorrow, []);
    expect((await onHand(variantId))[tomorrow]).toBe(20);
    expect(await db().event.findFirst({ where: { type: "plan.day_set" }, orderBy: { id: "asc" } })).toMatchObject({
      snapshot: { day: tomorrow, exceptions: { [sku]: 35 } },
      previous: { exceptions: {} },
    });
  });

  test("cannot have fewer than are promised", async () => {
    const { variantId } = await plannable();
    await save(everyDay(variantId, 20));
    const order = await submit(await fillCart([{ variantId, quantity: 3 }]));
    await expect(setDay(tomorrow, [{ variantId, quantity: 2 }])).rejects.toMatchObject({
      detail: { rows: [{ orders: [{ orderId: order.id }] }] },
    });
    expect(await db().bakePlanException.count()).toBe(0);
  });

  test("can be made as a past day was: what was planned and received then, and not what was sold or taken back", async () => {
    const { variantId } = await plannable();
    const past = addDays(today, -7);
    await receiveStock(owner, { variantId, day: past, quantity: 30, note: "Bake" });
    await receiveStock(owner, { variantId, day: past, quantity: 6, note: "Second bake" });
    await countStock(owner, { variantId, day: past, counted: 2, note: "Sold at the fair" });
    expect(await listMadeDays(today)).toEqual([past]);
    expect(await listMade([past])).toEqual([{ variantId, day: past, made: 36 }]);
  });
});

describe("two people, one plan", () => {
  test("the later is told who saved before, and nothing is overwritten unseen", async () => {
    const { variantId } = await plannable();
    await save(everyDay(variantId, 20));
    const opened = await version();
    await savePlan(owner, {
      version: opened,
      horizonDays: 7,
      startsOn: null,
      endsOn: null,
      lines: everyDay(variantId, 22),
    });
    const late = { version: opened, horizonDays: 7, startsOn: null, endsOn: null, lines: everyDay(variantId, 5) };
    await expect(savePlan(manager, late)).rejects.toMatchObject({
      code: "changed_meanwhile",
      detail: { by: owner.name },
    });
    await expect(setPlanDay(manager, { version: opened, day: tomorrow, lines: [] })).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    expect((await onHand(variantId))[tomorrow]).toBe(22);
  });

  test("the counter's staff and strangers cannot change it", async () => {
    const { variantId } = await plannable();
    const plan = { version: 0, horizonDays: 7, startsOn: null, endsOn: null, lines: everyDay(variantId, 5) };
    await expect(savePlan(counter, plan)).rejects.toMatchObject({ code: "not_permitted" });
    await expect(savePlan(null, plan)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(setPlanDay(counter, { version: 0, day: tomorrow, lines: [] })).rejects.toMatchObject({
      code: "not_permitted",
    });
    expect(await db().stockLevel.count()).toBe(0);
    expect(await db().event.count()).toBe(0);
  });
});

test("a plan that shrinks races orders: what was promised is there, whoever was first", async () => {
  const loaf = await plannable();
  await save(everyDay(loaf.variantId, 20));
  const { values, errors } = await settle<unknown>([
    ...Array.from({ length: 14 }, () => buy(loaf, 1)),
    save(everyDay(loaf.variantId, 8)),
  ]);
  const level = await db().stockLevel.findFirstOrThrow({ where: { variantId: loaf.variantId, day: toDate(tomorrow) } });
  const shrunk = level.onHand === 8;
  expect([8, 20]).toContain(level.onHand);
  expect(level.committed).toBeLessThanOrEqual(level.onHand);
  expect(errors).toEqual(shrunk ? { out_of_stock: 14 - level.committed } : { rows_refused: 1 });
  expect(values).toHaveLength(shrunk ? level.committed + 1 : 14);
  expect(await wrongInBooks()).toEqual([]);
});

describe("the plan's rules", () => {
  const plan: Plan = {
    horizonDays: 3,
    startsOn: null,
    endsOn: null,
    lines: [{ variantId: "a", weekday: weekdayOf("2026-11-28"), quantity: 40 }],
    exceptions: [{ variantId: "a", day: "2026-11-29", quantity: 7 }],
  };
  const open = new Set(["2026-11-27", "2026-11-28", "2026-11-29"]);

  test("a closed day gets none, whatever its weekday or exception says", () => {
    const wanted = (days: string[]) => wantedFor(plan, { open: new Set(days) });
    expect(wanted(["2026-11-28"])("a", "2026-11-28")).toBe(40);
    expect(wanted(["2026-11-28"])("a", "2026-11-29")).toBe(0);
    expect(wanted(["2026-11-29"])("a", "2026-11-29")).toBe(7);
  });

  test("steps say the change, not the number, so that what was sold stays sold", () => {
    const steps = planSteps(
      plan,
      { today: "2026-11-27", todayIsOver: false, open },
      ["a"],
      [{ variantId: "a", day: "2026-11-28", planned: 30, byHand: false }],
    );
    expect(steps).toEqual([
      { variantId: "a", day: "2026-11-28", wanted: 40, change: 10 },
      { variantId: "a", day: "2026-11-29", wanted: 7, change: 7 },
    ]);
  });

  test("what is typed into the grid must be whole numbers; empty is none, or its weekday's", () => {
    const id = `var_${"0".repeat(26)}`;
    const form = {
      version: "3",
      horizonDays: "28",
      startsOn: "",
      endsOn: "",
      [`${id}.6`]: "40",
      [`${id}.7`]: "",
      $ACTION_x: "",
    };
    expect(planInput.parse(form).lines).toEqual([
      { variantId: id, weekday: 6, quantity: 40 },
      { variantId: id, weekday: 7, quantity: 0 },
    ]);
    expect(planInput.safeParse({ ...form, [`${id}.1`]: "4.5" }).error?.issues[0]?.path).toEqual([`${id}.1`]);
    expect(planInput.safeParse({ ...form, startsOn: "2026-12-02", endsOn: "2026-12-01" }).success).toBe(false);
    expect(planDayInput.parse({ version: "0", day: "2026-12-24", [id]: "0" }).lines).toEqual([
      { variantId: id, quantity: 0 },
    ]);
    expect(planDayInput.parse({ version: "0", day: "2026-12-24", [id]: "" }).lines).toEqual([]);
  });
});
