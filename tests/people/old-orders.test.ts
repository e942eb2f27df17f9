import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { forgetPeople } from "@/lib/people/forget-people";
import { knowOldOrders } from "@/lib/people/know-old-orders";
import { limited, order } from "@/tests/people/shop";
import { openConnections, useDatabase } from "@/tests/support/database";
import { somebodyWaits } from "@/tests/support/lock-waits";
import { openShop } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(() => db().mark.deleteMany({ where: { name: "people_known" } }));

const going = new AbortController().signal;
let people = 0;
const somebody = () => `old${++people}@example.org`;

/** As orders were stored before keys were. */
async function forgetKeys(): Promise<void> {
  await db().orderPerson.deleteMany({});
}

/** Orders of as many people that hold nothing. */
async function fill(count: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO orders (id, number, token, cart_id, channel, status, pickup_day, currency, locale, total_minor, customer_name, customer_email,
                        customer_phone, notify_email, notify_text, note, placed_at, updated_at)
    SELECT 'ord_01H' || lpad(n::text, 23, '0'), 500000 + n, lpad(n::text, 22, 'o'), 'crt_old_' || n, 'web', 'completed', now(), 'GBP', 'en-GB', 0,
           'Old', 'filled' || n || '@example.org', '', true, false, '', now() - interval '1 day', now()
      FROM generate_series(1, ${count}::int) n`;
}

describe("orders from before keys were kept", () => {
  test("count for a limit once their keys are known, by email and by number", async () => {
    const cake = await limited(20, { limit: 2 });
    const [email, phone] = [somebody(), "+447700900321"];
    await order({ email, phone }, cake, 2);
    await forgetKeys();
    await expect(order({ email }, cake, 1)).resolves.toBeDefined();
    expect(await knowOldOrders(going)).toBe(1);
    await expect(order({ email: email.toUpperCase() }, cake, 1)).rejects.toMatchObject({ code: "person_limit" });
    await expect(order({ phone }, cake, 1)).rejects.toMatchObject({ code: "person_limit" });
  });

  test("are known a few hundred at a time, go on where they stopped, and are then left alone", async () => {
    await forgetKeys();
    await fill(450);
    const stopping = new AbortController();
    stopping.abort();
    expect(await knowOldOrders(stopping.signal)).toBe(0);
    expect(await db().mark.count({ where: { name: "people_known" } })).toBe(0);
    const [one, other] = await Promise.all([knowOldOrders(going), knowOldOrders(going)]);
    expect(one + other).toBeGreaterThanOrEqual(450);
    const unknown = await db().order.count({ where: { customerEmail: { not: "" }, people: { none: {} } } });
    expect(unknown).toBe(0);
    expect(await db().orderPerson.count({ where: { order: { customerName: "Old" } } })).toBe(450);
    await forgetKeys();
    expect(await knowOldOrders(going)).toBe(0);
  });

  test("of somebody who is erased at that moment get no keys", async () => {
    const cake = await limited(5);
    const { id } = await order({ email: somebody() }, cake);
    await forgetKeys();
    const [eraser] = await openConnections(1);
    await eraser!.query("BEGIN");
    await eraser!.query("UPDATE orders SET customer_email = '', erased_at = now() WHERE id = $1", [id]);
    const knowing = knowOldOrders(going);
    await somebodyWaits();
    await eraser!.query("COMMIT");
    await knowing;
    expect(await db().orderPerson.count({ where: { orderId: id } })).toBe(0);
    await forgetPeople();
  });
});

test("keys are not chained: each address and number counts for itself, and none passes its limit", async () => {
  const cake = await limited(20, { limit: 2 });
  const [first, second, phone] = [somebody(), somebody(), "+447700900654"];
  await order({ email: first, phone }, cake, 1);
  await order({ email: second, phone }, cake, 1);
  await expect(order({ phone }, cake, 1)).rejects.toMatchObject({ code: "person_limit" });
  // The bound: by the second address one more, since it had one. By any of the three, nothing after that.
  await order({ email: second }, cake, 1);
  await order({ email: first }, cake, 1);
  for (const who of [{ email: first }, { email: second }, { phone }])
    await expect(order(who, cake, 1)).rejects.toMatchObject({ code: "person_limit" });
  const [{ units } = { units: 0 }] = await db().$queryRaw<{ units: number }[]>`
    SELECT sum(quantity)::int AS units FROM order_lines WHERE variant_id = ${cake.variantId}`;
  expect(units).toBeLessThanOrEqual(3 * 2);
});
