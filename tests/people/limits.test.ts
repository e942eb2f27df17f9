import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { eraseCustomer } from "@/lib/customers/erase-customer";
import { db } from "@/lib/db/client";
import { changeHowTold } from "@/lib/deliveries/change-how-told";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeOrder } from "@/lib/orders/change-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { counterOrderInput } from "@/lib/orders/counter-input";
import { placeCounterOrder } from "@/lib/orders/place-counter-order";
import { placeOrder } from "@/lib/orders/place-order";
import { forgetPeople } from "@/lib/people/forget-people";
import { contactOf, limited, order, placedDaysAgo } from "@/tests/people/shop";
import { useDatabase } from "@/tests/support/database";
import {
  apiRequest,
  counter,
  customer,
  fillCart,
  openShop,
  owner,
  readLevel,
  stock,
  submit,
  tomorrow,
} from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

let people = 0;
/** Somebody whom the shop never saw. */
function somebody() {
  people += 1;
  return { email: `person${people}@gmail.com`, phone: `+4477009001${String(people).padStart(2, "0")}` };
}

const linesOf = (orderId: string) =>
  db().orderLine.findMany({ where: { orderId }, select: { id: true, quantity: true }, orderBy: { position: "asc" } });

describe("a limit per person", () => {
  test("holds over orders, and the refusal says what was had and when it is possible again", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 2, days: 7 })];
    const first = await order(maya, loaf);
    await order(maya, loaf);
    await placedDaysAgo(first.id, 3);
    const refused = await order(maya, loaf).catch((error) => error);
    expect(refused).toMatchObject({
      code: "person_limit",
      detail: { lines: [{ requested: 1, limit: 2, days: 7, had: 2 }] },
    });
    expect(refused.message).toMatch(
      /^At most 2 of Loaf \d+ per person in 7 days\. 2 were ordered already\. 1 can be ordered from \w{3} \d+ \w{3,4}, \d\d:\d\d on\.$/,
    );
    const { again } = refused.detail.lines[0];
    const { placedAt } = await db().order.findUniqueOrThrow({ where: { id: first.id } });
    expect(again.getTime() - placedAt.getTime()).toBe(7 * 86_400_000);
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 2 });
  });

  test("is over once its days are, and a cancelled order gives back", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 1, days: 7 })];
    const first = await order(maya, loaf);
    await expect(order(maya, loaf)).rejects.toMatchObject({ code: "person_limit" });
    await cancelOrder(owner, { orderId: first.id, reason: "No oven" });
    const second = await order(maya, loaf);
    await placedDaysAgo(second.id, 7);
    await expect(order(maya, loaf)).resolves.toMatchObject({ repeated: false });
  });

  test("counts what was completed and not collected, and all variants of the item together", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 2 })];
    const { variantId } = await stock(9);
    await db().variant.update({ where: { id: variantId }, data: { itemId: loaf.itemId } });
    const { id } = await order(maya, loaf);
    await db().order.update({ where: { id }, data: { status: "completed" } });
    await order(maya, { variantId });
    await expect(order(maya, { variantId })).rejects.toMatchObject({ code: "person_limit" });
    const both = await fillCart([
      { variantId, quantity: 2 },
      { variantId: loaf.variantId, quantity: 1 },
    ]);
    await expect(submit(both, contactOf(somebody()))).rejects.toMatchObject({
      code: "person_limit",
      detail: { lines: [{ requested: 3, had: 0, again: null }] },
    });
  });

  test("leaves the cart as it was, and other people alone", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 1 })];
    await order(maya, loaf);
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    await expect(submit(cart, contactOf(maya))).rejects.toMatchObject({ code: "person_limit" });
    await expect(submit(cart, contactOf(somebody()))).resolves.toMatchObject({ repeated: false });
  });

  test("a repeat of the order that was placed finds it, and is no second one", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 1 })];
    const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
    const placed = await submit(cart, contactOf(maya));
    await expect(submit(cart, contactOf(maya))).resolves.toMatchObject({ id: placed.id, repeated: true });
  });
});

describe("whoever has had theirs cannot have more", () => {
  test.each([
    ["with a plus", (email: string) => email.replace("@", "+again@")],
    ["with dots", (email: string) => `p.${email.slice(1)}`],
    ["in capitals", (email: string) => email.toUpperCase()],
    ["at the provider's other name", (email: string) => email.replace("gmail", "googlemail")],
  ])("by writing the address %s", async (_, written) => {
    const [{ email }, loaf] = [somebody(), await limited(9, { limit: 1 })];
    await order({ email }, loaf);
    await expect(order({ email: written(email) }, loaf)).rejects.toMatchObject({ code: "person_limit" });
  });

  test("by giving another email with the same number, or another number with the same email", async () => {
    const [maya, other, loaf] = [somebody(), somebody(), await limited(9, { limit: 1 })];
    await order(maya, loaf);
    await expect(order({ ...other, phone: maya.phone }, loaf)).rejects.toMatchObject({ code: "person_limit" });
    await expect(order({ ...other, email: maya.email }, loaf)).rejects.toMatchObject({ code: "person_limit" });
    await expect(order(other, loaf)).resolves.toBeDefined();
  });

  test("by changing the address on the order that they have", async () => {
    const [maya, other, loaf] = [somebody(), somebody(), await limited(9, { limit: 1 })];
    const { token } = await order(maya, loaf);
    await changeHowTold(customer, { token, ...other, notify: { email: true, text: false } });
    await expect(order(maya, loaf)).rejects.toMatchObject({ code: "person_limit" });
    await expect(order(other, loaf)).rejects.toMatchObject({ code: "person_limit" });
  });

  test("by the API, at the counter, or there and on the web at once", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 1 })];
    await order(maya, loaf);
    const api = { ...apiRequest(randomUUID(), [{ sku: loaf.sku, quantity: 1 }]), ...contactOf(maya) };
    await expect(placeOrder({ kind: "api" }, api)).rejects.toMatchObject({ code: "person_limit" });
    await expect(placeCounterOrder(counter, atCounter(loaf.variantId, maya))).rejects.toMatchObject({
      code: "person_limit",
    });
    const next = await limited(9, { limit: 1 });
    const both = await Promise.allSettled([
      placeOrder(
        { kind: "api" },
        { ...apiRequest(randomUUID(), [{ sku: next.sku, quantity: 1 }]), ...contactOf(maya) },
      ),
      order(maya, next),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("with a number typed in another way at the counter", async () => {
    const loaf = await limited(9, { limit: 1 });
    await order({ phone: "+447700900999" }, loaf);
    const typed = {
      key: randomUUID(),
      day: tomorrow,
      name: "Maya",
      phone: "07700 900 999",
      [`units-${loaf.variantId}`]: "1",
    };
    const input = counterOrderInput("GB").parse(typed);
    await expect(placeCounterOrder(counter, input)).rejects.toMatchObject({ code: "person_limit" });
  });

  test("with an edit that makes a line longer, or makes the order theirs", async () => {
    const [maya, other, loaf] = [somebody(), somebody(), await limited(9, { limit: 2 })];
    const mine = await order(maya, loaf);
    await order(maya, loaf);
    const [line] = await linesOf(mine.id);
    const more = { orderId: mine.id, revision: 1, lines: [{ lineId: line!.id, quantity: 2 }] };
    await expect(changeOrder(counter, more)).rejects.toMatchObject({
      code: "person_limit",
      detail: { lines: [{ requested: 2, had: 1 }] },
    });
    const theirs = await order(other, loaf);
    const { customer: named, notify } = contactOf(maya);
    const becomes = { orderId: theirs.id, revision: 1, contact: { customer: named, notify } };
    await expect(changeOrder(counter, becomes)).rejects.toMatchObject({ code: "person_limit" });
    await expect(changeOrder(counter, { orderId: mine.id, revision: 1, note: "Sliced" })).resolves.toMatchObject({
      revision: 2,
    });
  });

  test("with an old order: what it grows to counts in full", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 2, days: 7 })];
    const { id } = await order(maya, loaf);
    await placedDaysAgo(id, 30);
    const [line] = await linesOf(id);
    await expect(
      changeOrder(counter, { orderId: id, revision: 1, lines: [{ lineId: line!.id, quantity: 3 }] }),
    ).rejects.toMatchObject({ code: "person_limit" });
  });

  test("with an old order: what it grew to counts from then, for as many days", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 2, days: 7 })];
    const { id, token } = await order(maya, loaf);
    await placedDaysAgo(id, 30);
    const [line] = await linesOf(id);
    await changeOwnOrder(customer, { token, revision: 1, lines: [{ lineId: line!.id, quantity: 2 }] });
    const refused = await order(maya, loaf).catch((error) => error);
    expect(refused).toMatchObject({ code: "person_limit", detail: { lines: [{ requested: 1, had: 2 }] } });
    const { at } = await db().event.findFirstOrThrow({ where: { orderId: id, type: "order.changed" } });
    expect(refused.detail.lines[0].again.getTime() - at.getTime()).toBe(7 * 86_400_000);
  });

  test("an old order that was changed in another way, or became less, stays as old as it is", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 2, days: 7 })];
    const { id } = await order(maya, loaf, 2);
    await placedDaysAgo(id, 30);
    const [line] = await linesOf(id);
    const other = { variantId: (await stock(9)).variantId, quantity: 3 };
    await changeOrder(counter, { orderId: id, revision: 1, note: "Sliced", added: [other] });
    await changeOrder(counter, { orderId: id, revision: 2, lines: [{ lineId: line!.id, quantity: 1 }] });
    await expect(order(maya, loaf, 2)).resolves.toBeDefined();
  });

  test("an edit to somebody else frees who had it before", async () => {
    const [maya, other, loaf] = [somebody(), somebody(), await limited(9, { limit: 1 })];
    const { id } = await order(maya, loaf);
    const { customer: named, notify } = contactOf(other);
    await changeOrder(counter, { orderId: id, revision: 1, contact: { customer: named, notify } });
    await expect(order(other, loaf)).rejects.toMatchObject({ code: "person_limit" });
    await expect(order(maya, loaf)).resolves.toBeDefined();
  });
});

function atCounter(variantId: string, who: { email?: string; phone?: string }, quantity = 1, lift?: string) {
  return {
    ...contactOf(who),
    ...{ key: randomUUID(), day: tomorrow, channel: "counter" as const, paid: false, lift },
    lines: [{ variantId, quantity }],
  };
}

describe("staff let one order pass limits", () => {
  const liftsOf = (orderId: string) =>
    db().event.findMany({
      where: { orderId, type: "order.limit_lifted" },
      select: { actor: true, snapshot: true, dispatchedAt: true, personal: { select: { snapshot: true } } },
    });

  test("at the counter, with a reason that the log keeps; the next order is bound again", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 1 })];
    await order(maya, loaf);
    const { id } = await placeCounterOrder(counter, atCounter(loaf.variantId, maya, 2, "For the school"));
    expect(await liftsOf(id)).toMatchObject([
      {
        actor: { name: "Robin Counter" },
        snapshot: { rules: [expect.stringMatching(/^At most 1 of Loaf \d+ per person in 7 days\.$/)] },
        personal: { snapshot: { text: "For the school" } },
        dispatchedAt: expect.any(Date),
      },
    ]);
    await expect(placeCounterOrder(counter, atCounter(loaf.variantId, maya))).rejects.toMatchObject({
      code: "person_limit",
    });
  });

  test("of a limit per order as well, and in an edit", async () => {
    const loaf = await stock(9, { limitPerOrder: 2 });
    await expect(placeCounterOrder(counter, atCounter(loaf.variantId, {}, 3))).rejects.toMatchObject({
      code: "limit_passed",
    });
    const { id } = await placeCounterOrder(counter, atCounter(loaf.variantId, {}, 3, "A party"));
    expect(await liftsOf(id)).toHaveLength(1);
    const [line] = await linesOf(id);
    const edit = { orderId: id, revision: 1, lines: [{ lineId: line!.id, quantity: 4 }] };
    await expect(changeOrder(counter, edit)).rejects.toMatchObject({ code: "limit_passed" });
    await changeOrder(counter, { ...edit, lift: "A bigger party" });
    expect(await liftsOf(id)).toHaveLength(2);
  });

  test("and a reason that lifts nothing leaves no trace", async () => {
    const loaf = await limited(9, { limit: 1 });
    const { id } = await placeCounterOrder(counter, atCounter(loaf.variantId, somebody(), 1, "Just in case"));
    expect(await liftsOf(id)).toEqual([]);
  });

  test("and nobody else can: neither customers, nor the API, nor who is not signed in", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 1 })];
    const { id } = await order(maya, loaf);
    const [line] = await linesOf(id);
    const counterForm = atCounter(loaf.variantId, maya, 1, "Please");
    const edit = { orderId: id, revision: 1, lines: [{ lineId: line!.id, quantity: 2 }], lift: "Please" };
    for (const actor of [null, customer, { kind: "api" } as const]) {
      await expect(placeCounterOrder(actor, counterForm)).rejects.toMatchObject({ code: "not_signed_in" });
      await expect(changeOrder(actor, edit)).rejects.toMatchObject({ code: "not_signed_in" });
    }
    expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 1 });
  });
});

describe("a shop that bounds open orders that are not paid", () => {
  beforeAll(async () => {
    await db().shop.updateMany({ data: { unpaidPerPerson: 2, unpaidPerAddress: 3, phone: "01234 567890" } });
    return async () => {
      await db().shop.updateMany({ data: { unpaidPerPerson: 0, unpaidPerAddress: 0 } });
    };
  });

  test("refuses one person a third, until one is paid, collected or cancelled", async () => {
    const [maya, loaf] = [somebody(), await stock(9)];
    const first = await order(maya, loaf);
    await order(maya, loaf);
    const refused = await order(maya, loaf).catch((error) => error);
    expect(refused).toMatchObject({ code: "too_many_unpaid", detail: { open: 2, limit: 2, by: "person" } });
    expect(refused.message).toContain("call us: 01234 567890");
    await expect(placeCounterOrder(counter, atCounter(loaf.variantId, maya))).resolves.toBeDefined();
    await cancelOrder(owner, { orderId: first.id, reason: "" });
    await expect(order(maya, loaf)).rejects.toMatchObject({ code: "too_many_unpaid" });
    await db().order.updateMany({ where: { status: "placed" }, data: { paidAt: new Date() } });
    await expect(order(maya, loaf)).resolves.toBeDefined();
  });

  test("refuses an address a fourth, whoever says they are behind it, on the web and in the API", async () => {
    const loaf = await stock(20);
    const from = (address: string) =>
      fillCart([{ variantId: loaf.variantId, quantity: 1 }]).then((cartId) =>
        placeOrder(customer, { ...contactOf(somebody()), key: { cartId }, from: address }),
      );
    for (let count = 0; count < 3; count += 1) await from("192.0.2.7");
    await expect(from("192.0.2.7")).rejects.toMatchObject({ code: "too_many_unpaid", detail: { by: "address" } });
    const api = {
      ...apiRequest(randomUUID(), [{ sku: loaf.sku, quantity: 1 }]),
      ...contactOf(somebody()),
      from: "192.0.2.7",
    };
    await expect(placeOrder({ kind: "api" }, api)).rejects.toMatchObject({ code: "too_many_unpaid" });
    await expect(from("192.0.2.8")).resolves.toBeDefined();
  });
});

test("an order keeps hashes alone, and none of its address while the shop does not bound those", async () => {
  const [maya, loaf] = [somebody(), await stock(9)];
  const cartId = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
  const { id } = await placeOrder(customer, { ...contactOf(maya), key: { cartId }, from: "192.0.2.7" });
  const keys = await db().orderPerson.findMany({ where: { orderId: id } });
  expect(keys.map(({ kind }) => kind)).toEqual(["contact", "contact"]);
  expect(JSON.stringify(keys)).not.toMatch(/person\d|7700|192/);
});

describe("what is remembered of people", () => {
  const keysOf = (orderId: string) => db().orderPerson.count({ where: { orderId } });

  test("goes with a customer who is erased, but for what a limit still looks back to", async () => {
    await db().item.updateMany({ data: { limitPerPerson: null, limitDays: null } });
    const [maya, loaf] = [somebody(), await limited(9, { limit: 1, days: 7 })];
    const [old, recent] = [await order(maya, await stock(1)), await order(maya, loaf)];
    for (const { id } of [old, recent]) await db().order.update({ where: { id }, data: { status: "completed" } });
    await db().$executeRaw`UPDATE events SET dispatched_at = now() WHERE dispatched_at IS NULL`;
    await placedDaysAgo(old.id, 8);
    await eraseCustomer(owner, { orderId: recent.id });
    expect([await keysOf(old.id), await keysOf(recent.id)]).toEqual([0, 2]);
    await expect(order(maya, loaf)).rejects.toMatchObject({ code: "person_limit" });
    await placedDaysAgo(recent.id, 8);
    await forgetPeople();
    expect(await keysOf(recent.id)).toBe(0);
  });

  test("stays while a limit looks back to what an old order grew to", async () => {
    const [maya, loaf] = [somebody(), await limited(9, { limit: 2, days: 7 })];
    const { id } = await order(maya, loaf);
    await placedDaysAgo(id, 30);
    const [line] = await linesOf(id);
    await changeOrder(counter, { orderId: id, revision: 1, lines: [{ lineId: line!.id, quantity: 2 }] });
    await db().order.update({ where: { id }, data: { status: "completed" } });
    await db().$executeRaw`UPDATE events SET dispatched_at = now() WHERE dispatched_at IS NULL`;
    await eraseCustomer(owner, { orderId: id });
    await forgetPeople();
    expect(await keysOf(id)).toBe(2);
    await expect(order(maya, loaf)).rejects.toMatchObject({ code: "person_limit" });
  });

  test("of addresses goes a day after an order is settled, and locked rows go a day after they were", async () => {
    await db().shop.updateMany({ data: { unpaidPerAddress: 50 } });
    const loaf = await stock(9);
    const ids: string[] = [];
    for (const age of [0, 2, 2]) {
      const cartId = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
      const { id } = await placeOrder(customer, { ...contactOf(somebody()), key: { cartId }, from: "192.0.2.7" });
      await db().order.update({ where: { id }, data: { status: ids.length < 2 ? "completed" : "placed" } });
      await db()
        .$executeRaw`UPDATE orders SET updated_at = now() - make_interval(days => ${age}::int) WHERE id = ${id}`;
      ids.push(id);
    }
    await db().$executeRaw`UPDATE people SET seen_at = now() - interval '2 days'`;
    await order(somebody(), await limited(1));
    await forgetPeople();
    const kinds = await db().orderPerson.findMany({ where: { orderId: { in: ids }, kind: "address" } });
    expect(kinds.map(({ orderId }) => orderId).sort()).toEqual([ids[0], ids[2]].sort());
    expect(await db().person.count()).toBe(2);
    await db().shop.updateMany({ data: { unpaidPerAddress: 0 } });
  });
});

test("a customer who changes their own order is bound as by ordering", async () => {
  const [maya, loaf] = [somebody(), await limited(9, { limit: 2 })];
  const { id, token } = await order(maya, loaf);
  await order(maya, loaf);
  const [line] = await linesOf(id);
  const more = { token, revision: 1, lines: [{ lineId: line!.id, quantity: 2 }] };
  await expect(changeOwnOrder(customer, more)).rejects.toMatchObject({ code: "person_limit" });
  const cartId = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
  await expect(addCartToOrder(customer, { cartId, token })).rejects.toMatchObject({ code: "person_limit" });
  expect(await readLevel(loaf.levelId)).toMatchObject({ committed: 2 });
});
