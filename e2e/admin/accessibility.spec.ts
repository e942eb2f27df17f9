import type { Page } from "@playwright/test";
import { placesOf } from "@/components/layout/admin-places";
import { expectAccessible, expectAccessibleAtBothWidths } from "@/e2e/support/accessibility";
import { orderElsewhere } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

const settings = [
  "hours",
  "orders",
  "messages",
  "messages/accepted",
  "messages/reminder",
  "money",
  "backup",
  "fresh",
].map((page) => `/admin/settings/${page}`);
/** Every entry of the staff's navigation, and the pages behind it that have one of their own. */
const staffPages = [
  ...placesOf("owner")
    .flat()
    .map(({ href }) => href),
  "/admin/account",
  ...["all", "new", "print", "export"].map((page) => `/admin/orders/${page}`),
  ...["webhook", "sheet", "slack", "folder", "colleague"].map((kind) => `/admin/destinations/new?kind=${kind}`),
  ...["new", "categories", "import"].map((page) => `/admin/items/${page}`),
  ...["many", "count", "close", "ledger", "moment", "proof"].map((page) => `/admin/stock/${page}`),
  ...settings,
];

for (const address of staffPages)
  test(`everyone can use ${address}, on a desktop and on a phone @desktop`, async ({ openBrowser, shop }) => {
    await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
    const page = await (await openBrowser({ as: "owner" })).newPage();
    await open(page, address);
    await expectAccessibleAtBothWidths(page);
  });

/** Those that the counter's tablet has a layout of its own for. */
for (const address of ["/admin", "/admin/orders", "/admin/stock"])
  test(`everyone can use ${address} on the counter's tablet @tablet`, async ({ openBrowser, shop }) => {
    await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
    const page = await (await openBrowser({ as: "owner" })).newPage();
    await open(page, address);
    await expectAccessible(page);
  });

test("everyone can use an order's page and its messages @desktop", async ({ openBrowser, shop }) => {
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  const [order] = await shop.database.ask<{ id: string }>("SELECT id FROM orders");
  const messages = () => shop.database.ask<{ id: string }>("SELECT id FROM deliveries ORDER BY channel");
  await expect.poll(messages).toHaveLength(3);
  const page = await (await openBrowser({ as: "owner" })).newPage();
  const addresses = (await messages()).map(({ id }) => `/admin/deliveries/${id}`);
  for (const address of [`/admin/orders/${order!.id}`, ...addresses]) {
    await page.goto(address);
    await expectAccessibleAtBothWidths(page);
  }
});

test("at 200 % zoom no staff page loses anything to the side @desktop", async ({ openBrowser, shop }) => {
  test.slow();
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  const page = await (await openBrowser({ as: "owner" })).newPage();
  // What a laptop of 1440 px shows at 200 %.
  await page.setViewportSize({ width: 720, height: 450 });
  for (const address of staffPages)
    await test.step(address, async () => {
      await open(page, address);
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond).toBe(0);
    });
});

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}
