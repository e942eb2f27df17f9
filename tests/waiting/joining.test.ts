import { beforeAll, describe, expect, test } from "vitest";
import { tokenHash } from "@/lib/checkout/cart-token";
import { db } from "@/lib/db/client";
import { newCartId, newId, newToken } from "@/lib/id";
import { toDate } from "@/lib/time";
import { confirmPlace } from "@/lib/waiting/confirm-place";
import { joinWaitingList } from "@/lib/waiting/join-waiting-list";
import { leavePlace } from "@/lib/waiting/leave-place";
import { mostAsks, mostLists } from "@/lib/waiting/rules";
import { useDatabase } from "@/tests/support/database";
import { openShop, readLevel, settle, stock, tomorrow } from "@/tests/support/shop";
import { ask, join, readPlace, statesOf, waitingOf } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);

const asked = async (token: string) => {
  const { id } = await db().waitingPlace.findUniqueOrThrow({ where: { token } });
  return db().event.count({ where: { subjectId: id, type: "waiting.asked", dispatchedAt: null } });
};

/** What joining sends, by email. */
function wishOf({ variantId }: { variantId: string }, email: string) {
  const typed = { wanted: 1, takesFewer: false, name: "", email, phone: "", contact: email.toLowerCase() };
  return { variantId, day: tomorrow, ...typed };
}

async function joinAgain(times: number, wish: ReturnType<typeof wishOf>): Promise<void> {
  for (let time = 0; time < times; time += 1) await joinWaitingList(wish, { cartToken: undefined });
}

describe("asking for a place in line", () => {
  test("writes to the address, and counts for nothing until it is confirmed", async () => {
    const loaf = await stock(0);
    const token = await ask(loaf);
    expect(await readPlace(token)).toMatchObject({ state: "unconfirmed" });
    expect(await asked(token)).toBe(1);
    expect(await waitingOf(loaf)).toEqual({ counted: 0, places: 0 });
  });

  test("is refused while there are some left, with how many", async () => {
    const loaf = await stock(2);
    await expect(ask(loaf)).rejects.toMatchObject({ code: "some_left", detail: { left: 2 } });
    expect(await db().waitingPlace.count({ where: { variantId: loaf.variantId } })).toBe(0);
  });

  test("is refused to whoever has the units in their own cart", async () => {
    const loaf = await stock(1);
    const [id, token] = [newCartId(), newToken()];
    await db().cart.create({ data: { id, tokenHash: tokenHash(token) } });
    await db().hold.create({
      data: {
        ...{ id: newId("hld"), levelId: loaf.levelId, cartId: id, units: 1 },
        ...{ madeAt: new Date(), endsAt: new Date(Date.now() + 60_000) },
      },
    });
    await db().stockLevel.update({ where: { id: loaf.levelId }, data: { held: 1 } });
    const input = { variantId: loaf.variantId, day: tomorrow, wanted: 1, takesFewer: false, name: "" };
    const reach = { email: "own@example.org", phone: "", contact: "own@example.org" };
    await expect(joinWaitingList({ ...input, ...reach }, { cartToken: token })).rejects.toMatchObject({
      code: "in_your_cart",
    });
    await joinWaitingList({ ...input, ...reach }, { cartToken: newToken() });
  });

  test("is refused for a closed shop, a closed day, an item that is not on sale, and more than one order may have", async () => {
    const loaf = await stock(0, { limitPerOrder: 2 });
    await expect(ask(loaf, { wanted: 3 })).rejects.toMatchObject({ code: "limit_reached" });
    await db().shop.updateMany({ data: { orderingOpen: false } });
    await expect(ask(loaf)).rejects.toMatchObject({ code: "shop_closed" });
    await db().shop.updateMany({ data: { orderingOpen: true } });
    await db().closedDay.create({ data: { day: toDate(tomorrow) } });
    await expect(ask(loaf)).rejects.toMatchObject({ code: "day_closed" });
    await db().closedDay.deleteMany();
    await db().variant.update({ where: { id: loaf.variantId }, data: { hiddenAt: new Date() } });
    await expect(ask(loaf)).rejects.toMatchObject({ code: "not_on_sale" });
  });

  test("again writes again, a few times, and makes no second place; until it is confirmed the last wish counts", async () => {
    const loaf = await stock(0);
    const contact = "again@example.org";
    const token = await ask(loaf, { contact });
    await ask(loaf, { contact, wanted: 3, takesFewer: true });
    expect(await db().waitingPlace.findUniqueOrThrow({ where: { token } })).toMatchObject({
      wanted: 3,
      takesFewer: true,
    });
    await confirmPlace(token);
    for (let time = 0; time < mostAsks; time += 1) await ask(loaf, { contact, wanted: 1 });
    expect(await asked(token)).toBe(mostAsks);
    expect(await db().waitingPlace.findMany({ where: { contact } })).toMatchObject([{ wanted: 3, state: "waiting" }]);
  });

  test.each([
    ["with a plus", "one.p+two@example.org", "one.p@example.org"],
    ["with dots, a plus and the provider's other name", "on.ep+2@googlemail.com", "onep@gmail.com"],
  ])(
    "by one person who writes the address %s makes one place, and is written to at the first",
    async (_, first, next) => {
      await db().$executeRaw`DELETE FROM rate_limits`;
      const loaf = await stock(0);
      const token = await join(loaf, { contact: first });
      await joinWaitingList(wishOf(loaf, next), { cartToken: undefined });
      const places = await db().waitingPlace.findMany({ where: { levelId: loaf.levelId } });
      expect(places).toMatchObject([{ token, email: first, state: "waiting" }]);
      expect(await asked(token)).toBe(2);
      const others = Array.from({ length: 4 }, (_, at) => wishOf(loaf, next.replace("@", `+${at}@`)));
      await Promise.all(others.map((wish) => joinWaitingList(wish, { cartToken: undefined })));
      expect(await db().waitingPlace.count({ where: { levelId: loaf.levelId } })).toBe(1);
      await expect(joinAgain(9, wishOf(loaf, next))).rejects.toMatchObject({ code: "too_many" });
      await leavePlace(token);
      await db().$executeRaw`DELETE FROM rate_limits`;
      await expect(join(loaf, { contact: next })).resolves.not.toBe(token);
    },
  );

  test("by many at once with one address makes one place", async () => {
    const loaf = await stock(0);
    const contact = "fast@example.org";
    await Promise.all(Array.from({ length: 6 }, () => ask(loaf, { contact })));
    expect(await db().waitingPlace.count({ where: { contact } })).toBe(1);
  });

  test("is bounded for one address, and only whoever opens its messages is told so", async () => {
    const askFor = async (contact: string) => {
      await db().$executeRaw`DELETE FROM rate_limits`;
      return ask(await stock(0), { contact });
    };
    for (let list = 0; list < mostLists; list += 1) await confirmPlace(await askFor(`many+${list}@example.org`));
    const oneMore = await askFor("many@example.org");
    await expect(confirmPlace(oneMore)).rejects.toMatchObject({ code: "too_many_lists" });
    expect(await readPlace(oneMore)).toMatchObject({ state: "unconfirmed" });

    const contact = "idle@example.org";
    for (let list = 0; list < mostLists; list += 1) await askFor(contact);
    await db().$executeRaw`DELETE FROM rate_limits`;
    const { levelId, variantId } = await stock(0);
    await joinWaitingList(wishOf({ variantId }, "idle+more@example.org"), { cartToken: undefined });
    expect(await db().waitingPlace.count({ where: { levelId } })).toBe(0);
    expect(await db().waitingPlace.count({ where: { contact } })).toBe(mostLists);
  });

  test("is answered with a time to wait, by many at once for one address", async () => {
    await db().$executeRaw`DELETE FROM rate_limits`;
    const loaf = await stock(0);
    const { errors } = await settle(Array.from({ length: 12 }, () => ask(loaf, { contact: "hasty@example.org" })));
    expect(errors).toEqual({ too_many: 4 });
  });
});

describe("confirming", () => {
  test("puts the place behind everyone who confirmed before, whoever asked first", async () => {
    const loaf = await stock(0);
    const slow = await ask(loaf);
    const fast = await join(loaf);
    await confirmPlace(slow);
    const [one, other] = await Promise.all(
      [fast, slow].map((token) => db().waitingPlace.findUniqueOrThrow({ where: { token } })),
    );
    expect(one!.position!).toBeLessThan(other!.position!);
    expect(await waitingOf(loaf)).toEqual({ counted: 2, places: 2 });
  });

  test("twice changes nothing the second time", async () => {
    const loaf = await stock(0);
    const token = await join(loaf);
    const before = await readLevel(loaf.levelId);
    await confirmPlace(token);
    expect(await readLevel(loaf.levelId)).toEqual(before);
    expect(await waitingOf(loaf)).toEqual({ counted: 1, places: 1 });
  });

  test("is offered at once what came back meanwhile", async () => {
    const loaf = await stock(0);
    const token = await ask(loaf);
    await db().stockLevel.update({ where: { id: loaf.levelId }, data: { onHand: 1 } });
    await confirmPlace(token);
    expect(await readPlace(token)).toMatchObject({ state: "offered", offeredUnits: 1 });
  });

  test("many at once keep the count", async () => {
    const loaf = await stock(0);
    const tokens = await Promise.all(Array.from({ length: 8 }, () => ask(loaf)));
    await Promise.all(tokens.flatMap((token) => [confirmPlace(token), confirmPlace(token)]));
    expect(await waitingOf(loaf)).toEqual({ counted: 8, places: 8 });
  });

  test("is refused for a place that ended, a day that is closed, and a token that is nobody's", async () => {
    const loaf = await stock(0);
    const left = await ask(loaf);
    await leavePlace(left);
    await expect(confirmPlace(left)).rejects.toMatchObject({ code: "place_ended" });
    await expect(confirmPlace(newToken())).rejects.toMatchObject({ code: "not_found" });
    const late = await ask(loaf);
    await db().closedDay.create({ data: { day: toDate(tomorrow) } });
    await expect(confirmPlace(late)).rejects.toMatchObject({ code: "day_closed" });
    await db().closedDay.deleteMany();
    expect(await statesOf([late])).toEqual(["unconfirmed"]);
  });
});

describe("leaving", () => {
  test("takes a place out of line, confirmed or not, and a new one stands at the end", async () => {
    const loaf = await stock(0);
    const contact = "back@example.org";
    const [first, second] = [await join(loaf, { contact }), await join(loaf)];
    await leavePlace(first);
    await leavePlace(first);
    expect(await waitingOf(loaf)).toEqual({ counted: 1, places: 1 });
    const again = await join(loaf, { contact });
    const places = await db().waitingPlace.findMany({
      where: { levelId: loaf.levelId, state: "waiting" },
      orderBy: { position: "asc" },
    });
    expect(places.map(({ token }) => token)).toEqual([second, again]);
    await expect(leavePlace(newToken())).rejects.toMatchObject({ code: "not_found" });
  });
});
