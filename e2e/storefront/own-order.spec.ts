import { expectAccessible } from "@/e2e/support/accessibility";
import { addToCart, introduce, orderElsewhere, placeOrder, someCustomer } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

const token = (url: string) => /\/orders\/([\w-]{22})/.exec(url)![1]!;

test("a customer changes a quantity, adds something, and adds a cart to the order @everywhere", async ({
  page,
  shop,
}) => {
  const customer = someCustomer();
  await addToCart(page, { item: "shortbread", day: shop.firstDay, quantity: 2 });
  await page.goto("/checkout");
  await introduce(page, customer);
  const number = await placeOrder(page);
  const order = page.url().split("?")[0]!;

  await test.step("one fewer, and a jar of honey", async () => {
    await page.getByRole("link", { name: "Add to it" }).click();
    await expect(page.getByRole("heading", { name: "Change your order" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "One fewer: Shortbread round" }).click();
    const honey = page.getByRole("button", { name: /^One more: .*honey/i }).first();
    await honey.click();
    await page.getByRole("button", { name: /Save the change/ }).click();
    await expect(page.getByText("Your order is changed.")).toBeVisible();
    const ordered = page.getByRole("region", { name: "What you ordered" });
    await expect(ordered).toContainText("1 × Shortbread round");
    await expect(ordered).toContainText(/1 × .*honey/i);
    await expect(page.getByText(/^You changed your order\. Shortbread round.*: 2 → 1/)).toBeVisible();
    await expect
      .poll(() =>
        shop.mailbox
          .mailTo(customer.email)
          .map(({ text }) => text)
          .join(),
      )
      .toContain("as you wished");
    await expectAccessible(page);
  });

  await test.step("a second cart is added to it in place of another order", async () => {
    await addToCart(page, { item: "shortbread", day: shop.firstDay });
    await page.goto("/checkout");
    await expect(page.getByRole("heading", { name: new RegExp(`^You have order \\D*${number} for `) })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Add to order/ }).click();
    await expect(page.getByText("It is added to your order.")).toBeVisible();
    expect(token(page.url())).toBe(token(order));
    await expect(page.getByRole("region", { name: "What you ordered" })).toContainText("2 × Shortbread round");
    await page.goto("/cart");
    await expect(page.getByText("Nothing here yet")).toBeVisible();
  });

  await test.step("order again", async () => {
    await page.goto(order);
    await page.getByRole("button", { name: "Order this again" }).click();
    await expect(page.getByText(new RegExp(`^This is what order \\D*${number} was`))).toBeVisible();
    await expect(
      page.getByRole("button", { name: "One fewer: Shortbread round" }).filter({ visible: true }).first(),
    ).toBeVisible();
    await expectAccessible(page);
  });
});

test("what is short is named, and the rest of the form stays", async ({ page, shop }) => {
  const order = await orderElsewhere(shop, [{ sku: "SRD-800", quantity: 2 }]);
  await page.goto(`${order}/change`);
  await page
    .getByLabel(/^How many: .*[Ss]ourdough/)
    .first()
    .fill("9");
  await expect(page.getByText("Only 1 more left.")).toBeVisible();
  await page.getByRole("button", { name: /Save the change/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: /Only 1 more of .*ourdough.* is left\./ })).toBeVisible();
  await expect(page.getByLabel(/^How many: .*[Ss]ourdough/).first()).toHaveValue("9");
  await expectAccessible(page);
});

test("who lost the link is sent it, and the answer does not tell whether one is known", async ({ page, shop }) => {
  const customer = someCustomer("Ines Marlow");
  const order = await orderElsewhere(shop, [{ sku: "SRD-800", quantity: 1 }], customer.email);
  await expect.poll(() => shop.mailbox.mailTo(customer.email)).toHaveLength(1);
  const ask = async (email: string) => {
    await page.goto(`/orders/${"x".repeat(22)}`);
    await page.getByRole("link", { name: "Find your order" }).click();
    await page.getByRole("textbox", { name: "Email" }).fill(email);
    await page.getByRole("button", { name: "Send me the links" }).click();
    const said = page.getByRole("status").filter({ hasText: "If there are orders with this address" });
    await expect(said).toBeVisible();
    return said.textContent();
  };
  const unknown = await ask("nobody.at.all@example.org");
  expect(await ask(customer.email.toUpperCase())).toBe(unknown);
  await expectAccessible(page);
  await expect.poll(() => shop.mailbox.mailTo(customer.email)).toHaveLength(2);
  expect(shop.mailbox.mailTo(customer.email)[1]!.text).toContain(`/orders/${token(order)}`);
  expect(shop.mailbox.mailTo("nobody.at.all@example.org")).toHaveLength(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an order is changed, added to, ordered again, and its link asked for", async ({ page, shop }) => {
    const order = await orderElsewhere(shop, [{ sku: "SRD-800", quantity: 2 }]);
    await page.goto(order);
    await page.getByRole("link", { name: "Add to it" }).click();
    const loaves = page.getByLabel(/^How many: .*[Ss]ourdough/).first();
    await loaves.fill("9");
    await page.getByRole("button", { name: /Save the change/ }).click();
    await expect(page.getByText(/Only 1 more of .*ourdough.* is left\./)).toBeVisible();
    await expect(loaves).toHaveValue("9");
    await loaves.fill("1");
    await page
      .getByLabel(/^How many: .*[Hh]oney/)
      .first()
      .fill("1");
    await page.getByRole("button", { name: /Save the change/ }).click();
    await expect(page.getByText("Your order is changed.")).toBeVisible();
    await expect(page.getByRole("region", { name: "What you ordered" })).toContainText(/1 × .*honey/i);

    await page.goto(`/items/shortbread?day=${shop.firstDay}`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.goto("/cart");
    await page.getByRole("button", { name: /^Add to order/ }).click();
    await expect(page.getByText("It is added to your order.")).toBeVisible();
    await page.getByRole("button", { name: "Order this again" }).click();
    await expect(page.getByText(/^This is what order .* was/)).toBeVisible();

    await page.goto("/find-order");
    await page.getByRole("textbox", { name: "Email" }).fill("not an address");
    await page.getByRole("button", { name: "Send me the links" }).click();
    await expect(page.getByText("Please check the email address.")).toBeVisible();
    await page.getByRole("textbox", { name: "Email" }).fill("tom.else@example.org");
    await page.getByRole("button", { name: "Send me the links" }).click();
    await expect(page.getByText("If there are orders with this address")).toBeVisible();
  });
});
