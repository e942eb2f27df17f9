import { expectAccessible } from "@/e2e/support/accessibility";
import { addToCart, introduce, orderElsewhere, placeOrder, someCustomer } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

const shopPages = ["/", "/?q=rye", "/?q=wheelbarrow", "/items/sourdough", "/cart", "/no-such-page"];

test("every page of the storefront is accessible, light and dark @everywhere", async ({ page, shop }) => {
  test.slow();
  const look = (address: string, note = "") =>
    test.step(`${address} ${note}`, async () => {
      await page.goto(address);
      await expectAccessible(page);
    });
  for (const address of shopPages) await look(address);
  await look(`/items/croissant?day=${shop.firstDay}`, "sold out");
  await addToCart(page, { item: "sourdough", day: shop.firstDay });
  await expectAccessible(page);
  for (const address of [`/?day=${shop.firstDay}`, "/cart", "/checkout"]) await look(address, "with a cart");
  await test.step("the checkout, refused", async () => {
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
  });
  await test.step("the checkout of a cart that ran short", async () => {
    await introduce(page, someCustomer());
    await shop.database.ask("UPDATE shop SET hold_minutes = 0");
    await shop.database.ask("UPDATE holds SET ends_at = now(), made_at = now() - interval '10 minutes'");
    await orderElsewhere(shop, [{ sku: "SRD-800", quantity: 3 }]);
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(page.getByText("Set my cart to what is left")).toBeVisible();
    await expectAccessible(page);
  });
  await test.step("the order", async () => {
    await addToCart(page, { item: "honey", day: shop.firstDay });
    await page.goto("/checkout");
    await page.getByRole("button", { name: "Remove Fernhill sourdough" }).click();
    await expect(page.getByRole("button", { name: "Place order" })).toContainText("£7.80");
    await placeOrder(page);
    await expectAccessible(page);
  });
});

test("the sign-in page is accessible, also when it refuses @everywhere", async ({ page }) => {
  await page.goto("/sign-in");
  await expectAccessible(page);
  await page.getByLabel("Email").fill("nobody@example.org");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/do not belong together/)).toBeVisible();
  await expectAccessible(page);
});
