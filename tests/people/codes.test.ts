import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { changeItem } from "@/lib/catalog/change-item";
import { db } from "@/lib/db/client";
import { fillLinks } from "@/lib/deliveries/fill-links";
import { maskSecrets } from "@/lib/deliveries/mask";
import { listOutbox } from "@/lib/deliveries/outbox-queries";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { changeOwnOrder } from "@/lib/orders/change-own-order";
import { placeCounterOrder } from "@/lib/orders/place-counter-order";
import { placeOrder } from "@/lib/orders/place-order";
import { askCode } from "@/lib/people/ask-code";
import { codeToSend } from "@/lib/people/code-queries";
import { confirmCode } from "@/lib/people/confirm-code";
import { forgetPeople } from "@/lib/people/forget-people";
import { codeInput } from "@/lib/people/input";
import { reopened } from "@/tests/catalog/typed";
import { contactOf, limited } from "@/tests/people/shop";
import { useDatabase } from "@/tests/support/database";
import {
  apiRequest,
  counter,
  customer,
  fillCart,
  openShop,
  owner,
  settle,
  stock,
  submit,
  tomorrow,
} from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
afterEach(() => vi.unstubAllEnvs());

let people = 0;
function somebody() {
  people += 1;
  return { email: `code${people}@example.org`, phone: "" };
}

/** An item that is sold to confirmed contacts alone. */
async function guarded(onHand = 9) {
  const made = await limited(onHand, { limit: 9 });
  await db().item.update({ where: { id: made.itemId }, data: { confirmContact: true } });
  return made;
}

const cartOf = ({ variantId }: { variantId: string }) => fillCart([{ variantId, quantity: 1 }]);
const newest = (cartId: string) =>
  db().contactCode.findFirstOrThrow({ where: { cartId }, orderBy: [{ madeAt: "desc" }, { id: "desc" }] });
const codeOf = async (cartId: string) => (await codeToSend((await newest(cartId)).id))!;
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

describe("an item that asks for a confirmed contact", () => {
  test("is ordered with the code that was sent, and with no other", async () => {
    const [cake, maya] = [await guarded(), somebody()];
    const cartId = await cartOf(cake);
    await expect(submit(cartId, contactOf(maya))).rejects.toMatchObject({ code: "confirm_contact" });
    await askCode(customer, { cartId, ...maya });
    const code = await codeOf(cartId);
    await expect(confirmCode({ cartId, code: other(code) })).rejects.toMatchObject({
      code: "code_wrong",
      detail: { left: 4 },
    });
    await expect(submit(cartId, contactOf(maya))).rejects.toMatchObject({ code: "confirm_contact" });
    await confirmCode({ cartId, code });
    await expect(confirmCode({ cartId, code })).resolves.toBeUndefined();
    await expect(submit(cartId, contactOf(maya))).resolves.toMatchObject({ repeated: false });
  });

  test("asks again for another contact, and for another cart", async () => {
    const [cake, maya] = [await guarded(), somebody()];
    const cartId = await cartOf(cake);
    await askCode(customer, { cartId, ...maya });
    await confirmCode({ cartId, code: await codeOf(cartId) });
    await expect(submit(cartId, contactOf(somebody()))).rejects.toMatchObject({ code: "confirm_contact" });
    await expect(submit(await cartOf(cake), contactOf(maya))).rejects.toMatchObject({ code: "confirm_contact" });
    const written = { ...maya, email: maya.email.toUpperCase() };
    await expect(submit(cartId, contactOf(written))).resolves.toBeDefined();
  });

  test("is not to be had through the API, nor slipped into an order; staff sell it to whom they see", async () => {
    const [cake, maya] = [await guarded(), somebody()];
    const api = { ...apiRequest(randomUUID(), [{ sku: cake.sku, quantity: 1 }]), ...contactOf(maya) };
    await expect(placeOrder({ kind: "api" }, api)).rejects.toMatchObject({
      code: "confirm_contact",
      message: expect.stringContaining("shop's own page"),
    });
    const { token } = await submit(await cartOf(await stock(3)), contactOf(maya));
    await expect(addCartToOrder(customer, { cartId: await cartOf(cake), token })).rejects.toMatchObject({
      code: "confirm_alone",
    });
    const form = { key: randomUUID(), day: tomorrow, channel: "counter" as const, paid: false, lift: undefined };
    const lines = [{ variantId: cake.variantId, quantity: 1 }];
    await expect(placeCounterOrder(counter, { ...contactOf(maya), ...form, lines })).resolves.toBeDefined();
  });
});

describe("an order that has an item which asks for a confirmed contact", () => {
  const grow = async ({ id, token }: { id: string; token: string }) => {
    const { id: lineId } = await db().orderLine.findFirstOrThrow({ where: { orderId: id } });
    return changeOwnOrder(customer, { token, revision: 1, lines: [{ lineId, quantity: 2 }] });
  };

  /** Staff mark the item, or take the mark off. */
  const asking = async ({ itemId }: { itemId: string }, confirmContact: boolean) =>
    changeItem(
      owner,
      await reopened(itemId, {
        limitPerPerson: "9",
        limitDays: "7",
        confirmContact: confirmContact ? "on" : undefined,
      }),
    );

  test("is not let grow by its customer where the item did not ask when they ordered", async () => {
    const [cake, maya] = [await limited(9, { limit: 9 }), somebody()];
    const placed = await submit(await cartOf(cake), contactOf(maya));
    await changeItem(owner, await reopened(cake.itemId, { limitPerPerson: "9", limitDays: "7", confirmContact: "on" }));
    await expect(grow(placed)).rejects.toMatchObject({ code: "confirm_alone" });
    expect(await db().orderLine.findFirstOrThrow({ where: { orderId: placed.id } })).toMatchObject({ quantity: 1 });
  });

  test("grows where its contact was confirmed, whatever else of the item was changed", async () => {
    const [cake, maya] = [await guarded(), somebody()];
    const cartId = await cartOf(cake);
    await askCode(customer, { cartId, ...maya });
    await confirmCode({ cartId, code: await codeOf(cartId) });
    const placed = await submit(cartId, contactOf(maya));
    const typed = { limitPerPerson: "9", limitDays: "7", confirmContact: "on" as const };
    await changeItem(owner, await reopened(cake.itemId, { ...typed, summary: "With plums" }));
    await expect(grow(placed)).resolves.toBeDefined();
  });

  test("grows where its contact was confirmed, also if the item did not ask for a while since", async () => {
    const [cake, maya] = [await guarded(), somebody()];
    const cartId = await cartOf(cake);
    await askCode(customer, { cartId, ...maya });
    await confirmCode({ cartId, code: await codeOf(cartId) });
    const placed = await submit(cartId, contactOf(maya));
    await asking(cake, false);
    await asking(cake, true);
    await expect(grow(placed)).resolves.toBeDefined();
  });

  test("is not let grow where it was added while the item did not ask", async () => {
    const [loaf, cake, maya] = [await stock(3), await guarded(), somebody()];
    const placed = await submit(await cartOf(loaf), contactOf(maya));
    await asking(cake, false);
    await addCartToOrder(customer, { cartId: await cartOf(cake), token: placed.token });
    await asking(cake, true);
    const { id: lineId } = await db().orderLine.findFirstOrThrow({
      where: { orderId: placed.id, variantId: cake.variantId },
    });
    const growing = changeOwnOrder(customer, { token: placed.token, revision: 2, lines: [{ lineId, quantity: 2 }] });
    await expect(growing).rejects.toMatchObject({ code: "confirm_alone" });
  });
});

test("a shop can ask everyone for a code", async () => {
  await db().shop.updateMany({ data: { confirmEveryone: true } });
  const cartId = await cartOf(await stock(1));
  await expect(submit(cartId, contactOf(somebody()))).rejects.toMatchObject({ code: "confirm_contact" });
  await db().shop.updateMany({ data: { confirmEveryone: false } });
  await expect(submit(cartId, contactOf(somebody()))).resolves.toBeDefined();
});

describe("a code", () => {
  test("can be tried five times, however many try at once", async () => {
    const cartId = await cartOf(await stock(1));
    await askCode(customer, { cartId, ...somebody() });
    const code = await codeOf(cartId);
    const { errors } = await settle(Array.from({ length: 12 }, () => confirmCode({ cartId, code: other(code) })));
    expect(errors).toEqual({ code_wrong: 5, code_over: 7 });
    await expect(confirmCode({ cartId, code })).rejects.toMatchObject({ code: "code_over" });
    expect(await newest(cartId)).toMatchObject({ tries: 5, confirmedAt: null });
  });

  test("is over after ten minutes, and once another was sent", async () => {
    const [cartId, maya] = [await cartOf(await stock(1)), somebody()];
    await askCode(customer, { cartId, ...maya });
    const first = await codeOf(cartId);
    await db().$executeRaw`UPDATE contact_codes SET ends_at = now() WHERE cart_id = ${cartId}`;
    await expect(confirmCode({ cartId, code: first })).rejects.toMatchObject({ code: "code_over" });
    expect(await codeToSend((await newest(cartId)).id)).toBeNull();
    await askCode(customer, { cartId, ...maya });
    const second = await codeOf(cartId);
    if (first !== second)
      await expect(confirmCode({ cartId, code: first })).rejects.toMatchObject({ code: "code_wrong" });
    await expect(confirmCode({ cartId, code: second })).resolves.toBeUndefined();
  });

  test("is not sent twice for one press of the button, nor more than five times an hour", async () => {
    const [cartId, maya] = [await cartOf(await stock(1)), somebody()];
    await askCode(customer, { cartId, ...maya });
    await askCode(customer, { cartId, ...maya }, { again: false });
    expect(await db().contactCode.count({ where: { cartId } })).toBe(1);
    const { errors } = await settle(Array.from({ length: 9 }, () => askCode(customer, { cartId, ...maya })));
    expect(errors).toEqual({ too_many: 5 });
    const another = await cartOf(await stock(1));
    await expect(askCode(customer, { cartId: another, ...maya })).rejects.toMatchObject({
      code: "too_many",
      detail: { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 3_500 && seconds <= 3_600) },
    });
    await expect(askCode(customer, { cartId: another, email: "", phone: "" })).rejects.toMatchObject({
      code: "no_contact",
    });
  });

  test("is in no table and on no page: the message gets it as it is sent", async () => {
    const cartId = await cartOf(await stock(1));
    await askCode(customer, { cartId, email: "", phone: "+447700900177" });
    const { id, shown } = await newest(cartId);
    const code = (await codeToSend(id))!;
    expect(code).toMatch(/^\d{6}$/);
    expect(shown).toBe("the number ending in 177");
    const event = await db().event.findFirstOrThrow({ where: { subjectId: id } });
    expect(await planDeliveries(event.id)).toBe(1);
    const text = await db().delivery.findFirstOrThrow({ where: { eventId: event.id } });
    expect(text).toMatchObject({ channel: "text", address: "+447700900177" });
    expect(JSON.stringify([text, await newest(cartId), event])).not.toContain(code);
    expect((await fillLinks(text))?.body).toContain(`your code is ${code}.`);
    expect(maskSecrets(text.body)).toContain("your code is ••••••.");
    await confirmCode({ cartId, code });
    expect(await fillLinks(text)).toBeNull();
  });

  test("is in the outbox as long as it counts and nothing is set up to send it: nobody else could bring it", async () => {
    const [cartId, maya] = [await cartOf(await stock(1)), somebody()];
    await askCode(customer, { cartId, ...maya });
    const { id } = await newest(cartId);
    const event = await db().event.findFirstOrThrow({ where: { subjectId: id } });
    await planDeliveries(event.id);
    await db().delivery.updateMany({ where: { eventId: event.id }, data: { state: "kept" } });
    const shown = async () => (await listOutbox()).messages.find(({ address }) => address === maya.email)!;
    const code = (await codeToSend(id))!;
    const message = await shown();
    expect(message.toActOn).toEqual({ code });
    expect(message.body + message.html).not.toContain(code);
    vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
    expect((await shown()).toActOn).toBeNull();
    vi.unstubAllEnvs();
    await confirmCode({ cartId, code });
    expect((await shown()).toActOn).toBeNull();
  });

  test("is forgotten after a day, and with it whom it was sent to", async () => {
    const [cartId, maya] = [await cartOf(await stock(1)), somebody()];
    await askCode(customer, { cartId, ...maya });
    const { id } = await newest(cartId);
    await db().$executeRaw`UPDATE contact_codes SET made_at = now() - interval '25 hours' WHERE id = ${id}`;
    await forgetPeople();
    expect(await db().contactCode.count({ where: { cartId } })).toBe(0);
  });

  test.each([
    ["123456", true],
    [" 123 456 ", true],
    ["123-456", true],
    ["12345", false],
    ["1234567", false],
    ["١٢٣٤٥٦", false],
    ["", false],
  ])("typed as %j is read: %s", (code, read) => {
    expect(codeInput.safeParse({ code }).success).toBe(read);
  });
});
