import { expect, test } from "@/e2e/support/test";

test("the owner empties the shop by a typed word, and is led to the first order @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await page.goto("/admin/settings/fresh");
  await page.getByLabel(/^Type/).fill("Empty");
  await page.getByRole("button", { name: "Empty the shop" }).click();
  await expect(page.getByText('Please type "empty", just like that. Nothing was changed.')).toBeVisible();
  expect(await shop.database.ask("SELECT count(*)::int AS items FROM items")).not.toEqual([{ items: 0 }]);
  await page.getByLabel(/^Type/).fill("empty");
  await page.getByRole("button", { name: "Empty the shop" }).click();
  await expect(page).toHaveURL(/\/admin$/);
  const steps = page.getByRole("region", { name: "From an empty shop to its first order" });
  await expect(steps).toContainText("1 of 8 done");
  await steps.getByRole("link", { name: "Name the shop, and say where it is" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Fern & Rye");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved, and in force at once")).toBeVisible();
  await page.goto("/admin");
  await expect(steps).toContainText("2 of 8 done");
  await page.goto("/admin/items/categories");
  await page.getByRole("button", { name: "Add a category" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Bread");
  await page.getByRole("dialog").getByRole("button", { name: "Add it" }).click();
  await page.getByRole("link", { name: "Add an item to Bread" }).click();
  await page.getByRole("textbox", { name: "Name" }).first().fill("White loaf");
  await page.getByRole("textbox", { name: "Price" }).fill("3.50");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("White loaf");
  await page.goto("/admin/stock");
  await expect(page.getByRole("row", { name: /White loaf.*draft/ })).toBeVisible();
  await page.goto("/admin");
  await expect(steps).toContainText("3 of 8 done");
  await steps.getByRole("link", { name: "Put it on sale" }).click();
  await page.getByRole("button", { name: "Put on sale" }).click();
  await expect(page.getByText("On sale now")).toBeVisible();
  await page.goto("/admin");
  await expect(steps).toContainText("4 of 8 done");
  await steps.getByRole("button", { name: "Put this list away" }).click();
  await expect(steps).toHaveCount(0);
});

test("a manager may not empty the shop @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/settings/fresh");
  await expect(page.getByText("There is nothing at this address.")).toBeVisible();
});
