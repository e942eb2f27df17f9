import { placesOf } from "@/components/layout/admin-places";
import { expectAccessible } from "@/e2e/support/accessibility";
import { addToCart, introduce, orderElsewhere, placeOrder, someCustomer } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

const shopPages = ["/", "/?q=rye", "/?q=wheelbarrow", "/items/sourdough", "/cart", "/no-such-page"];
const settings = [
  "hours",
  "orders",
  "messages",
  "messages/accepted",
  "messages/reminder",
  "money",
  "backup",
  "fresh",
].map((page) => `/admin/settings/${page}`);
/** Every entry of the staff's navigation, and the pages behind it that have one of their own. */
const staffPages = [
  ...placesOf("owner")
    .flat()
    .map(({ href }) => href),
  "/admin/account",
  ...["all", "new", "print", "export"].map((page) => `/admin/orders/${page}`),
  ...["webhook", "sheet", "slack", "folder", "colleague"].map((kind) => `/admin/destinations/new?kind=${kind}`),
  ...["new", "categories", "import"].map((page) => `/admin/items/${page}`),
  ...["many", "count", "close", "ledger", "moment", "proof"].map((page) => `/admin/stock/${page}`),
  ...settings,
];

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

/** A phone and a desktop see every page; the counter's tablet those that it has a layout of its own for. */
const looks = [
  ...staffPages.flatMap((address) => ["", "@desktop"].map((tag) => ({ address, tag }))),
  ...["/admin", "/admin/orders", "/admin/stock"].map((address) => ({ address, tag: "@tablet" })),
];

for (const { address, tag } of looks)
  test(`everyone can use ${address}, in the light and in the dark ${tag}`, async ({ openBrowser, shop }, {
    project,
  }) => {
    await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
    const page = await (await openBrowser({ as: "owner", phone: project.name === "phone" })).newPage();
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });

test("an order's page and its messages are accessible, light and dark @everywhere", async ({ openBrowser, shop }, {
  project,
}) => {
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  const [order] = await shop.database.ask<{ id: string }>("SELECT id FROM orders");
  const messages = () => shop.database.ask<{ id: string }>("SELECT id FROM deliveries ORDER BY channel");
  await expect.poll(messages).toHaveLength(3);
  const page = await (await openBrowser({ as: "owner", phone: project.name === "phone" })).newPage();
  await page.goto(`/admin/orders/${order!.id}`);
  await expectAccessible(page);
  for (const { id } of await messages()) {
    await page.goto(`/admin/deliveries/${id}`);
    await expectAccessible(page);
  }
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

test("at 200 % zoom no staff page loses anything to the side @desktop", async ({ openBrowser, shop }) => {
  test.slow();
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  const page = await (await openBrowser({ as: "owner" })).newPage();
  // What a laptop of 1440 px shows at 200 %.
  await page.setViewportSize({ width: 720, height: 450 });
  for (const address of staffPages)
    await test.step(address, async () => {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond).toBe(0);
    });
});
