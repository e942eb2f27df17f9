import { cardOf, orderElsewhere } from "@/e2e/support/customer";
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

test("behind a proxy that lets no streams through, a page asks now and then, and is in touch", async ({
  page,
  shop,
}) => {
  await page.route(/\/api\/live\?/, () => {});
  await page.goto(`/?day=${shop.firstDay}`);
  await page.waitForResponse(/\/api\/live\/snapshot\?/);
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 3 }]);
  await expect(cardOf(page, "Cinnamon knot")).toContainText("2 left", { timeout: 30_000 });
  await expect(page.getByText("No connection.")).toBeHidden();
});

test("two windows of one browser share a stream, and both follow what sells elsewhere @desktop", async ({
  page,
  context,
  shop,
}) => {
  const streams: string[] = [];
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/live") streams.push(request.url());
  });
  const other = await context.newPage();
  for (const window of [page, other]) {
    const whole = window.waitForResponse(/\/api\/live/);
    await window.goto(`/?day=${shop.firstDay}`);
    await whole;
  }
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 3 }]);
  for (const window of [page, other]) await expect(cardOf(window, "Cinnamon knot")).toContainText("2 left");
  expect(streams).toHaveLength(1);
});
