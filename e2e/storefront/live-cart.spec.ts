import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { addToCart, introduce, orderElsewhere, placeOrder, someCustomer } from "@/e2e/support/customer";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";
import { giveTimes } from "@/e2e/support/times";

const line = (page: Page, item: string) => page.getByRole("listitem").filter({ hasText: item }).first();
const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });
const keepNothing = (shop: Shop) => shop.database.ask("UPDATE shop SET hold_minutes = 0");

/** Opens a page and marks it, to see later that it was not loaded again. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.evaluate(() => Object.assign(window, { openedBefore: true }));
}

async function wasNotLoadedAgain(page: Page): Promise<void> {
  expect(await page.evaluate(() => "openedBefore" in window)).toBe(true);
}

/** Counts how often an open page asks the shop to be drawn anew. */
function countDrawn(page: Page): () => number {
  let drawn = 0;
  page.on("request", (request) => {
    if (request.headers().rsc !== undefined) drawn += 1;
  });
  return () => drawn;
}

test("the last one is bought elsewhere: the open cart and the open checkout say so by themselves @everywhere", async ({
  page,
  context,
  shop,
}) => {
  await keepNothing(shop);
  await addToCart(page, { item: "baguettes", day: shop.firstDay });
  const checkout = await context.newPage();
  await open(page, "/cart");
  await open(checkout, "/checkout");
  await introduce(checkout, someCustomer("Noor Haddad"));
  for (const tab of [page, checkout]) await expect(tab.getByText("Long baguette: last one.")).toBeVisible();
  const drawn = [page, checkout].map(countDrawn);
  await orderElsewhere(shop, [{ sku: "BAG-320", quantity: 1 }]);
  for (const tab of [page, checkout]) {
    await tab.bringToFront();
    await expect(line(tab, "Long baguette").getByText("Sold out for this day.")).toBeVisible();
    await expect(said(tab, "Long baguette, 320 g is sold out. You asked for 1.")).toBeAttached();
    await expect(tab.getByText("Long baguette: last one.")).toHaveCount(0);
    await wasNotLoadedAgain(tab);
  }
  expect(drawn.map((count) => count())).toEqual([0, 0]);
  await expect(checkout.getByRole("button", { name: /^Sold out/ })).toBeDisabled();
  await expect(checkout.getByLabel("Name")).toHaveValue("Noor Haddad");
  await expectAccessible(checkout);

  await test.step("it comes back, and can be ordered", async () => {
    await shop.database.ask(
      "UPDATE stock_levels l SET on_hand = on_hand + 2, version = version + 1 FROM variants v WHERE v.id = l.variant_id AND v.sku = 'BAG-320' AND l.day = $1",
      [shop.firstDay],
    );
    await expect(line(checkout, "Long baguette").getByText("Sold out")).toHaveCount(0);
    await expect(said(checkout, "There is enough of Long baguette, 320 g again.")).toBeAttached();
    await placeOrder(checkout);
  });
});

test("the cart beside the catalogue says so too, and what it can be set to @desktop", async ({ page, shop }) => {
  await keepNothing(shop);
  await addToCart(page, { item: "cinnamon-knot", day: shop.firstDay, quantity: 3 });
  await open(page, `/?day=${shop.firstDay}`);
  const panel = page.getByRole("complementary", { name: "Your cart" });
  await expect(panel.getByText(/^Nothing is kept for you until you order/)).toBeVisible();
  const drawn = countDrawn(page);
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 3 }]);
  await expect(panel.getByText("Only 2 left.")).toBeVisible();
  await wasNotLoadedAgain(page);
  expect(drawn()).toBe(0);
  await panel.getByRole("button", { name: /^Set to 2/ }).click();
  await expect(panel.getByText("Only 2 left.")).toHaveCount(0);
  await expectAccessible(page);
});

test("what is left bounds the quantity, and what can be had in part is set with one tap", async ({ page, shop }) => {
  await keepNothing(shop);
  await addToCart(page, { item: "cinnamon-knot", day: shop.firstDay, quantity: 3 });
  await open(page, "/checkout");
  const more = page.getByRole("button", { name: "One more: Cinnamon knot" });
  await expect(more).toBeEnabled();
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 2 }]);
  await expect(more).toBeDisabled();
  await expect(page.getByText("Nothing is kept for you until you order. Cinnamon knot: 3 left.")).toBeVisible();
  await expect(said(page, /^Cinnamon knot: 3 left\.$/)).toBeAttached();
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 1 }]);
  await expect(line(page, "Cinnamon knot").getByText("Only 2 left.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Place order/ })).toBeEnabled();
  await line(page, "Cinnamon knot").getByRole("button", { name: "Set to 2" }).click();
  await expect(line(page, "Cinnamon knot").getByText("Only 2 left.")).toHaveCount(0);
  await wasNotLoadedAgain(page);
  await introduce(page, someCustomer());
  await placeOrder(page);
});

test("what the customer's own checkout keeps is never called sold out", async ({
  page,
  context,
  openBrowser,
  shop,
}) => {
  await context.addInitScript(() => {
    const look = () => {
      if (/sold out/i.test(document.querySelector("main .lines")?.textContent ?? ""))
        Object.assign(window, { calledSoldOut: true });
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await addToCart(page, { item: "baguettes", day: shop.firstDay });
  const cart = await context.newPage();
  await open(cart, "/cart");
  await open(page, "/checkout");
  await expect(page.getByRole("region", { name: "Kept for you" })).toBeVisible();
  const other = await (await openBrowser({})).newPage();
  await other.goto(`/items/baguettes?day=${shop.firstDay}`);
  await expect(other.getByText("Someone is checking out with the last one: it may come back.")).toBeVisible();
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 1 }]);
  for (const tab of [page, cart]) {
    await expect(line(tab, "Long baguette")).toBeVisible();
    await expect(tab.locator("main .lines")).not.toContainText(/sold out/i);
    expect(await tab.evaluate(() => "calledSoldOut" in window)).toBe(false);
  }
  await expect(page.getByRole("button", { name: /^Place order/ })).toBeEnabled();
});

test("what staff take off sale and show again comes back to the open cart by itself", async ({ page, shop }) => {
  const hide = (at: string) =>
    shop.database.ask(
      `UPDATE items SET hidden_at = ${at} WHERE id = (SELECT item_id FROM variants WHERE sku = 'HON-340')`,
    );
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await open(page, "/cart");
  await hide("now()");
  await expect(line(page, "Chapel Field honey").getByText("Sold out.")).toBeVisible();
  await open(page, "/cart");
  await expect(line(page, "Chapel Field honey").getByText("This is no longer on sale.")).toBeVisible();
  await hide("NULL");
  await expect(line(page, "Chapel Field honey").getByText("This is no longer on sale.")).toHaveCount(0, {
    timeout: 15_000,
  });
  await expect(line(page, "Chapel Field honey")).toContainText("£7.80");
  await wasNotLoadedAgain(page);
});

test("an open cart and an open checkout say when they no longer hear from the shop, and catch up", async ({
  page,
  context,
  shop,
}) => {
  await keepNothing(shop);
  await addToCart(page, { item: "cinnamon-knot", day: shop.firstDay, quantity: 4 });
  const checkout = await context.newPage();
  await open(page, "/cart");
  await open(checkout, "/checkout");
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 2 }]);
  for (const tab of [page, checkout]) await expect(line(tab, "Cinnamon knot").getByText("Only 3 left.")).toBeVisible();
  await shop.stopWeb();
  for (const tab of [page, checkout])
    await expect(tab.getByText(/^No connection\. What you see is from \d\d:\d\d\.$/)).toBeVisible({ timeout: 30_000 });
  await expectAccessible(checkout);
  await shop.startWeb();
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 1 }]);
  for (const tab of [page, checkout]) {
    await expect(tab.getByText("No connection.")).toBeHidden({ timeout: 30_000 });
    await expect(line(tab, "Cinnamon knot").getByText("Only 2 left.")).toBeVisible();
    await wasNotLoadedAgain(tab);
  }
});

test("a time fills up elsewhere while a customer's change is open: it can be chosen no more, and the one chosen is let go", async ({
  page,
  shop,
}) => {
  const [morning, noon, late] = await giveTimes(shop, [540, 660, 780], 3);
  const order = await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 1 }], undefined, morning!.id);
  await open(page, `${new URL(order).pathname}/change`);
  const times = page.getByLabel("When will you come?");
  const option = (words: string) => times.locator("option", { hasText: words });
  await expect(option("11 am to 1 pm")).toBeEnabled();
  await times.selectOption(noon!.id);
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 3 }], "full@example.org", noon!.id);
  await expect(option("11 am to 1 pm")).toHaveText("11 am to 1 pm, full");
  await expect(times).toHaveValue("");
  await expect(said(page, "The time that you chose has no room for it now. As it is: 9 am to 11 am.")).toBeVisible();
  await wasNotLoadedAgain(page);
  await expectAccessible(page);
  await times.selectOption(late!.id);
  await expect(said(page, "The time that you chose")).toHaveCount(0);
  await page.getByRole("button", { name: /Save the change/ }).click();
  await expect(page.getByText("Your order is changed.")).toBeVisible();
  await expect(page.getByText(/1 pm to 3 pm/).first()).toBeVisible();
});
