import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { orderElsewhere, someCustomer } from "@/e2e/support/customer";
import { connectWebhook, kitchen } from "@/e2e/support/kitchen";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

const honey = [{ sku: "HON-340", quantity: 1 }];

/** A kitchen screen that is connected and has confirmed an order for each of so many. */
async function kitchenWith(page: Page, shop: Shop, orders: number) {
  const place = await kitchen();
  await connectWebhook(page, { name: "Kitchen screen", url: place.url });
  for (let count = 0; count < orders; count += 1) await orderElsewhere(shop, honey);
  await expect.poll(() => place.told.length, { timeout: 20_000 }).toBe(orders);
  await expect.poll(() => inState(shop, "delivered"), { timeout: 20_000 }).toBe(orders);
  await expect.poll(() => onTheirWay(shop), { timeout: 20_000 }).toBe(0);
  return place;
}

async function inState(shop: Shop, state: string): Promise<number> {
  const rows = await shop.database.ask(
    "SELECT 1 FROM deliveries d JOIN destinations p ON p.id = d.destination_id WHERE p.name = 'Kitchen screen' AND d.state::text = $1",
    [state],
  );
  return rows.length;
}

/** Exports of which it is not known yet what became of them. */
async function onTheirWay(shop: Shop): Promise<number> {
  return (await shop.database.ask("SELECT 1 FROM deliveries WHERE channel = 'webhook' AND state <> 'delivered'"))
    .length;
}

/** As if the kitchen had never answered. */
async function giveUp(shop: Shop): Promise<void> {
  await shop.database.ask(
    "UPDATE deliveries SET state = 'dead', last_error = '503' WHERE destination_id = (SELECT id FROM destinations WHERE name = 'Kitchen screen')",
  );
}

test("somebody filters what did not arrive, ticks three and sends them again: the same ids, and no fourth @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  const place = await kitchenWith(page, shop, 4);
  await giveUp(shop);
  await page.goto("/admin/deliveries");
  await page.getByLabel("Destination").selectOption("Kitchen screen");
  await expect(page).toHaveURL(/destination=dst_/);
  await page.getByLabel("State").selectOption({ label: "Gave up (4)" });
  await expect(page).toHaveURL(/state=dead/);
  await expect(page.getByRole("row")).toHaveCount(5);
  await expect(page.getByRole("button", { name: "Send selected again" })).toBeDisabled();
  const boxes = page.getByRole("checkbox", { name: /^Select Kitchen screen: placed of order/ });
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await expect(page.getByRole("status").filter({ hasText: "3 selected" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send 3 again" }).click();
  await expect(page.getByText("3 messages are on their way again.")).toBeVisible();
  await expect.poll(() => place.told.length).toBe(7);
  expect(new Set(place.told.map(({ id }) => id)).size).toBe(4);
  await expect(page.getByRole("row")).toHaveCount(2);
  expect(await inState(shop, "dead")).toBe(1);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await expect(page.getByRole("button", { name: "Send 1 again" })).toBeEnabled();
  place.close();
});

test("all that was given up for a destination goes again from its page, asked once @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  const place = await kitchenWith(page, shop, 3);
  await giveUp(shop);
  await page.goto("/admin/destinations");
  await page.getByRole("link", { name: "Kitchen screen" }).click();
  await page.getByRole("button", { name: "Send all 3 given up again" }).click();
  const asked = page.getByRole("dialog", { name: "Send 3 messages again?" });
  await expect(asked).toContainText("A receiver that has one drops it.");
  await asked.getByRole("button", { name: "Send them again" }).click();
  await expect(page.getByText("3 messages are on their way again.")).toBeVisible();
  await expect.poll(() => place.told.length).toBe(6);
  await expect(page.getByRole("button", { name: /given up again/ })).toHaveCount(0);
  await expectAccessible(page);
  place.close();
});

test("everything that a filter shows goes again once its number was said @desktop", async ({ openBrowser, shop }) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  const place = await kitchenWith(owner, shop, 2);
  await giveUp(shop);
  await page.goto("/admin/deliveries");
  await page.getByRole("link", { name: "Today", exact: true }).last().click();
  await page.getByLabel("Channel").selectOption("Webhook");
  await expect(page).toHaveURL(/channel=webhook/);
  await page.getByRole("link", { name: "Send all of these again…" }).click();
  const asked = page.getByRole("region", { name: "Send again what this choice shows" });
  await expect(asked).toContainText("2 messages did not arrive and go again. 2 arrived already.");
  await expectAccessible(page);
  await asked.getByRole("button", { name: "Send them again" }).click();
  await expect(page.getByText("2 messages are on their way again.")).toBeVisible();
  await expect.poll(() => place.told.length).toBe(4);
  await owner.goto("/admin/audit");
  await expect(owner.getByText("Sent again: 2 messages")).toBeVisible();
  place.close();
});

test("what a webhook confirmed goes as the order is now, as a new message that leads to the first @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  const place = await kitchenWith(page, shop, 1);
  const [order] = await shop.database.ask<{ id: string }>("SELECT id FROM orders");
  await page.goto(`/admin/orders/${order!.id}`);
  await page
    .getByRole("button", { name: /^Accept/ })
    .first()
    .click();
  await expect.poll(() => place.told.length, { timeout: 20_000 }).toBe(2);
  await page.goto("/admin/deliveries?channel=webhook");
  await page.getByRole("link", { name: "Kitchen screen: placed" }).click();
  await expect(page.getByRole("heading", { name: "Kitchen screen: placed", exact: true })).toBeVisible();
  await page.getByText("Send again…").click();
  await expect(page.getByText("A receiver that has it drops it.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "The order as it is now" }).click();
  await expect(page.getByText("On its way again")).toBeVisible();
  await expect.poll(() => place.told.length).toBe(3);
  const [placed, , fresh] = place.told.map(({ id, body }) => ({ id, ...JSON.parse(body) }));
  expect(fresh.id).not.toBe(placed.id);
  expect(fresh).toMatchObject({ type: "order.accepted", data: { order: { status: "accepted", revision: 2 } } });
  await expect(page.getByText("Send again…")).toHaveCount(0);
  await page
    .getByRole("region", { name: "About this message" })
    .getByRole("link", { name: /^The message of/ })
    .click();
  await expect(page.getByRole("heading", { name: "Kitchen screen: accepted, sent again" })).toBeVisible();
  await page
    .getByRole("region", { name: "About this message" })
    .getByRole("link", { name: /^The message of/ })
    .click();
  await expect(page.getByRole("heading", { name: "Kitchen screen: placed", exact: true })).toBeVisible();
  place.close();
});

test("the ledger fits a phone, its filters too, and an empty list says why", async ({ openBrowser, shop }) => {
  const { email } = someCustomer("Pocket Reader");
  await orderElsewhere(shop, honey, email);
  await expect.poll(() => shop.mailbox.mailTo(email)).toHaveLength(1);
  const page = await (await openBrowser({ as: "manager", phone: true })).newPage();
  await page.goto("/admin/deliveries?figures=week");
  await expect(page.getByRole("img", { name: /^Messages made in the last 7 days: \d+ delivered/ })).toBeVisible();
  await page.getByText("As a table").click();
  await expect(page.getByRole("table", { name: "Messages by when they were made" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await page.getByLabel("Order number").fill("Maya");
  await page.getByLabel("Order number").press("Enter");
  await expect(page.getByText("“Maya” is no order number.")).toBeVisible();
  await expect(page).toHaveURL(/figures=week.*order=Maya/);
  await expectAccessible(page);
});

test("without JavaScript ticked messages go again too @desktop", async ({ openBrowser, shop }) => {
  const { email } = someCustomer("Plain Browser");
  shop.mailbox.refuse(email);
  await orderElsewhere(shop, honey, email);
  const page = await (await openBrowser({ as: "manager", javaScript: false })).newPage();
  await expect(async () => {
    await page.goto("/admin/deliveries?state=dead");
    await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  shop.mailbox.accept(email);
  await page.getByRole("row").filter({ hasText: email }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send selected again" }).click();
  await expect.poll(() => shop.mailbox.mailTo(email), { timeout: 20_000 }).toHaveLength(1);
});

test("who may not send again sees the ledger without boxes and buttons @desktop", async ({ openBrowser, shop }) => {
  await orderElsewhere(shop, honey);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/deliveries?again=all");
  await expect(page.getByRole("heading", { name: "Deliveries" })).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /again/ })).toHaveCount(0);
  await expect(page.getByRole("region", { name: /^Send/ })).toHaveCount(0);
});
