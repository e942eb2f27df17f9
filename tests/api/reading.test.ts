import { beforeAll, describe, expect, test } from "vitest";
import * as unknown from "@/app/api/v1/[[...path]]/route";
import * as days from "@/app/api/v1/days/route";
import * as items from "@/app/api/v1/items/route";
import * as orders from "@/app/api/v1/orders/route";
import * as schemas from "@/app/api/v1/schemas";
import { db } from "@/lib/db/client";
import { addDays } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { openShop, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { get, problemIn } from "./calling";

useDatabase();
process.env.RATE_LIMITS = "off";

let loaf: Stocked;
let jam: Stocked;
beforeAll(async () => {
  await openShop();
  loaf = await stock(5);
  jam = await stock(3, { keeps: true, limitPerOrder: 2 });
});

const readDays = async () => schemas.daysBody.parse(await (await days.GET(get("/api/v1/days"), undefined)).json());
const askItems = (query: string) => items.GET(get(`/api/v1/items${query}`), undefined);
const readItems = async (query: string) => schemas.itemsBody.parse(await (await askItems(query)).json());

describe("days", () => {
  test("only those that can be ordered for, the next one first, with their hours", async () => {
    const body = await readDays();
    expect(body).toMatchObject({ ordering_open: true, timezone: "Europe/London" });
    expect(body.days.map(({ day }) => day)).toContain(tomorrow);
    expect(body.days[0]).toMatchObject({ opens: "08:00", closes: "13:00" });
  });

  test("none while every weekday is closed", async () => {
    const hours = await db().openingHours.findMany();
    await db().openingHours.deleteMany();
    const body = await readDays();
    const catalogue = await readItems("");
    await db().openingHours.createMany({ data: hours });
    expect(body.days).toEqual([]);
    expect(catalogue).toMatchObject({ orderable: false });
  });
});

describe("items", () => {
  test("what is on sale, with what is left for the day asked about", async () => {
    const body = await readItems(`?day=${tomorrow}`);
    expect(body).toMatchObject({ day: tomorrow, orderable: true, currency: "GBP" });
    const variants = body.items.flatMap((item) => item.variants);
    expect(variants).toEqual([
      { sku: loaf.sku, name: "800 g", price_minor: 450, limit_per_order: null, available: 5 },
      { sku: jam.sku, name: "800 g", price_minor: 450, limit_per_order: 2, available: 3 },
    ]);
    const later = await readItems(`?day=${addDays(tomorrow, 1)}`);
    expect(later.items.flatMap((item) => item.variants).map(({ available }) => available)).toEqual([0, 3]);
  });

  test("without a day, the next one that can be ordered for", async () => {
    expect((await readItems("")).day).toBe((await readDays()).days[0]?.day);
  });

  test("a shop that takes no orders still shows what it has", async () => {
    await db().shop.updateMany({ data: { orderingOpen: false } });
    const body = await readItems(`?day=${tomorrow}`);
    await db().shop.updateMany({ data: { orderingOpen: true } });
    expect(body.orderable).toBe(false);
    expect(body.items).not.toHaveLength(0);
  });

  test.each(["2026-02-30", "tomorrow", "2020-01-01", "9999-12-31", "%00", "", "2026-11-28%0A", "1e400"])(
    "the day %j is refused, and named",
    async (day) => {
      const problem = await problemIn(await askItems(`?day=${day}`));
      expect(problem).toMatchObject({ status: 422, code: "invalid", errors: [{ path: "day" }] });
    },
  );
});

describe("addresses and methods", () => {
  test("an address that is none of ours is a problem too", async () => {
    for (const method of [unknown.GET, unknown.POST, unknown.PUT, unknown.PATCH, unknown.DELETE])
      expect(await problemIn(await method(get("/api/v1/nothing"), undefined))).toMatchObject({ status: 404 });
  });

  test("a method that an address does not take is answered with those that it takes", async () => {
    const answer = await orders.DELETE();
    expect(answer.headers.get("allow")).toBe("POST");
    expect(await problemIn(answer)).toMatchObject({ status: 405, code: "wrong_method" });
    expect((await items.POST()).headers.get("allow")).toBe("GET, HEAD");
  });

  test("no answer is kept on the way", async () => {
    for (const answer of [await askItems(""), await askItems("?day=x"), await orders.PUT()])
      expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});
