import { beforeAll, describe, expect, test } from "vitest";
import { askToBeTold } from "@/lib/catalog/ask-to-be-told";
import { openDrops } from "@/lib/catalog/open-drops";
import { eraseWhoWaits } from "@/lib/customers/erase-who-waits";
import { findCustomers } from "@/lib/customers/queries";
import { findWhoWaits } from "@/lib/customers/waiting-queries";
import { db } from "@/lib/db/client";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { recordAttempt } from "@/lib/deliveries/record-attempt";
import { askForOrders } from "@/lib/orders/ask-for-orders";
import { askCode } from "@/lib/people/ask-code";
import { receiveStock } from "@/lib/stock/receive-stock";
import { closeLists } from "@/lib/waiting/close-lists";
import { joinWaitingList } from "@/lib/waiting/join-waiting-list";
import { dropIn, shelf } from "@/tests/catalog/drops";
import { tracesOf } from "@/tests/customers/traces";
import { useDatabase } from "@/tests/support/database";
import { counter, customer, fillCart, manager, openShop, owner, stock, submit, tomorrow } from "@/tests/support/shop";
import { ask, join, readPlace } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);

async function planAll(): Promise<void> {
  const events = await db().event.findMany({ where: { dispatchedAt: null }, select: { id: true } });
  for (const { id } of events) await planDeliveries(id);
}

const placeOf = (token: string) => db().waitingPlace.findUniqueOrThrow({ where: { token } });

/** One mail to an address was tried, and what went wrong names it. */
async function failOne(address: string): Promise<void> {
  const { id } = await db().delivery.findFirstOrThrow({ where: { address, state: "waiting" } });
  await db().delivery.update({ where: { id }, data: { nextAttemptAt: new Date(0) } });
  const claimed = await claimDelivery(id);
  await recordAttempt(claimed!, { outcome: "failed", detail: `450 No room for <${address}>` });
}

describe("somebody who only waits", () => {
  test("is found by name, email or number, though nobody among the customers", async () => {
    const loaf = await stock(0);
    const wish = { variantId: loaf.variantId, day: tomorrow, wanted: 1, takesFewer: false };
    const phone = "+447700900555";
    await joinWaitingList(
      { ...wish, name: "Quentin Quiet", email: "", phone, contact: phone },
      { cartToken: undefined },
    );
    await ask(loaf, { contact: "rosa.rare@example.org" });
    const found = async (typed: string) => (await findWhoWaits(typed)).map(({ contact }) => contact);
    expect(await found("quiet")).toEqual([phone]);
    expect(await found("07700 900555")).toEqual([phone]);
    expect(await found("rosa.rare")).toEqual(["rosa.rare@example.org"]);
    expect(await found("100%")).toEqual([]);
    expect(await findCustomers("rosa.rare", "Europe/London")).toEqual([]);
  });

  test("is erased: nothing of them is anywhere in the database, in no table, message or job", async () => {
    const email = "zelda.zabel@example.org";
    const [gone, kept] = [await stock(0), await stock(0)];
    const tokens = [await join(gone, { contact: email }), await join(kept, { contact: email })];
    await db().waitingPlace.updateMany({ where: { contact: email }, data: { name: "Zelda Zabel" } });
    const next = await join(kept);
    await receiveStock(counter, { variantId: kept.variantId, day: tomorrow, quantity: 1, note: "" });
    const { slug, id } = await dropIn([await shelf()], 60_000);
    await askToBeTold({ drop: slug, email });
    await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() - 1_000) } });
    await openDrops();
    await askToBeTold({ drop: (await dropIn([await shelf()], 3_600_000)).slug, email });
    const cartId = await fillCart([]);
    await db().cart.update({
      where: { id: cartId },
      data: { draft: { name: "Zelda Zabel", email: "Zelda.Zabel@example.org" } },
    });
    await askCode(customer, { cartId, email: "Zelda.Zabel@example.org", phone: "" });
    await askForOrders(customer, { email }, "192.0.2.9");
    await planAll();
    await failOne(email);
    const before = await tracesOf(["zelda"]);
    expect(before).toEqual(
      expect.arrayContaining([
        ...["public.waiting_places.contact", "public.waiting_places.email", "public.waiting_places.name"],
        ...["public.drop_wishes.email", "public.carts.draft", "public.event_personal.snapshot"],
        ...["public.deliveries.address", "public.delivery_attempts.detail"],
      ]),
    );

    const { id: waitingId } = await placeOf(tokens[0]!);
    expect(await eraseWhoWaits(owner, { waitingId })).toEqual({ places: 2, wishes: 2 });

    expect(await tracesOf(["zelda", "zabel"])).toEqual([]);
    expect(await db().contactCode.count({ where: { cartId } })).toBe(0);
    expect(await Promise.all(tokens.map(placeOf))).toMatchObject([{ personKey: "" }, { personKey: "" }]);
    expect((await Promise.all(tokens.map(readPlace))).map(({ state }) => state)).toEqual(["left", "left"]);
    // What was kept for them is the next one's.
    expect(await readPlace(next)).toMatchObject({ state: "offered", offeredUnits: 1 });
    const open = { state: { in: ["waiting" as const, "sending" as const, "kept" as const] }, address: "" };
    expect(await db().delivery.count({ where: open })).toBe(0);
    const [event] = await db().event.findMany({ where: { type: "customer.erased", subjectId: waitingId } });
    expect(event).toMatchObject({ actor: { id: owner.id }, snapshot: { places: 2, wishes: 2 } });
    await expect(eraseWhoWaits(owner, { waitingId })).rejects.toMatchObject({ code: "already_erased" });
    expect(await closeLists()).toBe(0);
  });

  test("is erased by a wish to be told of a drop as well", async () => {
    const { slug } = await dropIn([await shelf()], 3_600_000);
    await askToBeTold({ drop: slug, email: "wanda.wish@example.org" });
    const [row] = await findWhoWaits("wanda.wish");
    expect(row).toMatchObject({ inLine: 0, ended: 0, wishes: 1 });
    expect(await eraseWhoWaits(manager, { waitingId: row!.waitingId })).toEqual({ places: 0, wishes: 1 });
    expect(await tracesOf(["wanda.wish"])).toEqual([]);
    await expect(eraseWhoWaits(manager, { waitingId: row!.waitingId })).rejects.toMatchObject({ code: "not_found" });
  });

  test("is left alone while a message to them is being prepared, and who ordered is erased with their orders", async () => {
    const email = "olga.orders@example.org";
    const { id: waitingId } = await placeOf(await ask(await stock(0), { contact: email }));
    await expect(eraseWhoWaits(owner, { waitingId })).rejects.toMatchObject({ code: "still_telling" });
    expect((await db().waitingPlace.findUniqueOrThrow({ where: { id: waitingId } })).contact).toBe(email);
    await planAll();
    const loaf = await stock(1);
    const typed = { customer: { name: "Olga", email: "Olga.Orders@example.org", phone: "" } };
    await submit(await fillCart([{ variantId: loaf.variantId, quantity: 1 }]), typed);
    await expect(eraseWhoWaits(owner, { waitingId })).rejects.toMatchObject({ code: "has_orders" });
    expect(await findWhoWaits("olga")).toEqual([]);
  });

  test("is erased by those alone who may erase customers", async () => {
    const { id: waitingId } = await placeOf(await ask(await stock(0)));
    await expect(eraseWhoWaits(counter, { waitingId })).rejects.toMatchObject({ code: "not_permitted" });
    await expect(eraseWhoWaits(null, { waitingId })).rejects.toMatchObject({ code: "not_signed_in" });
  });
});
