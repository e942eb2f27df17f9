import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { cancelAllOrders } from "@/lib/customers/cancel-all-orders";
import { cancelAllInput } from "@/lib/customers/input";
import { findCustomers, getCustomer } from "@/lib/customers/queries";
import { groupPeople } from "@/lib/customers/rules";
import { db } from "@/lib/db/client";
import { completeOrder } from "@/lib/orders/complete-order";
import { markNotCollected } from "@/lib/orders/mark-not-collected";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import {
  type contact,
  counter,
  customer,
  fillCart,
  manager,
  openShop,
  readLevel,
  settle,
  stock,
  submit,
} from "@/tests/support/shop";
import { openTimes, window } from "@/tests/support/times";

useDatabase();
beforeAll(openShop);

let people = 0;

/** Somebody who orders, whom no other test knows. */
function somebody(typed: Partial<typeof contact.customer> = {}) {
  people += 1;
  const phone = `+4477009${String(people).padStart(5, "0")}`;
  return { name: "Pat Prank", email: `pat${people}@example.org`, phone, ...typed };
}

async function order(who: typeof contact.customer, quantity = 1) {
  const loaf = await stock(9);
  const cart = await fillCart([{ variantId: loaf.variantId, quantity }]);
  const { id } = await submit(cart, { customer: who });
  return { id, ...loaf };
}

describe("a customer has no account", () => {
  test("the same email however it is written, or the same number, is the same person", async () => {
    const pat = somebody();
    const first = await order(pat);
    const written = await order({ ...somebody(), email: pat.email.toUpperCase() });
    const called = await order({ ...somebody({ email: "" }), phone: pat.phone });
    await order(somebody());
    const found = await getCustomer(first.id);
    expect(found.orders.map(({ id }) => id)).toEqual([called.id, written.id, first.id]);
    expect(found.sums).toMatchObject({ orders: 3, open: 3 });
    expect(found.otherContacts).toHaveLength(1);
  });

  test("who gave no address is known by one order alone", async () => {
    const [one] = [await order(somebody({ email: "", phone: "" })), await order(somebody({ email: "", phone: "" }))];
    expect((await getCustomer(one!.id)).orders).toHaveLength(1);
  });

  test("their orders come to what was handed over; what nobody collected is counted", async () => {
    const pat = somebody();
    const [done, left] = [await order(pat, 2), await order(pat)];
    for (const { id } of [done, left]) await markOrderReady(counter, { orderId: id });
    await completeOrder(counter, { orderId: done.id });
    await markNotCollected(counter, { orderId: left.id });
    expect((await getCustomer(left.id)).sums).toMatchObject({
      ...{ orders: 2, open: 0, completed: 1, notCollected: 1, totalMinor: 900 },
    });
  });

  test("they are found by name, email or number, once each, with what their orders come to", async () => {
    const quill = somebody({ name: "Freya Quillfeather" });
    const [, newest] = [await order(quill), await order(quill)];
    for (const typed of ["quillfeather", quill.email, quill.phone.replace("+44", "0")]) {
      const found = await findCustomers(typed, "Europe/London");
      expect(found).toMatchObject([{ orderId: newest.id, name: "Freya Quillfeather", orders: 2, open: 2 }]);
    }
    expect(await findCustomers("nobody at all", "Europe/London")).toEqual([]);
    expect((await findCustomers("", "Europe/London"))[0]).toMatchObject({ orderId: newest.id });
  });

  test("each of their orders says when it is collected, with its time if it has one", async () => {
    const pat = somebody();
    const untimed = await order(pat);
    await openTimes([window(9, 20)]);
    const timed = await order(pat);
    await openTimes([]);
    const { orders } = await getCustomer(untimed.id);
    expect(orders.map(({ id, slot }) => [id, slot])).toEqual([
      [timed.id, { startsMinute: 540, endsMinute: 660 }],
      [untimed.id, null],
    ]);
  });

  test("an order that is not there is refused", async () => {
    await expect(getCustomer("ord_01J00000000000000000000000")).rejects.toMatchObject({ code: "not_found" });
  });

  test("orders are grouped by either way to reach somebody", () => {
    const orders = [
      { id: 1, email: "a@x.org", phone: "" },
      { id: 2, email: "", phone: "+1" },
      { id: 3, email: "a@x.org", phone: "+1" },
      { id: 4, email: "", phone: "" },
      { id: 5, email: "", phone: "" },
    ];
    expect(groupPeople(orders).map(({ id }) => id)).toEqual([1, 2, 4, 5]);
  });
});

describe("a prank is cancelled whole", () => {
  const ask = (ids: string[], units: "back" | "written_off" = "back") => ({
    ...{ orderId: ids[0]!, orderIds: ids, reason: "We could not reach you", units },
  });

  test("every listed order once, each with its event and its units back, however often it is pressed", async () => {
    const pat = somebody();
    const orders = [await order(pat, 2), await order(pat, 3), await order(pat)];
    const ids = orders.map(({ id }) => id);
    const { values, errors } = await settle([cancelAllOrders(manager, ask(ids)), cancelAllOrders(manager, ask(ids))]);

    expect(errors).toEqual({});
    expect(values.flatMap(({ cancelled }) => cancelled)).toHaveLength(3);
    expect(values.flatMap(({ left }) => left)).toHaveLength(3);
    for (const { levelId } of orders) expect(await readLevel(levelId)).toMatchObject({ onHand: 9, committed: 0 });
    expect(await db().event.count({ where: { orderId: { in: ids }, type: "order.cancelled" } })).toBe(3);
    expect(await db().stockEntry.count({ where: { orderId: { in: ids }, reason: "order_cancelled" } })).toBe(3);
    expect(await wrongInBooks()).toEqual([]);
  });

  test("goods of a day are written off if that is chosen; goods that keep go back", async () => {
    const pat = somebody();
    const [bread, jam] = [await stock(5), await stock(5, { keeps: true })];
    const lines = [bread, jam].map(({ variantId }) => ({ variantId, quantity: 2 }));
    const { id } = await submit(await fillCart(lines), { customer: pat });
    await cancelAllOrders(manager, ask([id], "written_off"));
    expect(await readLevel(bread.levelId)).toMatchObject({ onHand: 3, committed: 0 });
    expect(await readLevel(jam.levelId)).toMatchObject({ onHand: 5, committed: 0 });
  });

  test("one that was handed over meanwhile is left, and said why; what came after the list stays open, and is named", async () => {
    const pat = somebody();
    const [gone, listed] = [await order(pat), await order(pat)];
    const newer = await order(pat);
    await markOrderReady(counter, { orderId: gone.id });
    await completeOrder(counter, { orderId: gone.id });
    const answer = await cancelAllOrders(manager, ask([gone.id, listed.id]));
    expect(answer).toMatchObject({
      cancelled: [expect.any(String)],
      left: [{ words: expect.stringContaining("already completed") }],
      newer: [expect.any(String)],
    });
    expect(await readLevel(newer.levelId)).toMatchObject({ committed: 1 });
  });

  test("a customer who orders at the same moment loses no unit and gains none: their order stands or was not listed", async () => {
    const pat = somebody();
    const loaf = await stock(40);
    const place = async () =>
      submit(await fillCart([{ variantId: loaf.variantId, quantity: 1 }]), { customer: pat }).then(({ id }) => id);
    const before = await Promise.all(Array.from({ length: 8 }, place));
    const [answer, placed] = await Promise.all([
      cancelAllOrders(manager, ask(before)),
      Promise.all(Array.from({ length: 8 }, place)),
    ]);
    expect(answer.cancelled).toHaveLength(8);
    expect(await db().order.count({ where: { id: { in: placed }, status: "placed" } })).toBe(8);
    expect(await readLevel(loaf.levelId)).toMatchObject({ onHand: 40, committed: 8 });
    const after = await getCustomer(before[0]!);
    expect(after.sums).toMatchObject({ orders: 16, open: 8, cancelled: 8 });
    expect(await wrongInBooks()).toEqual([]);
  });

  test("somebody else's order on the list stops it before anything is done", async () => {
    const [pat, mine] = [await order(somebody()), await order(somebody())];
    await expect(cancelAllOrders(manager, ask([pat.id, mine.id]))).rejects.toMatchObject({ code: "not_their_order" });
    expect(await db().order.count({ where: { id: { in: [pat.id, mine.id] }, status: "placed" } })).toBe(2);
  });

  test("the counter's staff may not, nor anybody outside; nothing changes", async () => {
    const { id } = await order(somebody());
    await expect(cancelAllOrders(counter, ask([id]))).rejects.toMatchObject({ code: "not_permitted" });
    for (const actor of [null, customer] as (Actor | null)[])
      await expect(cancelAllOrders(actor, ask([id]))).rejects.toMatchObject({ code: "not_signed_in" });
    expect(await db().order.findUnique({ where: { id } })).toMatchObject({ status: "placed" });
  });

  test("the form wants a reason and at least one order", () => {
    const { error } = cancelAllInput.safeParse({ orderId: "ord_01J00000000000000000000000", orderIds: "", reason: "" });
    expect(error?.issues.map((issue) => issue.path.join("."))).toEqual(["orderIds", "reason"]);
  });
});
