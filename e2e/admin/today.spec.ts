import { orderElsewhere } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test("whoever signs in sees what needs them, and accepts the oldest order right there @everywhere", async ({
  openBrowser,
  shop,
}, { project }) => {
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  const [order] = await shop.database.ask<{ number: number }>("SELECT number FROM orders");
  const page = await (await openBrowser({ as: "staff", phone: project.name === "phone" })).newPage();
  await page.goto("/admin");
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  await expect(page).toHaveTitle(/^\(1\) Today/);
  const needs = page.getByRole("region", { name: /^Needs you/ });
  await expect(needs).toContainText("1 order to accept");
  await needs.getByRole("button", { name: `Accept ${order!.number}` }).click();
  await expect(page.getByText(`${order!.number} accepted`)).toBeVisible();
  await expect(needs).not.toContainText("to accept");
  await expect(page.getByRole("region", { name: "Next pickups" })).toContainText("1 to pack");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(needs).toContainText("1 order to accept");
});

test("an order that comes in is on the page by itself, and its scarce item too @desktop", async ({
  openBrowser,
  shop,
}) => {
  // Today shows the stock of today while the shop is open, also after the last moment to order for it: here it is closed until the day ordered for.
  await shop.database.ask(
    `INSERT INTO closed_days (day) SELECT generate_series(current_date, '${shop.firstDay}'::date - 1, interval '1 day') ON CONFLICT DO NOTHING`,
  );
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin");
  const needs = page.getByRole("region", { name: /^Needs you/ });
  await expect(page.getByText(/^Live,/)).toBeVisible();
  await orderElsewhere(shop, [{ sku: "BAG-320", quantity: 1 }]);
  await expect(needs).toContainText("1 order to accept");
  await expect(needs).toContainText(/Long baguette.*: sold out/);
  await needs.getByRole("link", { name: /^Receive: Long baguette/ }).click();
  await expect(page).toHaveURL(/\/admin\/stock\?day=.*&receive=/);
});

test("keys lead everywhere, and ? says which; switched off they do nothing @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await page.goto("/admin");
  await expect(page.getByText(/^Live,/)).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page).toHaveURL(/\/admin\/settings$/);
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await expect(help).toContainText("Settings");
  await help.getByRole("checkbox", { name: /Single keys act/ }).uncheck();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.keyboard.press("?");
  await expect(help).toBeHidden();
  await expect(page).toHaveURL(/\/admin\/settings$/);
});
