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
  await expect(steps).toContainText("1 of 7 done");
  await steps.getByRole("link", { name: "Name the shop, and say where it is" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Fern & Rye");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved, and in force at once")).toBeVisible();
  await page.goto("/admin");
  await expect(steps).toContainText("2 of 7 done");
  await steps.getByRole("button", { name: "Put this list away" }).click();
  await expect(steps).toHaveCount(0);
});

test("a manager may not empty the shop @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/settings/fresh");
  await expect(page.getByText("There is nothing at this address.")).toBeVisible();
});
