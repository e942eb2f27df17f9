import { expectAccessible } from "@/e2e/support/accessibility";
import { addToCart, introduce, orderElsewhere, placeOrder, someCustomer } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test("an address that does not work is on Today, the board and the order, until it is put right @everywhere", async ({
  openBrowser,
  shop,
}) => {
  const { email } = someCustomer("Wrong Address");
  const right = someCustomer("Right Address").email;
  shop.mailbox.refuse(email);
  const order = await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }], email);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  const words = `The email to ${email} did not arrive: no such mailbox.`;
  await expect(async () => {
    await page.goto("/admin");
    await expect(page.getByText(words)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByText("Tom Else is not reached")).toBeVisible();
  await page.goto("/admin/orders");
  await expect(page.getByText("Not reached: call")).toBeVisible();
  await page.getByRole("article").getByRole("link").first().click();
  await expect(page.getByText(words)).toBeVisible();
  await expectAccessible(page);

  const customer = await (await openBrowser({ phone: true })).newPage();
  await customer.goto(order);
  await expect(customer.getByText(`Our email to ${email} did not arrive: no such mailbox.`)).toBeVisible();
  await customer.getByRole("textbox", { name: "Email" }).fill(right);
  await customer.getByRole("button", { name: "Save" }).click();
  await expect(customer.getByText(`By email to ${right}.`)).toBeVisible();
  await expect.poll(() => shop.mailbox.mailTo(right)).toHaveLength(1);

  await page.reload();
  await expect(page.getByRole("region", { name: "Customer" })).toContainText(right);
  await expect(page.getByText(words)).toHaveCount(0);
  await page.goto("/admin/orders");
  await expect(page.getByText("Not reached: call")).toHaveCount(0);
});

test("a text that the network did not deliver is told with its reason @desktop", async ({
  page,
  openBrowser,
  shop,
}) => {
  const customer = someCustomer();
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, customer);
  const number = await placeOrder(page);
  await expect.poll(() => shop.gateway.textsTo(customer.number)).toHaveLength(1);
  const [text] = shop.gateway.textsTo(customer.number);
  const known = () =>
    shop.database.ask<{ id: string }>("SELECT id FROM deliveries WHERE provider_id = $1", [text!.sid]);
  await expect.poll(async () => (await known()).length).toBe(1);
  expect(await shop.gateway.tell(shop.url, text!.sid, "undelivered", 30_005)).toBe(204);
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  await staff.goto("/admin/orders/all");
  await staff.getByRole("link", { name: number }).first().click();
  await expect(staff.getByText(`The text to ${customer.number} did not arrive: no such number.`)).toBeVisible();
  await expect(staff.getByRole("link", { name: `Call ${customer.number}` })).toBeVisible();
});
