import {
  addToCart,
  cartLink,
  introduce,
  orderElsewhere,
  orderNumber,
  placeOrder,
  someCustomer,
} from "@/e2e/support/customer";
import { hearsNothing } from "@/e2e/support/listens";
import { crowd, rushTo } from "@/e2e/support/rush";
import { expect, test } from "@/e2e/support/test";

test("one cart in two tabs becomes one order, and the second tab says so", async ({ page, context, shop }) => {
  const customer = someCustomer();
  await addToCart(page, { item: "honey", day: shop.firstDay });
  const second = await context.newPage();
  for (const tab of [page, second]) {
    await tab.goto("/checkout");
    await introduce(tab, customer);
  }
  await second.getByLabel(/note/i).fill("Please slice it.");
  const number = await placeOrder(page);
  await second.getByRole("button", { name: "Place order" }).click();
  await expect(second).toHaveURL(new RegExp(new URL(page.url()).pathname));
  expect(await orderNumber(second)).toBe(number);
  await expect(second.getByText("What you typed afterwards was not applied")).toBeVisible();
  expect(await shop.database.ask("SELECT 1 FROM orders")).toHaveLength(1);
});

test("two tabs that place one cart at the same moment end at the same order", async ({ page, context, shop }) => {
  const customer = someCustomer();
  await addToCart(page, { item: "honey", day: shop.firstDay });
  const tabs = [page, await context.newPage()];
  for (const tab of tabs) {
    await tab.goto("/checkout");
    await introduce(tab, customer);
  }
  const numbers = await Promise.all(tabs.map(placeOrder));
  expect(numbers[0]).toBe(numbers[1]);
  expect(await shop.database.ask("SELECT 1 FROM orders")).toHaveLength(1);
});

test("what ran short is named line by line, and one tap sets the cart to what is left", async ({ page, shop }) => {
  await shop.database.ask("UPDATE shop SET hold_minutes = 0");
  await addToCart(page, { item: "sourdough", day: shop.firstDay, quantity: 3 });
  await addToCart(page, { item: "cinnamon-knot", day: shop.firstDay, quantity: 4 });
  await page.goto("/checkout");
  await introduce(page, someCustomer("Noor Haddad"));
  await page.getByLabel(/note/i).fill("For a birthday");
  await orderElsewhere(shop, [
    { sku: "SRD-800", quantity: 1 },
    { sku: "CIN-1", quantity: 4 },
  ]);
  await page.getByRole("button", { name: "Place order" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "Somebody was quicker" });
  await expect(refusal.getByRole("listitem").filter({ hasText: "Fernhill sourdough" })).toContainText("2 left");
  await expect(refusal.getByRole("listitem").filter({ hasText: "Cinnamon knot" })).toContainText("1 left");
  await page.getByRole("button", { name: "Set my cart to what is left" }).click();
  // Whoever orders before they see the new total is asked to look at it first.
  await expect(page.getByRole("button", { name: "Place order" })).toContainText("£12.50");
  await expect(page.getByLabel("Name")).toHaveValue("Noor Haddad");
  await expect(page.getByLabel(/note/i)).toHaveValue("For a birthday");
  await placeOrder(page);
  const lines = await shop.database.ask(
    "SELECT sku, quantity FROM order_lines JOIN orders ON orders.id = order_id WHERE customer_name = 'Noor Haddad' ORDER BY sku",
  );
  expect(lines).toEqual([
    { sku: "CIN-1", quantity: 1 },
    { sku: "SRD-800", quantity: 2 },
  ]);
});

test("in a rush a refusal is told at once, and the page comes for what is left a moment later", async ({
  page,
  shop,
}) => {
  await hearsNothing(page);
  await shop.database.ask("UPDATE shop SET hold_minutes = 0");
  await addToCart(page, { item: "sourdough", day: shop.firstDay, quantity: 3 });
  await page.goto("/checkout");
  await introduce(page, someCustomer("Noor Haddad"));
  await orderElsewhere(shop, [{ sku: "SRD-800", quantity: 1 }]);
  const calm = await rushTo(shop, "SRD-800");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /^Only 2 left of Fernhill sourdough/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Set my cart to what is left" })).toBeVisible();
  await calm();
  await page.getByRole("button", { name: "Set my cart to what is left" }).click();
  await expect(page.getByRole("button", { name: "Place order" })).toContainText("£9.60");
  await expect(page.getByLabel("Name")).toHaveValue("Noor Haddad");
  await placeOrder(page);
});

test("while more order than are answered soon, the page keeps what was typed and comes again by itself", async ({
  page,
  shop,
}) => {
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, someCustomer("Noor Haddad"));
  const calm = await crowd(shop, "CIN-1");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("heading", { name: "The shop is very busy" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Trying again in [1-8] s/ })).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Noor Haddad");
  await calm();
  await expect(page).toHaveURL(/\/orders\/[\w-]{22}/);
  expect(await shop.database.ask("SELECT 1 FROM orders WHERE customer_name = 'Noor Haddad'")).toHaveLength(1);
});

test("a price that changed is shown before the customer confirms it", async ({ page, shop }) => {
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, someCustomer());
  await shop.database.ask("UPDATE variants SET price_minor = 850 WHERE sku = 'HON-340'");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("button", { name: "Place order" })).toContainText("£8.50");
  expect(await shop.database.ask("SELECT 1 FROM orders")).toHaveLength(0);
  await placeOrder(page);
  expect(await shop.database.ask("SELECT total_minor FROM orders")).toEqual([{ total_minor: 850 }]);
});

test("a checkout form that was open while the shop was started again can still be sent", async ({ page, shop }) => {
  await addToCart(page, { item: "granola", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, someCustomer());
  await shop.stopWeb();
  await shop.startWeb();
  await placeOrder(page);
});

test("the cart is still there after a restart", async ({ page, shop }) => {
  await addToCart(page, { item: "granola", day: shop.firstDay, quantity: 2 });
  await shop.stopWeb();
  await shop.startWeb();
  await page.goto("/");
  await cartLink(page).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Oven-end granola" })).toContainText("£13.80");
});

test("while the shop takes no orders one can look but not order", async ({ page, shop }) => {
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, someCustomer());
  await shop.database.ask("UPDATE shop SET ordering_open = false, closed_message = 'Back on Tuesday.'");
  await expect(page.getByText("Back on Tuesday.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^No orders at the moment/ })).toBeDisabled();
  await expect(page.getByLabel("Name")).toHaveValue("Maya Lindqvist");
  await page.goto("/");
  await expect(page.getByText("Back on Tuesday.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Add to cart/ })).toHaveCount(0);
});

test("what is wrong stands beside its field, and the first of them has the focus", async ({ page, shop }) => {
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, { ...someCustomer(), name: "", email: "maya@", mobile: "" });
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByLabel("Name")).toBeFocused();
  for (const label of ["Name", "Email", "Mobile number"]) {
    const field = page.getByRole("textbox", { name: label });
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(/Please/);
  }
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("maya@");
});
