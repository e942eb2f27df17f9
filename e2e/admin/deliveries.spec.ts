import { orderElsewhere, someCustomer } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test("a mail that was refused is shown with the reason, and sent again by hand @desktop", async ({
  openBrowser,
  shop,
}) => {
  const { email } = someCustomer("Wrong Address");
  shop.mailbox.refuse(email);
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }], email);
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/deliveries");
  const row = page.getByRole("row").filter({ hasText: email });
  await expect(row).toContainText("No such mailbox here");
  shop.mailbox.accept(email);
  await row.getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Attempts" })).toContainText("550");
  await page.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => shop.mailbox.mailTo(email)).toHaveLength(1);
  await page.goto("/admin/deliveries");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Delivered");
});

test("the message that staff see hides the link that opens the order @desktop", async ({ openBrowser, shop }) => {
  const { email } = someCustomer("Private Person");
  const order = await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }], email);
  await expect.poll(() => shop.mailbox.mailTo(email)).toHaveLength(1);
  expect(shop.mailbox.mailTo(email)[0]!.text).toContain(order);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  for (const { id } of await shop.database.ask<{ id: string }>("SELECT id FROM deliveries")) {
    await page.goto(`/admin/deliveries/${id}`);
    await expect(page.getByRole("region", { name: "The message" })).toBeVisible();
    expect(await page.content()).not.toContain(new URL(order).pathname.split("/").at(-1));
  }
});
