import { addToCart, introduce, orderElsewhere, placeOrder, someCustomer } from "@/e2e/support/customer";
import { sendForm } from "@/e2e/support/form";
import { password, staff } from "@/e2e/support/staff";
import { expect, test } from "@/e2e/support/test";

test("whoever is not signed in is sent to sign in, and then where they meant to go @everywhere", async ({ page }) => {
  await page.goto("/admin/stock");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.getByLabel("Email").fill(staff.staff.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/do not belong together/)).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(staff.staff.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/admin\/stock/);
});

test("staff cannot cancel an order: the page does not offer it and the command refuses it @desktop", async ({
  openBrowser,
  shop,
}) => {
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  const [order] = await shop.database.ask<{ id: string }>("SELECT id FROM orders");
  const address = `/admin/orders/${order!.id}`;
  const manager = await (await openBrowser({ as: "manager", javaScript: false })).newPage();
  await manager.goto(address);
  const form = manager.locator("form[aria-label='Cancel this order']");
  const mina = await openBrowser({ as: "staff" });
  const page = await mina.newPage();
  await page.goto(address);
  await expect(page.getByRole("button", { name: "Accept" })).toBeVisible();
  await expect(page.getByText(/Cancel/)).toHaveCount(0);
  await sendForm(mina.request, form, { reason: "I wanted to." });
  expect(await shop.database.ask("SELECT status FROM orders")).toEqual([{ status: "placed" }]);
  await sendForm(manager.context().request, form, { reason: "The oven is out." });
  expect(await shop.database.ask("SELECT status FROM orders")).toEqual([{ status: "cancelled" }]);
});

test("a manager cancels an order with a reason, the units come back and the customer is told @desktop", async ({
  openBrowser,
  shop,
  page,
}) => {
  const customer = someCustomer();
  await addToCart(page, { item: "baguettes", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, customer);
  await placeOrder(page);
  const [order] = await shop.database.ask<{ id: string }>("SELECT id FROM orders");
  const manager = await (await openBrowser({ as: "manager" })).newPage();
  await manager.goto(`/admin/orders/${order!.id}`);
  await manager.getByText("Cancel order…").click();
  await manager.getByLabel(/^Reason/).fill("The oven is out.");
  await manager.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByText("The oven is out.").first()).toBeVisible();
  await expect
    .poll(() => shop.mailbox.mailTo(customer.email).map(({ text }) => text), { timeout: 30_000 })
    .toContainEqual(expect.stringContaining("The oven is out."));
  await page.goto(`/?day=${shop.firstDay}`);
  await expect(page.getByRole("article").filter({ hasText: "Long baguette" })).toContainText("Last one");
});

test("someone who is taken off the staff is out at once", async ({ openBrowser, shop }) => {
  const page = await (await openBrowser({ as: "staff", phone: true })).newPage();
  await page.goto("/admin/orders");
  await expect(page).toHaveURL(/\/admin\/orders/);
  await shop.database.ask("UPDATE staff_members SET removed_at = now() WHERE role = 'staff'");
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
  await shop.database.ask("UPDATE staff_members SET removed_at = NULL WHERE role = 'staff'");
});
