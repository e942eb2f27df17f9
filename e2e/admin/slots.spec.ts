import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/test";

/** Staff pause ordering for some minutes of their own, with words. */
async function pause(page: Page, minutes: string, words: string): Promise<void> {
  await page.goto("/admin/slots");
  const form = page.getByRole("form", { name: "Pause ordering" });
  await form.getByRole("radio", { name: "Other" }).check();
  await form.getByLabel("Minutes, if other").fill(minutes);
  await form.getByLabel("Words to customers").fill(words);
  await form.getByRole("button", { name: "Pause ordering" }).click();
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
  await expect(
    page
      .getByRole("heading", { name: /^Ordering is paused until/ })
      .or(page.getByText(/^Ordering is paused until/))
      .first(),
  ).toBeVisible();

  await page.goto("/admin/slots");
  await page.getByRole("main").getByRole("button", { name: "Open again now" }).click();
  await expect(adds.first()).toBeVisible();
  await expect(customer.getByText(/^Ordering is paused/)).toHaveCount(0);
  expect(await customer.evaluate(() => "same" in window)).toBe(true);
});

test("a pause ends by itself on an open checkout, and the order can be placed then", async ({ page, shop }) => {
  const { addToCart, introduce, someCustomer } = await import("@/e2e/support/customer");
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, someCustomer());
  await shop.database.ask(
    "UPDATE shop SET ordering_paused_until = now() + interval '12 seconds', paused_message = 'Back in a moment.'",
  );
  const notYet = page.getByRole("button", { name: /^Paused until/ });
  await expect(notYet).toBeDisabled();
  await expect(page.getByText("Back in a moment.")).toBeVisible();
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
  const form = page.getByRole("form", { name: "Pause ordering" });
  await form.getByRole("radio", { name: "Other" }).check();
  await form.getByLabel("Minutes, if other").fill("5000");
  await form.getByRole("button", { name: "Pause ordering" }).click();
  expect(await shop.database.ask("SELECT ordering_paused_until FROM shop")).toEqual([{ ordering_paused_until: null }]);
  await pause(page, "30", "Rush.");
  await page.getByRole("main").getByRole("button", { name: "Open again now" }).click();
  await expect(page.getByRole("form", { name: "Pause ordering" })).toBeVisible();
});
