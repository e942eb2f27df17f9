import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as schemas from "@/app/api/v1/schemas";
import { db } from "@/lib/db/client";
import { toDate } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { openShop, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { content, newKey, post, postUntilServed, problemIn, readOrder } from "./calling";

useDatabase();
process.env.RATE_LIMITS = "off";

let loaf: Stocked;
beforeAll(openShop);
beforeEach(async () => {
  loaf = await stock(5);
});

const pickup = { day: tomorrow };
const one = () => content([{ sku: loaf.sku, quantity: 1 }], { pickup });

describe("placing an order", () => {
  test("a first request is answered 201 with the order and the address of its page", async () => {
    const note = "Ring twice 🥖 شكرا";
    const answer = await post({ ...one(), note, expected_total_minor: 450 });
    expect(answer.status).toBe(201);
    const { order, url } = schemas.orderBody.parse(await answer.json());
    expect(order).toMatchObject({
      status: "placed",
      revision: 1,
      payment_status: "unpaid",
      currency: "GBP",
      pickup,
      note,
      total_minor: 450,
      lines: [{ sku: loaf.sku, quantity: 1, unit_price_minor: 450, total_minor: 450 }],
    });
    expect(url).toBe(`http://localhost:3000/orders/${order.token}`);
    expect(answer.headers.get("location")).toBe(`/api/v1/orders/${order.token}`);
    expect((await readOrder(order.token)).body).toEqual({ order, url });
    expect(await db().order.findUniqueOrThrow({ where: { token: order.token } })).toMatchObject({ channel: "api" });
  });

  test("a repeat is answered 200 with the same order, however its JSON is written", async () => {
    const key = newKey();
    const first = await (await post(one(), { key })).json();
    const { lines, customer, ...rest } = one();
    const again = await post({ note: "", ...rest, customer: { phone: null, ...customer }, lines }, { key });
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(first);
  });

  test("the same key with other content is refused", async () => {
    const key = newKey();
    await post(one(), { key });
    const other = await post(content([{ sku: loaf.sku, quantity: 2 }], { pickup }), { key });
    expect(await problemIn(other)).toMatchObject({ status: 422, code: "key_reused" });
  });

  test("one key sent fifty times at once is one order", async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 50 }, () => postUntilServed(one(), { key })));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([...Array(49).fill(200), 201]);
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as schemas.OrderBody[];
    expect(new Set(bodies.map(({ order }) => order.id)).size).toBe(1);
    expect(await db().stockLevel.findUniqueOrThrow({ where: { id: loaf.levelId } })).toMatchObject({ committed: 1 });
  });

  test("a refusal leaves the key free", async () => {
    const key = newKey();
    await db().stockLevel.update({ where: { id: loaf.levelId }, data: { onHand: 0 } });
    expect((await post(one(), { key })).status).toBe(409);
    await db().stockLevel.update({ where: { id: loaf.levelId }, data: { onHand: 5 } });
    expect((await post(one(), { key })).status).toBe(201);
  });

  test("without a day it is for the next one that can be ordered for, also when it is repeated after the shop closed", async () => {
    const jam = await stock(5, { keeps: true });
    const key = newKey();
    const wanted = content([{ sku: jam.sku, quantity: 1 }]);
    const first = await post(wanted, { key });
    expect(first.status).toBe(201);
    const placed = await first.json();
    await db().shop.updateMany({ data: { orderingOpen: false } });
    await db().openingHours.updateMany({ data: { orderDaysBefore: 60 } });
    try {
      const again = await post(wanted, { key });
      expect(again.status).toBe(200);
      expect(await again.json()).toEqual(placed);
      expect(await problemIn(await post(wanted))).toMatchObject({ status: 409 });
    } finally {
      await db().shop.updateMany({ data: { orderingOpen: true } });
      await db().openingHours.updateMany({ data: { orderDaysBefore: 0 } });
    }
  });

  test("a phone number is kept as E.164; with texts it must be a mobile one", async () => {
    const customer = { name: "A. Example", phone: "07700 900123" };
    const notify = { email: false, text: true };
    const answer = await post({ ...one(), customer, notify });
    expect(answer.status).toBe(201);
    expect(((await answer.json()) as schemas.OrderBody).order.customer).toEqual({
      name: "A. Example",
      email: "",
      phone: "+447700900123",
    });
    const landline = await post({ ...one(), customer: { ...customer, phone: "+441632960000" }, notify });
    expect((await problemIn(landline)).errors).toEqual([expect.objectContaining({ path: "customer.phone" })]);
    const called = { ...one().customer, phone: "+441632960000" };
    expect((await post({ ...one(), customer: called })).status).toBe(201);
  });
});

describe("what the shop refuses", () => {
  test("short stock names every short line, with what was asked and what is left", async () => {
    const rye = await stock(1);
    const plenty = await stock(9);
    const lines = [
      { sku: loaf.sku, quantity: 4 },
      { sku: plenty.sku, quantity: 1 },
      { sku: rye.sku, quantity: 2 },
      { sku: loaf.sku, quantity: 3 },
    ];
    const answer = await post(content(lines, { pickup }));
    expect(await problemIn(answer)).toMatchObject({
      type: "urn:holdfast:problem:out_of_stock",
      status: 409,
      code: "out_of_stock",
      lines: [
        { sku: loaf.sku, requested: 7, available: 5 },
        { sku: rye.sku, requested: 2, available: 1 },
      ],
    });
    expect(await db().orderLine.count({ where: { variantId: plenty.variantId } })).toBe(0);
  });

  test("a total that is not the one expected", async () => {
    const answer = await post({ ...one(), expected_total_minor: 449 });
    expect(await problemIn(answer)).toMatchObject({
      status: 409,
      code: "price_changed",
      total_minor: 450,
      expected_total_minor: 449,
    });
  });

  test("a variant that is hidden", async () => {
    await db().variant.update({ where: { id: loaf.variantId }, data: { hiddenAt: new Date() } });
    expect(await problemIn(await post(one()))).toMatchObject({
      status: 409,
      code: "not_on_sale",
      lines: [{ sku: loaf.sku }],
    });
  });

  test("more than the limit for one order", async () => {
    const cake = await stock(9, { limitPerOrder: 2 });
    const answer = await post(content([{ sku: cake.sku, quantity: 3 }], { pickup }));
    expect(await problemIn(answer)).toMatchObject({
      status: 422,
      code: "limit_passed",
      lines: [{ sku: cake.sku, requested: 3, limit: 2 }],
    });
  });

  test("an SKU that it does not sell", async () => {
    const answer = await post(content([{ sku: "NO-SUCH", quantity: 1 }], { pickup }));
    expect(await problemIn(answer)).toMatchObject({ status: 422, code: "unknown_sku", skus: ["NO-SUCH"] });
  });

  test("a day that is closed, or past, or far away", async () => {
    await db().closedDay.create({ data: { day: toDate(tomorrow) } });
    const closed = await post(one());
    await db().closedDay.deleteMany();
    expect(await problemIn(closed)).toMatchObject({ status: 409, code: "day_closed", day: tomorrow });
    for (const day of ["2020-01-01", "2199-01-01", "0001-01-01", "9999-12-31"])
      expect(await problemIn(await post({ ...one(), pickup: { day } }))).toMatchObject({ status: 409 });
  });

  test("any order while the shop is closed", async () => {
    await db().shop.updateMany({ data: { orderingOpen: false, closedMessage: "Back on Monday." } });
    const answer = await post(one());
    await db().shop.updateMany({ data: { orderingOpen: true } });
    expect(await problemIn(answer)).toMatchObject({ status: 409, code: "shop_closed", detail: "Back on Monday." });
  });
});

test("an order is found by its token alone", async () => {
  for (const token of ["AAAAAAAAAAAAAAAAAAAAAA", "201", "", "a".repeat(5000), "\0", "' OR 1=1", "../../admin"]) {
    const { status, body } = await readOrder(token);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: "not_found" });
  }
});
