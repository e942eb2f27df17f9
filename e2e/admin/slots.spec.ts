import type { Page } from "@playwright/test";
import { expectAccessible, expectAccessibleAtBothWidths } from "@/e2e/support/accessibility";
import { addToCart, introduce, orderElsewhere, placeOrder, someCustomer } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";
import { giveTimes } from "@/e2e/support/times";
import { addDays } from "@/lib/time";

/** Staff pause ordering for some minutes of their own, with words. */
async function pause(page: Page, minutes: string, words: string): Promise<void> {
  await page.goto("/admin/slots");
  await page.getByText("Pause ordering", { exact: true }).click();
  const form = page.getByRole("form", { name: "Pause ordering" });
  await form.getByRole("radio", { name: "Other" }).check();
  await form.getByLabel("Minutes, if other").fill(minutes);
  await form.getByLabel("Words to customers").fill(words);
  await form.getByRole("button", { name: "Pause ordering now" }).click();
  await expect(page.getByText(/^Paused until \d\d:\d\d/).first()).toBeVisible();
}

test("a customer's open page says at once that ordering is paused, and sells again once staff open it @desktop", async ({
  page: customer,
  openBrowser,
}) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await customer.goto("/");
  const adds = customer.getByRole("button", { name: /Add to cart/ });
  await expect(adds.first()).toBeVisible();
  await customer.evaluate(() => Object.assign(window, { same: true }));

  await pause(page, "45", "The oven is full.");
  await expect(customer.getByText(/^Ordering is paused until \d\d:\d\d/)).toBeVisible();
  await expect(customer.getByText("The oven is full.")).toBeVisible();
  await expect(adds).toHaveCount(0);
  await expect(page.getByText(/^4[45] minutes left$/)).toBeVisible();
  await page.goto("/admin");
  await expect(page.getByText(/^Ordering is paused until/).first()).toBeVisible();

  await page.goto("/admin/slots");
  await page.getByRole("main").getByRole("button", { name: "Open again now" }).click();
  await expect(adds.first()).toBeVisible();
  await expect(customer.getByText(/^Ordering is paused/)).toHaveCount(0);
  expect(await customer.evaluate(() => "same" in window)).toBe(true);
});

test("a pause ends by itself on an open checkout, and the order can be placed then", async ({ page, shop }) => {
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, someCustomer());
  await shop.database.ask(
    "UPDATE shop SET ordering_paused_until = now() + interval '15 seconds', paused_message = 'Back in a moment.'",
  );
  const notYet = page.getByRole("button", { name: /^Paused until/ });
  await expect(notYet).toBeDisabled();
  await expect(page.getByText("Back in a moment.")).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole("button", { name: "Place order" })).toBeEnabled({ timeout: 20_000 });
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/orders\//);
});

test("ordering is paused and opened without JavaScript, and wrong minutes are told @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "owner", javaScript: false })).newPage();
  await page.goto("/admin/slots");
  await page.getByText("Pause ordering", { exact: true }).click();
  const form = page.getByRole("form", { name: "Pause ordering" });
  await form.getByRole("radio", { name: "Other" }).check();
  await form.getByLabel("Minutes, if other").fill("5000");
  await form.getByRole("button", { name: "Pause ordering now" }).click();
  await expect(page.getByText("Please give minutes, from 1 to 1440.")).toBeVisible();
  expect(await shop.database.ask("SELECT ordering_paused_until FROM shop")).toEqual([{ ordering_paused_until: null }]);
  await pause(page, "30", "Rush.");
  await page.getByRole("main").getByRole("button", { name: "Open again now" }).click();
  await expect(page.getByText("Pause ordering", { exact: true })).toBeVisible();
  expect(await shop.database.ask("SELECT ordering_paused_until FROM shop")).toEqual([{ ordering_paused_until: null }]);
});

test("times, an extra day and an order that keeps its time: set, seen in the load, refused in words @desktop", async ({
  openBrowser,
  page: customer,
  shop,
}) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  const day = shop.firstDay;
  await page.goto(`/admin/slots?day=${day}`);
  const choose = page.getByRole("form", { name: "Another day" });
  await choose.getByLabel("Another day").fill(day);
  await choose.getByRole("button", { name: "Change it" }).click();
  const times = page.getByRole("form", { name: "Times of this day" });
  await times.getByLabel("From", { exact: true }).first().fill("09:00");
  await times.getByLabel("To", { exact: true }).first().fill("11:00");
  await times.getByLabel("Fits in", { exact: true }).first().fill("6");
  await times.getByLabel("From", { exact: true }).nth(1).fill("11:00");
  await times.getByLabel("To", { exact: true }).nth(1).fill("12:00");
  await times.getByLabel("Fits in", { exact: true }).nth(1).fill("3");
  await times.getByRole("button", { name: "Save these times" }).click();
  await expect(page.getByText("Saved, and in force at once")).toBeVisible();

  await addToCart(customer, { item: "sourdough", day });
  await customer.goto("/checkout");
  await introduce(customer, someCustomer());
  await customer.getByRole("radio", { name: /^9 am to 11 am/ }).check();
  await placeOrder(customer);

  await page.getByRole("link", { name: "Back to the times" }).click();
  await expect(page.getByRole("meter", { name: /^9 am to 11 am: 1 of 6/ })).toBeVisible();
  await expect(page.getByText(/^times of its own: 9 am to 11 am, 11 am to 12 noon$/)).toBeVisible();

  await page
    .getByRole("link", { name: /^Change the times of/ })
    .first()
    .click();
  await page.getByRole("button", { name: /^As every|^No times on this day/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Orders are in times that would go" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: /^Move .*Maya Lindqvist/ }).first()).toBeVisible();
  await expectAccessibleAtBothWidths(page);
  await page.getByLabel("Reason").fill("Stocktaking");
  await page.getByRole("button", { name: "Close this day" }).click();
  await expect(page.getByRole("heading", { name: "Closed that day" })).toBeVisible();
  await expect(page.getByText("Stocktaking")).toBeVisible();
  await page.getByRole("button", { name: "Open this day again" }).click();
  await expect(page.getByRole("heading", { name: "Close this day" })).toBeVisible();
  await page.goto(`/admin/slots?day=${day}`);
  await page.getByText("Pause ordering", { exact: true }).click();
  await expectAccessibleAtBothWidths(page);
});

test("a full day says so beside its times, and an order without a time is seen, also as others order elsewhere @desktop", async ({
  openBrowser,
  shop,
}) => {
  await orderElsewhere(shop, [{ sku: "JAM-340", quantity: 3 }], "before@example.org");
  const [time] = await giveTimes(shop, [9 * 60, 11 * 60]);
  await shop.database.ask("INSERT INTO pickup_days (day, capacity, planned_capacity) VALUES ($1, 2, 2)", [
    shop.firstDay,
  ]);
  await shop.database.ask("UPDATE pickup_slots SET day_capped = true");
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/slots?day=${shop.firstDay}`);
  await expect(page.getByText("Whole day: 0 of 2", { exact: true })).toBeVisible();
  await expect(page.getByText("3, not counted above", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: /^\d+ Tom Else$/ })).toBeVisible();
  await orderElsewhere(shop, [{ sku: "JAM-340", quantity: 2 }], "after@example.org", time!.id);
  await expect(page.getByText("Whole day: 2 of 2, full", { exact: true })).toBeVisible();
  await expect(page.getByText("2 of 20, day full", { exact: true })).toBeVisible();
  await expect(page.getByText("0 of 20, day full", { exact: true })).toBeVisible();
  await expectAccessibleAtBothWidths(page);
});

test("what other staff close, open, add and take away is seen on an open calendar of times, also on a day that had none @desktop", async ({
  openBrowser,
  shop,
}) => {
  await giveTimes(shop, [9 * 60, 11 * 60]);
  const day = shop.firstDay;
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/slots?day=${day}`);
  await page.evaluate(() => Object.assign(window, { same: true }));
  const shown = page.getByText("0 of 20, closed", { exact: true });
  await expect(page.getByText("0 of 20", { exact: true }).first()).toBeVisible();

  const other = await (await openBrowser({ as: "manager" })).newPage();
  await other.goto(`/admin/slots?day=${day}`);
  await other
    .getByRole("form", { name: /^Close 9 am to 11 am/ })
    .first()
    .getByRole("button")
    .click();
  await expect(shown).toHaveCount(1);
  await other
    .getByRole("form", { name: /^Open 9 am to 11 am/ })
    .first()
    .getByRole("button")
    .click();
  await expect(shown).toHaveCount(0);

  await other.goto(`/admin/slots/day?day=${addDays(day, 1)}`);
  const times = other.getByRole("form", { name: "Times of this day" });
  await times.getByLabel("From", { exact: true }).first().fill("15:00");
  await times.getByLabel("To", { exact: true }).first().fill("16:00");
  await times.getByLabel("Fits in", { exact: true }).first().fill("7");
  await times.getByRole("button", { name: "Save these times" }).click();
  await expect(page.getByText("0 of 7", { exact: true })).toBeVisible();
  await other.getByRole("button", { name: /^As every|^No times on this day/ }).click();
  await expect(page.getByText("0 of 7", { exact: true })).toHaveCount(0);
  expect(await page.evaluate(() => "same" in window)).toBe(true);
});

test("what one takes of a time is set on the item's page, and counts from the next order on @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  const [item] = await shop.database.ask<{ id: string }>("SELECT id FROM items WHERE slug LIKE '%honey%' LIMIT 1");
  await page.goto(`/admin/items/${item!.id}`);
  await page.getByLabel("Work", { exact: true }).first().fill("4");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Not saved yet")).toHaveCount(0);
  await expect
    .poll(() => shop.database.ask("SELECT max(work_units)::int AS work FROM variants WHERE item_id = $1", [item!.id]))
    .toEqual([{ work: 4 }]);
  await page.getByLabel("Work", { exact: true }).first().fill("1001");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Please give at most 1000.")).toBeVisible();
});

for (const javaScript of [true, false]) {
  const how = javaScript ? "" : ", without JavaScript too";
  test(`the week is saved over orders once these were shown, and they stay to be moved${how} @desktop`, async ({
    openBrowser,
    shop,
  }) => {
    const [morning] = await giveTimes(shop, [9 * 60]);
    await shop.database.ask(
      `WITH gone AS (DELETE FROM pickup_exceptions RETURNING day, windows), week AS (DELETE FROM pickup_week)
       INSERT INTO pickup_week (weekday, windows) SELECT extract(isodow FROM day)::int, windows FROM gone
           ON CONFLICT (weekday) DO UPDATE SET windows = excluded.windows`,
    );
    await orderElsewhere(shop, [{ sku: "JAM-340", quantity: 2 }], "stays@example.org", morning!.id);
    const [order] = await shop.database.ask<{ id: string; number: number }>("SELECT id, number FROM orders");
    const page = await (await openBrowser({ as: "owner", javaScript })).newPage();
    await page.goto("/admin/settings/times");
    const weekday = new Date(`${shop.firstDay}T12:00:00Z`).toLocaleDateString("en-GB", {
      weekday: "long",
      timeZone: "UTC",
    });
    const day = page.getByRole("group", { name: weekday });
    await day.getByLabel("From", { exact: true }).first().fill("14:00");
    await day.getByLabel("To", { exact: true }).first().fill("16:00");
    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    const list = page.getByRole("list", { name: "Orders in times that would go" });
    await expect(list).toContainText(/, 9 am to 11 am/);
    await expect(page.getByRole("alert").filter({ hasText: "One open order is in times" }).first()).toBeVisible();
    await expect(list.getByRole("link", { name: `Move ${order!.number} Tom Else` })).toHaveAttribute(
      "href",
      `/admin/orders/${order!.id}/change`,
    );
    await expect(day.getByLabel("From", { exact: true }).first()).toHaveValue("14:00");
    const offered = () => shop.database.ask("SELECT offered FROM pickup_slots WHERE id = $1", [morning!.id]);
    expect(await offered()).toEqual([{ offered: true }]);
    if (javaScript) await expectAccessibleAtBothWidths(page);

    await page.getByRole("checkbox", { name: /^They keep their times/ }).check();
    await save.click();
    await expect(page.getByText("Saved. One order stays in times that are no longer offered").first()).toBeVisible();
    expect(await offered()).toEqual([{ offered: false }]);
    await page.goto(`/admin/slots?day=${shop.firstDay}`);
    await expect(page.getByText("No longer offered", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Move", exact: true })).toBeVisible();
    if (javaScript) await expectAccessibleAtBothWidths(page);
    await page.goto(`/admin/orders?day=${shop.firstDay}`);
    await expect(page.getByText("Time no longer offered").first()).toBeVisible();
    await page.goto(`/admin/print/pick-list?day=${shop.firstDay}`);
    await expect(page.getByText(/, no longer offered$/)).toBeVisible();
    await page.goto(`/admin/orders/${order!.id}`);
    await expect(page.getByText("This time is no longer offered")).toBeVisible();
    await page.getByRole("link", { name: "Another day or time" }).click();
    const times = page.getByRole("combobox", { name: /^Time/ });
    await expect(times.locator("option:checked")).toHaveText("As it is: 9 am to 11 am, no longer offered");
    await times.selectOption({ label: "2 pm to 4 pm, room for 20" });
    await page.getByRole("button", { name: "Save the change" }).click();
    await expect(page.getByRole("region", { name: "Pickup" })).toContainText("2 pm to 4 pm");
    await expect(page.getByText("This time is no longer offered")).toHaveCount(0);
  });
}
