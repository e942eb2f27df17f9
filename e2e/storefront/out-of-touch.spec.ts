import { orderElsewhere } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test("an open page says when it no longer hears from the shop, and catches up by itself", async ({
  page,
  openBrowser,
  shop,
}) => {
  const order = await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  await page.goto(`${new URL(order).pathname}`);
  const board = await (await openBrowser({ as: "staff" })).newPage();
  await board.goto("/admin/orders");
  await expect(board.getByText("Live,")).toBeVisible();
  await shop.stopWeb();
  await expect(page.getByText("No connection.")).toBeVisible({ timeout: 30_000 });
  await expect(board.getByText("Out of touch")).toBeVisible({ timeout: 30_000 });
  await shop.startWeb();
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }], "late@example.org");
  await expect(page.getByText("No connection.")).toBeHidden({ timeout: 30_000 });
  await expect(board.getByText("Out of touch")).toBeHidden({ timeout: 30_000 });
  await expect(board.getByRole("article")).toHaveCount(2);
});
