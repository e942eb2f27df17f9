import { cardOf, orderElsewhere } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test("what staff receive is there for customers at once, and in the ledger @desktop", async ({
  page,
  openBrowser,
  shop,
}) => {
  await page.goto(`/?day=${shop.firstDay}`);
  await expect(cardOf(page, "Long baguette")).toContainText("Last one");
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  await staff.goto(`/admin/stock?day=${shop.firstDay}`);
  await staff.getByRole("button", { name: /^Receive Long baguette/ }).click();
  await staff.getByLabel("How many came").fill("3");
  await expect(staff.getByText("On hand 1 → 4")).toBeVisible();
  await staff.getByLabel("Where from").fill("Second bake");
  await staff.getByRole("button", { name: "Receive 3" }).click();
  await expect(cardOf(page, "Long baguette")).toContainText("4 left");
  await staff.getByRole("link", { name: /^Long baguette/ }).click();
  const ledger = staff.getByRole("complementary", { name: /^Ledger of Long baguette/ });
  await expect(ledger).toContainText("Received: Second bake");
  await expect(ledger).toContainText("+3");
});

test("a count below what is promised is refused, and names the orders that need it @desktop", async ({
  openBrowser,
  shop,
}) => {
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 3 }]);
  const [order] = await shop.database.ask<{ number: number }>("SELECT number FROM orders");
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto(`/admin/stock?day=${shop.firstDay}`);
  await page.getByRole("button", { name: /^Count Cinnamon knot/ }).click();
  const form = page.getByRole("form", { name: /^Count Cinnamon knot/ });
  await form.getByLabel("How many are there").fill("2");
  await expect(form).toContainText("3 are promised.");
  await expect(form.getByRole("link", { name: String(order!.number) })).toBeVisible();
  await form.getByLabel("Why it differs").fill("Dropped a tray");
  await form
    .getByRole("button", { name: /^Count/ })
    .last()
    .click();
  await expect(form.getByRole("alert")).toBeVisible();
  const level = `SELECT on_hand, committed FROM stock_levels l JOIN variants v ON v.id = variant_id
                  WHERE sku = 'CIN-1' AND day = '${shop.firstDay}'`;
  expect(await shop.database.ask(level)).toEqual([{ on_hand: 5, committed: 3 }]);
});
