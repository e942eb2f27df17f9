import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { closeShop } from "@/lib/settings/close-shop";
import { closeShopInput } from "@/lib/settings/input";
import { openShop as openForOrders } from "@/lib/settings/open-shop";
import { getShop } from "@/lib/settings/queries";
import { useDatabase } from "@/tests/support/database";
import { counter, customer, manager, openShop, owner, settle } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(async () => {
  await openForOrders(owner);
  await db().$executeRaw`TRUNCATE events CASCADE`;
});

const types = async () => (await db().event.findMany({ orderBy: { id: "asc" } })).map((event) => event.type);

describe("the switch", () => {
  test("closing keeps the words for customers and says who closed; opening takes the words away", async () => {
    await closeShop(manager, { message: "Back on Thursday" });
    expect(await getShop()).toMatchObject({ orderingOpen: false, closedMessage: "Back on Thursday" });
    await openForOrders(owner);
    expect(await getShop()).toMatchObject({ orderingOpen: true, closedMessage: "" });

    const events = await db().event.findMany({ orderBy: { id: "asc" } });
    expect(events).toMatchObject([
      {
        type: "shop.closed",
        actor: { kind: "staff", name: manager.name },
        snapshot: { orderingOpen: false, closedMessage: "Back on Thursday" },
      },
      { type: "shop.opened", actor: { kind: "staff", name: owner.name } },
    ]);
  });

  test("pressed twice, also at the same moment, it is one event", async () => {
    await settle([1, 2, 3, 4].map(() => closeShop(manager, { message: "" })));
    await closeShop(owner, { message: "Later words" });
    expect(await types()).toEqual(["shop.closed"]);
    expect((await getShop()).closedMessage).toBe("");
  });

  test.each([
    ["counter staff", counter, "not_permitted"],
    ["a customer", customer, "not_signed_in"],
    ["nobody", null, "not_signed_in"],
  ])("%s cannot turn it, and nothing changes", async (_, actor, code) => {
    await expect(closeShop(actor, { message: "" })).rejects.toMatchObject({ code });
    await expect(openForOrders(actor)).rejects.toMatchObject({ code });
    expect((await getShop()).orderingOpen).toBe(true);
    expect(await types()).toEqual([]);
  });

  test("words for customers are bounded", () => {
    expect(closeShopInput.parse({})).toEqual({ message: "" });
    expect(closeShopInput.safeParse({ message: "x".repeat(201) }).success).toBe(false);
  });
});
