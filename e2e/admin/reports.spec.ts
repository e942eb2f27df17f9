import { orderElsewhere } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test("a manager reads what the day sold, as picture, table and file @desktop", async ({ openBrowser, shop }) => {
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 3 }]);
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/reports");
  await page.getByRole("link", { name: "Today", exact: true }).last().click();
  await expect(page.getByRole("definition").nth(1)).toContainText("1");
  const items = page.getByRole("region", { name: "Items sold" });
  await expect(items.getByRole("listitem")).toContainText(["Cinnamon knot"]);
  await items.getByText("As a table").click();
  await expect(items.getByRole("row", { name: /Cinnamon knot/ })).toContainText("CIN-1");
  const [file] = await Promise.all([page.waitForEvent("download"), items.getByRole("link", { name: /CSV/ }).click()]);
  expect(file.suggestedFilename()).toMatch(/^items .*\.csv$/);
});

test("what customers asked for and could not get is on the reports @desktop", async ({ openBrowser, shop }) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await shop.database.ask(
    "INSERT INTO refused_demand (variant_id, day, requested, available, channel) SELECT id, current_date, 5, 1, 'web' FROM variants WHERE sku = 'CIN-1'",
  );
  await page.goto("/admin/reports");
  const refused = page.getByRole("region", { name: "Asked for, and not to be had" });
  await expect(refused.getByRole("listitem")).toContainText(["Cinnamon knot"]);
  await expect(refused).toContainText("4 more would have gone");
});

test("someone at the counter is told that reports are for managers @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/reports");
  await expect(page.getByText("Your role does not open this page.")).toBeVisible();
  expect((await page.request.get("/api/staff/reports/sales")).status()).toBe(403);
});
