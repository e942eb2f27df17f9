import { afterEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import type { LockedLevel } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { changeMany } from "@/lib/stock/change-many";
import { closeDay } from "@/lib/stock/close-day";
import { countStock } from "@/lib/stock/count-stock";
import { savePlan } from "@/lib/stock/save-plan";
import { writeOffStock } from "@/lib/stock/write-off-stock";
import { instantAt } from "@/lib/time";
import { cloneDatabase } from "@/tests/support/database";
import { buy, openShop, owner, readLevel, type Stocked, stock, tomorrow } from "@/tests/support/shop";

/**
 * What staff do by hand against a customer who orders at the same moment, and against each other, with each of the two guards taken away in
 * turn. The seam exists only here: the read of the levels takes no lock and waits until both have read.
 */
const race = vi.hoisted(() => ({ racing: 0, waiting: [] as (() => void)[] }));

vi.mock("@/lib/db/locks", async (original) => {
  const real = await original<typeof import("@/lib/db/locks")>();
  const lockLevels = (tx: Tx, ids: readonly string[]) =>
    race.racing > 0 ? readTogether(tx, ids) : real.lockLevels(tx, ids);
  return { ...real, lockLevels };
});

async function readTogether(tx: Tx, ids: readonly string[]): Promise<LockedLevel[]> {
  const select = {
    id: true,
    variantId: true,
    onHand: true,
    committed: true,
    held: true,
    waiting: true,
    version: true,
  } as const;
  const levels = await tx.stockLevel.findMany({ where: { id: { in: [...ids] } }, select });
  await new Promise<void>((go) => {
    race.waiting.push(go);
    if (race.waiting.length === race.racing) for (const next of race.waiting) next();
  });
  return levels;
}

const dropCheck = "ALTER TABLE stock_levels DROP CONSTRAINT stock_levels_promises_within_on_hand";
let cleanUp = async () => {};

afterEach(async () => {
  Object.assign(race, { racing: 0, waiting: [] });
  await cleanUp();
});

type Guards = { lock: boolean; check: boolean };

async function shopWith({ check }: Guards): Promise<Stocked> {
  const clone = await cloneDatabase({ change: check ? undefined : dropCheck });
  process.env.DATABASE_URL = clone.url;
  cleanUp = async () => {
    await closeDatabase();
    await clone.drop();
  };
  await openShop();
  return stock(0);
}

const plan = (variantId: string, quantity: number, version: number) => {
  const lines = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ variantId, weekday, quantity }));
  return savePlan(owner, { version, horizonDays: 2, startsOn: null, endsOn: null, lines });
};

/** Ways in which staff take units away of which a customer wants nine of ten. */
const ways: [string, (loaf: Stocked) => Promise<unknown>][] = [
  ["a count", ({ variantId }) => countStock(owner, { variantId, day: tomorrow, counted: 4, note: "x" })],
  [
    "a write-off",
    ({ variantId }) => writeOffStock(owner, { variantId, day: tomorrow, quantity: 6, why: "burnt", note: "" }),
  ],
  ["the close of day", () => closeDay(owner, { day: tomorrow }, instantAt(tomorrow, 1_200, "Europe/London"))],
  ["a smaller plan", ({ variantId }) => plan(variantId, 3, 1)],
];

describe.each(ways)("%s against a customer who orders", (_, hand) => {
  test("lock off and CHECK dropped: more is promised than there is", async () => {
    const { level, errors } = await raceBuyer(hand, { lock: false, check: false });
    expect(errors).toEqual([]);
    expect(level.committed).toBe(9);
    expect(level.onHand).toBeLessThan(9);
  });

  test("lock off and CHECK on: the later is stopped, and the database says 23514", async () => {
    const { level, errors } = await raceBuyer(hand, { lock: false, check: true });
    expect(errors.map(sqlState)).toEqual(["23514"]);
    expect(level.committed).toBeLessThanOrEqual(level.onHand);
  });

  test("lock on and CHECK dropped: whoever is first has it, and the other is told or takes what is left", async () => {
    const { level, errors } = await raceBuyer(hand, { lock: true, check: false });
    for (const error of errors)
      expect(["out_of_stock", "below_promised", "rows_refused"]).toContain((error as { code: string }).code);
    expect(level.committed).toBeLessThanOrEqual(level.onHand);
  });
});

async function raceBuyer(hand: (loaf: Stocked) => Promise<unknown>, guards: Guards) {
  const loaf = await shopWith(guards);
  await plan(loaf.variantId, 10, 0);
  race.racing = guards.lock ? 0 : 2;
  const results = await Promise.allSettled([buy(loaf, 9), hand(loaf)]);
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  return { level: await readLevel(loaf.levelId), errors };
}

describe("two people count one shelf at once", () => {
  const count = (loaf: Stocked, counted: number) =>
    changeMany(owner, { day: tomorrow, note: "x", rows: [{ variantId: loaf.variantId, counted }] });

  test("lock off: both differences are taken, and the level is what neither counted", async () => {
    expect(await countTwice({ lock: false, check: true })).toBe(5);
  });

  test("lock on: the level is what the later counted", async () => {
    expect([7, 8]).toContain(await countTwice({ lock: true, check: true }));
  });

  async function countTwice(guards: Guards): Promise<number> {
    const loaf = await shopWith(guards);
    await plan(loaf.variantId, 10, 0);
    race.racing = guards.lock ? 0 : 2;
    await Promise.all([count(loaf, 7), count(loaf, 8)]);
    expect(await db().stockEntry.count({ where: { levelId: loaf.levelId, reason: "counted" } })).toBe(2);
    return (await readLevel(loaf.levelId)).onHand;
  }
});
