import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/id";
import { findFirstRun } from "@/lib/reports/first-run";
import { changeShop } from "@/lib/settings/change-shop";
import { emptyShop } from "@/lib/settings/empty-shop";
import { putAwayFirstRun } from "@/lib/settings/put-away-first-run";
import { getShop, listHours } from "@/lib/settings/queries";
import { noteBeat } from "@/lib/staff/note-beat";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, customer, manager, openShop, owner, stock } from "@/tests/support/shop";

useDatabase();
const staff = { id: newId("stf"), name: "Mina", email: "mina@example.org", passwordHash: "x", role: "owner" } as const;
beforeAll(async () => {
  await db().staffMember.create({
    data: { ...staff, sessions: { create: { id: "ses_1", expiresAt: new Date("2999-01-01") } } },
  });
});
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE events, shop, opening_hours, categories, orders, carts, marks, stock_levels CASCADE`;
  await openShop();
});

describe("starting fresh", () => {
  test("takes everything out but who may sign in, and says so in the log that begins anew", async () => {
    await noteBeat(owner, "ses_1");
    await buy(await stock(5), 2);
    await emptyShop(owner, { word: "empty", keepSettings: false });
    const counts = await Promise.all([
      db().order.count(),
      db().item.count(),
      db().stockEntry.count(),
      db().delivery.count(),
      db().openingHours.count(),
    ]);
    expect(counts).toEqual([0, 0, 0, 0, 0]);
    expect((await getShop()).name).toBe("Your shop");
    expect(await db().staffMember.count()).toBe(1);
    expect(await db().session.count()).toBe(1);
    expect(await db().event.findMany({ select: { type: true, actor: true, snapshot: true, previous: true } })).toEqual([
      {
        type: "shop.emptied",
        actor: { kind: "staff", id: owner.id, name: owner.name },
        snapshot: { keepSettings: false },
        previous: { orders: 1, items: 1 },
      },
    ]);
    await seedDemo();
    expect(await db().item.count()).toBe(0);
  });

  test("keeps the settings if asked, begins the numbers anew, and the shop can sell at once", async () => {
    const { version } = await getShop();
    await changeShop(owner, { version, name: "Fern & Rye", orderPrefix: "FR-" });
    await buy(await stock(5));
    await emptyShop(owner, { word: " empty ", keepSettings: true });
    expect(await getShop()).toMatchObject({ name: "Fern & Rye", orderPrefix: "FR-" });
    expect(await listHours()).toHaveLength(7);
    await db().category.create({ data: { id: newId("cat"), slug: "bread", name: "Bread", position: 1 } });
    expect((await buy(await stock(5))).number).toBe(201);
  });

  test("needs the word, typed, and the owner", async () => {
    await buy(await stock(5));
    const asked = { word: "Empty", keepSettings: false };
    await expect(emptyShop(owner, asked)).rejects.toMatchObject({ code: "wrong_word" });
    for (const actor of [manager, counter, customer, null])
      await expect(emptyShop(actor, { ...asked, word: "empty" })).rejects.toMatchObject({
        code: expect.stringMatching(/^not_/),
      });
    expect(await db().order.count()).toBe(1);
  });
});

describe("the first steps", () => {
  test("are shown in a shop that was started fresh, and ticked from what is there", async () => {
    await db().mark.create({ data: { name: "demo_seeded" } });
    expect(await findFirstRun()).toBeNull();
    await emptyShop(owner, { word: "empty", keepSettings: false });
    const none = {
      named: false,
      hours: false,
      item: false,
      photo: false,
      onSale: false,
      stock: false,
      colleague: false,
      order: false,
    };
    expect(await findFirstRun()).toEqual({ done: none, firstItem: null });
    await changeShop(owner, { version: 0, name: "Fern" });
    expect(await findFirstRun()).toEqual({ done: { ...none, named: true }, firstItem: null });
  });

  test("are shown in a shop that began without the demo, and lead to its first item until that is on sale", async () => {
    await db().mark.deleteMany();
    const { variantId } = await stock(3);
    const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: variantId }, select: { itemId: true } });
    const item = (change: object) => db().item.update({ where: { id: itemId }, data: change, select: { id: true } });
    await item({ hiddenAt: new Date() });
    const draft = { done: { item: true, photo: false, stock: true, onSale: false }, firstItem: itemId };
    expect(await findFirstRun()).toMatchObject(draft);
    await item({ hiddenAt: null });
    expect(await findFirstRun()).toMatchObject({ done: { ...draft.done, onSale: true }, firstItem: itemId });
  });

  test("are put away once, by whoever may change settings, and stay away", async () => {
    await emptyShop(owner, { word: "empty", keepSettings: true });
    await expect(putAwayFirstRun(counter)).rejects.toMatchObject({ code: "not_permitted" });
    expect(await findFirstRun()).not.toBeNull();
    await putAwayFirstRun(manager);
    await putAwayFirstRun(manager);
    expect(await findFirstRun()).toBeNull();
    expect(await db().event.count({ where: { type: "shop.first_run_put_away" } })).toBe(1);
  });
});
