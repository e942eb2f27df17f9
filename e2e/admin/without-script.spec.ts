import { orderElsewhere } from "@/e2e/support/customer";
import { password, staff } from "@/e2e/support/staff";
import { expect, test } from "@/e2e/support/test";

test.use({ javaScriptEnabled: false });

test("an address of the staff at which nothing is says so without JavaScript, and leads on @everywhere", async ({
  openBrowser,
}) => {
  const page = await (await openBrowser({ as: "owner", javaScript: false })).newPage();
  for (const path of ["orders/nowhere", "items/nowhere", "customers/nowhere", "slots/day?day=2020-01-01"]) {
    const answer = await page.goto(`/admin/${path}`);
    expect(answer!.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible();
  }
  await page.getByRole("link", { name: "To the orders" }).click();
  await expect(page).toHaveURL(/\/admin\/orders$/);
});

test("staff sign in, move an order on and take the move back without JavaScript @everywhere", async ({
  page,
  shop,
}) => {
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  const [order] = await shop.database.ask<{ id: string; number: number }>("SELECT id, number FROM orders");
  const status = async () => (await shop.database.ask<{ status: string }>("SELECT status FROM orders"))[0]!.status;
  await page.goto(`/admin/orders/${order!.id}`);
  await page.getByLabel("Email").fill(staff.staff.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page
    .getByRole("button", { name: /Accept/ })
    .first()
    .click();
  await expect(page.getByText(/accepted/i).first()).toBeVisible();
  expect(await status()).toBe("accepted");
  await page.getByRole("button", { name: /Undo/ }).first().click();
  await expect(page.getByRole("button", { name: /Accept/ }).first()).toBeVisible();
  expect(await status()).toBe("placed");
  await page.goto("/admin/orders");
  await page.getByRole("button", { name: `Accept order ${order!.number}` }).click();
  await page.getByRole("button", { name: `Ready order ${order!.number}` }).click();
  await page.getByRole("button", { name: `Complete order ${order!.number}` }).click();
  await expect.poll(status).toBe("completed");
});
