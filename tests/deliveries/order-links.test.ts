import { beforeAll, describe, expect, test } from "vitest";
import { eraseCustomer } from "@/lib/customers/erase-customer";
import { db } from "@/lib/db/client";
import { getDelivery } from "@/lib/deliveries/queries";
import { askForOrders } from "@/lib/orders/ask-for-orders";
import { cancelOwnOrder } from "@/lib/orders/cancel-own-order";
import { planned } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import { contact, customer, fillCart, openShop, owner, stock, submit } from "@/tests/support/shop";
import { tamper } from "@/tests/support/tamper";

useDatabase();
process.env.RATE_LIMITS = "off";
beforeAll(openShop);

async function orderOf(email: string) {
  const cart = await fillCart([{ variantId: (await stock(3)).variantId, quantity: 1 }]);
  return submit(cart, { customer: { ...contact.customer, email, phone: "" } });
}

async function lastAsked() {
  return db().event.findFirstOrThrow({
    where: { type: "customer.asked_for_orders" },
    orderBy: { id: "desc" },
    include: { personal: true },
  });
}

async function ask(email: string, address = "203.0.113.9") {
  const answer = await askForOrders(customer, { email }, address);
  const event = await lastAsked();
  return { answer, event, letters: await planned(event.id) };
}

describe("who lost the link", () => {
  test("is sent the links to all orders of the address, however it is written, and to nobody else's", async () => {
    const [one, two, other] = [
      await orderOf("Ada@example.org"),
      await orderOf("ada@example.org"),
      await orderOf("b@example.org"),
    ];
    const { letters } = await ask("ADA@example.org");
    expect(letters).toMatchObject([{ channel: "email", place: "customer", address: "ada@example.org", orderId: null }]);
    const [{ subject, body, html }] = letters as [(typeof letters)[0]];
    expect(subject).toBe("Test Bakery: your orders");
    for (const { token, number } of [one, two]) {
      expect(body).toContain(`https://shop.example/orders/${token}`);
      expect(html).toContain(`https://shop.example/orders/${token}`);
      expect(body).toContain(`Order ${number}`);
    }
    expect(body).not.toContain(other.token);
  });

  test("hears nothing where there is none, and the answer is the same", async () => {
    await orderOf("known@example.org");
    const [known, unknown] = [await ask("known@example.org"), await ask("unknown@example.org")];
    expect(unknown.answer).toEqual(known.answer);
    expect([known.letters.length, unknown.letters.length]).toEqual([1, 0]);
    expect(unknown.event).toMatchObject({ actor: { kind: "customer" }, subjectId: "", snapshot: {} });
  });

  test("is not sent what is older than 60 days, nor what was erased", async () => {
    const { id, token } = await orderOf("old@example.org");
    await cancelOwnOrder(customer, { token });
    await tamper(
      `UPDATE orders SET placed_at = now() - interval '61 days', pickup_day = current_date - 61 WHERE id = '${id}'`,
    );
    expect((await ask("old@example.org")).letters).toEqual([]);
  });

  test("whose address was typed is forgotten once the letter is written", async () => {
    for (const email of ["known@example.org", "nobody@example.org"]) {
      await askForOrders(customer, { email }, "203.0.113.9");
      const before = await lastAsked();
      expect(before.personal?.snapshot).toEqual({ email });
      await planned(before.id);
      expect((await lastAsked()).personal?.snapshot).toEqual({});
    }
  });

  test("staff see the letter without what opens an order", async () => {
    const { token } = await orderOf("masked@example.org");
    const { letters } = await ask("masked@example.org");
    const shown = JSON.stringify(await getDelivery(letters[0]!.id));
    expect(shown).toContain("/orders/•••");
    expect(shown).not.toContain(token);
  });
});

test("erasing a person empties the letter too, and one that is not written yet is not", async () => {
  const { id, token } = await orderOf("gone@example.org");
  await cancelOwnOrder(customer, { token });
  for (const event of await db().event.findMany({ where: { orderId: id } })) await planned(event.id);
  const { letters } = await ask("gone@example.org");
  await askForOrders(customer, { email: "gone@example.org" }, "203.0.113.9");
  await eraseCustomer(owner, { orderId: id });
  const letter = await db().delivery.findUniqueOrThrow({ where: { id: letters[0]!.id } });
  expect(letter).toMatchObject({ address: "", body: "", html: "", state: "withdrawn" });
  expect(await planned((await lastAsked()).id)).toEqual([]);
  expect(JSON.stringify(await db().eventPersonal.findMany())).not.toContain("gone@example.org");
});
