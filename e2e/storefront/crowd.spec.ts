import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import {
  askForCode,
  type Customer,
  codeIn,
  confirmFirst,
  introduce,
  orderElsewhere,
  someCustomer,
} from "@/e2e/support/customer";
import { crowd } from "@/e2e/support/rush";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";
import { giveTimes } from "@/e2e/support/times";

const busy = (page: Page) => page.getByRole("heading", { name: "The shop is very busy" });

async function wantHoney(page: Page, shop: Shop): Promise<void> {
  await page.goto(`/items/honey?day=${shop.firstDay}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText(/in your cart/i).first()).toBeVisible();
}

/** Puts something into the cart, and stands at checkout with who it is for. Works without JavaScript. */
async function checkOut(page: Page, shop: Shop, customer: Customer): Promise<void> {
  await wantHoney(page, shop);
  await page.goto("/checkout");
  await introduce(page, customer);
}

/** Checks out honey with the code of one contact, waits for that of another, without which they do not order it, and types it. */
async function typeCode(page: Page, shop: Shop): Promise<string> {
  const customer = someCustomer("Dora Code");
  await shop.database.ask("UPDATE items SET confirm_contact = true WHERE slug = 'honey'");
  await wantHoney(page, shop);
  await page.goto("/checkout");
  await confirmFirst(page, shop, someCustomer("Flora First"));
  await introduce(page, customer);
  await askForCode(page);
  const code = await codeIn(shop, customer);
  await page.getByLabel("Code").fill(code);
  return code;
}

/** Orders honey, and stands at the cart with another jar of it. */
async function wantMore(page: Page, shop: Shop): Promise<void> {
  await checkOut(page, shop, someCustomer("Ada More"));
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/orders\/[\w-]{22}/);
  await wantHoney(page, shop);
  await page.goto("/cart");
}

const loaves = (page: Page) => page.getByLabel(/^How many: .*[Ss]ourdough/).first();

/** Stands at the change of an order of two loaves, and wants one. */
async function wantFewer(page: Page, shop: Shop): Promise<void> {
  await page.goto(`${await orderElsewhere(shop, [{ sku: "SRD-800", quantity: 2 }])}/change`);
  await loaves(page).fill("1");
}

/** The newest of them. */
const codes = (shop: Shop) =>
  shop.database.ask("SELECT tries, confirmed_at FROM contact_codes ORDER BY made_at DESC LIMIT 1");
const untouched = [{ tries: 0, confirmed_at: null }];
const unitsOf = (shop: Shop) =>
  shop.database.ask("SELECT sku, quantity FROM order_lines WHERE sku <> 'CIN-1' AND quantity > 0 ORDER BY sku");

test("a code that is sent into a crowd is not used up, and sent again by itself", async ({ page, shop }) => {
  const code = await typeCode(page, shop);
  const calm = await crowd(shop, "CIN-1");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(busy(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Trying again in [1-8] s/ })).toBeVisible();
  await expect(page.getByLabel("Code")).toHaveValue(code);
  await expectAccessible(page);
  expect(await codes(shop)).toEqual(untouched);
  await calm();
  await expect(page).toHaveURL(/\/orders\/[\w-]{22}/);
  expect(await unitsOf(shop)).toEqual([{ sku: "HON-340", quantity: 1 }]);
});

test("what is added to an order in a crowd is added once it is calm, and a change waits for a press", async ({
  page,
  openBrowser,
  shop,
}) => {
  await wantMore(page, shop);
  const other = await (await openBrowser({})).newPage();
  await wantFewer(other, shop);
  const calm = await crowd(shop, "CIN-1");
  await page.getByRole("button", { name: /^Add to order/ }).click();
  await expect(page.getByText("The shop is very busy. Nothing was added yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Trying again in [1-8] s/ })).toBeVisible();
  await expectAccessible(page);
  await other.getByRole("button", { name: /Save the change/ }).click();
  await expect(busy(other)).toBeVisible();
  await expect(other.getByRole("button", { name: /^Try again in [1-8] s/ })).toBeVisible();
  await expect(loaves(other)).toHaveValue("1");
  await expectAccessible(other);
  await calm();
  await expect(page.getByText("It is added to your order.")).toBeVisible();
  await other.getByRole("button", { name: /^Try again/ }).click();
  await expect(other.getByText("Your order is changed.")).toBeVisible();
  expect(await unitsOf(shop)).toEqual([
    { sku: "HON-340", quantity: 2 },
    { sku: "SRD-800", quantity: 1 },
  ]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the checkout has the time that was chosen still, and orders for it", async ({ page, shop }) => {
    const [, late] = await giveTimes(shop, [540, 660]);
    await wantHoney(page, shop);
    await page.goto("/checkout");
    await introduce(page, someCustomer());
    const time = page.getByRole("radio", { name: /^11 am to 1 pm/ });
    await time.check({ force: true });
    const calm = await crowd(shop, "CIN-1");
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(busy(page)).toBeVisible();
    await expect(time).toBeChecked();
    await calm();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page).toHaveURL(/\/orders\/[\w-]{22}/);
    const slots = await shop.database.ask("SELECT slot_id FROM orders WHERE customer_name <> 'One of many'");
    expect(slots).toEqual([{ slot_id: late!.id }]);
  });

  test("the page of the code says that the shop is busy, and has the code still", async ({ page, shop }) => {
    const code = await typeCode(page, shop);
    const calm = await crowd(shop, "CIN-1");
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(busy(page)).toBeVisible();
    await expect(page.getByLabel("Code")).toHaveValue(code);
    expect(await codes(shop)).toEqual(untouched);
    await calm();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page).toHaveURL(/\/orders\/[\w-]{22}/);
    expect(await unitsOf(shop)).toEqual([{ sku: "HON-340", quantity: 1 }]);
  });

  test("so do the cart that is added to an order, and the change of one", async ({ page, openBrowser, shop }) => {
    await wantMore(page, shop);
    const other = await (await openBrowser({ javaScript: false })).newPage();
    await wantFewer(other, shop);
    const calm = await crowd(shop, "CIN-1");
    await page.getByRole("button", { name: /^Add to order/ }).click();
    await expect(page.getByText("The shop is very busy. Nothing was added yet.")).toBeVisible();
    await other.getByRole("button", { name: /Save the change/ }).click();
    await expect(busy(other)).toBeVisible();
    await expect(loaves(other)).toHaveValue("1");
    await calm();
    await page.getByRole("button", { name: /^Add to order/ }).click();
    await expect(page.getByText("It is added to your order.")).toBeVisible();
    await other.getByRole("button", { name: "Try again" }).click();
    await expect(other.getByText("Your order is changed.")).toBeVisible();
    expect(await unitsOf(shop)).toEqual([
      { sku: "HON-340", quantity: 2 },
      { sku: "SRD-800", quantity: 1 },
    ]);
  });
});
