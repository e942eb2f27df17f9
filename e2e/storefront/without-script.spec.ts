import { introduce, placeOrder, someCustomer } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test.use({ javaScriptEnabled: false });

test("everything that a customer does works without JavaScript @everywhere", async ({ page, shop }) => {
  const customer = someCustomer("Edith Marlow");

  await test.step("choose a day", async () => {
    await page.goto("/");
    const day = page.getByRole("list", { name: "Pickup day" }).getByRole("button").last();
    const name = await day.getAttribute("aria-label");
    await day.click();
    await expect(page.getByRole("heading", { name: name! })).toBeVisible();
    await page.goto(`/?day=${shop.firstDay}`);
  });

  await test.step("add to the cart, from a card and from an item's page", async () => {
    await page.getByRole("button", { name: "Add to cart: Cheddar scone" }).click();
    await expect(page.getByLabel("1 of Cheddar scone in your cart. Change")).toBeVisible();
    await page.goto(`/items/shortbread?day=${shop.firstDay}`);
    await expect(page.getByLabel("Quantity")).toBeVisible();
    await expect(page.getByRole("button", { name: "One more" })).toHaveCount(0);
    await page.getByRole("button", { name: "Add to cart" }).click();
  });

  await test.step("change the quantity", async () => {
    await page.goto("/cart");
    await page.getByRole("button", { name: "One more: Shortbread round" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Shortbread round" })).toContainText("£10.80");
    await page.getByRole("button", { name: "One fewer: Cheddar scone" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Cheddar scone" })).toHaveCount(0);
  });

  await test.step("a form that is refused keeps what was typed and says what to do", async () => {
    await page.getByRole("button", { name: "Check out" }).filter({ visible: true }).click();
    await introduce(page, { ...customer, mobile: "07700 90014" });
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(page.getByText("One digit seems to be missing.")).toBeVisible();
    await expect(page.getByLabel("Mobile number")).toHaveValue("07700 90014");
    await expect(page.getByLabel("Name")).toHaveValue(customer.name);
    await expect(page.getByRole("checkbox", { name: "Email" })).toBeChecked();
    await expect(page.getByRole("checkbox", { name: "Text" })).toBeChecked();
  });

  await test.step("place the order", async () => {
    await page.getByLabel("Mobile number").fill(customer.mobile);
    const number = await placeOrder(page);
    await expect(page.getByRole("main")).toContainText(number);
    await expect(page.getByRole("listitem").filter({ hasText: "Shortbread round" })).toContainText("£10.80");
  });
});
