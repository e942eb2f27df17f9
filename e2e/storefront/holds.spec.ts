import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import {
  addToCart,
  askForCode,
  type Customer,
  codeIn,
  confirmFirst,
  introduce,
  kept,
  placeOrder,
  pressCheckOut,
  someCustomer,
} from "@/e2e/support/customer";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

async function checkOut(page: Page): Promise<void> {
  await pressCheckOut(page);
  await expect(page).toHaveURL(/\/checkout$/);
}

/** Stands at the page that asks for the code of another contact than the one that was confirmed to check out the last baguettes. Works without JavaScript. */
async function awaitCode(page: Page, shop: Shop, customer: Customer): Promise<void> {
  await shop.database.ask("UPDATE items SET confirm_contact = true WHERE slug = 'baguettes'");
  await page.goto(`/items/baguettes?day=${shop.firstDay}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText(/in your cart/i).first()).toBeVisible();
  await pressCheckOut(page);
  await confirmFirst(page, shop, someCustomer("Flora First"));
  await expect(kept(page)).toBeVisible();
  await introduce(page, customer);
  await askForCode(page);
  await expect(kept(page)).toBeVisible();
}

/** How often the shop has answered a page that asked, on its arrival, to have the cart kept. */
function countAsked(page: Page): () => number {
  let answers = 0;
  page.on("response", (response) => {
    if (response.url().endsWith("/api/checkout/hold")) answers += 1;
  });
  return () => answers;
}

/** How often something that was kept was let go. */
async function letGo(shop: Shop): Promise<number> {
  const reasons = "'hold_given_back', 'hold_ended'";
  return (await shop.database.ask(`SELECT 1 FROM stock_entries WHERE reason IN (${reasons})`)).length;
}

async function heldOf(shop: Shop, sku: string): Promise<number> {
  const [level] = await shop.database.ask<{ held: number }>(
    `SELECT l.held FROM stock_levels l JOIN variants v ON v.id = l.variant_id
      WHERE v.sku = '${sku}' AND l.day = '${shop.firstDay}'`,
  );
  return level!.held;
}

test("the last one is kept for who checks out: others see that it may come back, and it does when they leave @everywhere", async ({
  page,
  openBrowser,
  shop,
}) => {
  await addToCart(page, { item: "baguettes", day: shop.firstDay });
  await checkOut(page);
  await expect(kept(page)).toContainText(/Kept for you until \d\d:\d\d\s*\d+:\d\d left/);
  await expectAccessible(page);

  const other = await (await openBrowser({})).newPage();
  await other.goto(`/items/baguettes?day=${shop.firstDay}`);
  await expect(other.getByText("Someone is checking out with the last one: it may come back.")).toBeVisible();

  const secondTab = await page.context().newPage();
  await secondTab.goto(`/items/baguettes?day=${shop.firstDay}`);
  await expect(secondTab.getByText("Last one")).toBeVisible();
  await secondTab.close();

  await page.getByRole("link", { name: "Keep looking" }).click();
  await expect(other.getByRole("button", { name: "Add to cart" })).toBeEnabled();
  await expect(other.getByText("it may come back")).toHaveCount(0);
  expect(await heldOf(shop, "BAG-320")).toBe(0);
});

test("checkout opens also while the shop is too busy to keep anything, and keeps it once it can @everywhere", async ({
  page,
  shop,
}) => {
  await addToCart(page, { item: "baguettes", day: shop.firstDay });
  const release = await shop.database.hold(
    "SELECT 1 FROM stock_levels l JOIN variants v ON v.id = l.variant_id WHERE v.sku = 'BAG-320' FOR UPDATE OF l",
  );
  await checkOut(page);
  await expect(page.getByRole("button", { name: "Place order" })).toBeVisible();
  expect(await heldOf(shop, "BAG-320")).toBe(0);
  await release();
  await expect(kept(page)).toBeVisible({ timeout: 20_000 });
  expect(await heldOf(shop, "BAG-320")).toBe(1);
});

test("a reload keeps the units, and placing turns them into the order @everywhere", async ({ page, shop }) => {
  await addToCart(page, { item: "baguettes", day: shop.firstDay });
  await checkOut(page);
  await expect(kept(page)).toBeVisible();
  await page.reload();
  await expect(kept(page)).toContainText(/(9:\d\d|10:00) left/);
  await introduce(page, someCustomer());
  await placeOrder(page);
  expect(await heldOf(shop, "BAG-320")).toBe(0);
  expect(await shop.database.ask("SELECT 1 FROM holds")).toEqual([]);
});

/** Two tabs of one browser check out with the last one, and somebody else is in line for it. */
async function checkOutTwice(page: Page, shop: Shop, other: Page): Promise<Page> {
  await addToCart(page, { item: "baguettes", day: shop.firstDay });
  await checkOut(page);
  await expect(kept(page)).toBeVisible();
  await takePlace(other, shop);
  const second = await page.context().newPage();
  const asked = countAsked(second);
  await second.goto("/checkout");
  await expect(kept(second)).toBeVisible();
  await expect.poll(asked).toBe(1);
  return second;
}

async function takePlace(page: Page, shop: Shop): Promise<void> {
  const { email } = someCustomer("Ida Patient");
  await page.goto(`/items/baguettes?day=${shop.firstDay}`);
  await page.getByRole("textbox", { name: "Email or mobile number" }).fill(email);
  await page.getByRole("button", { name: "Join the waiting list" }).click();
  await expect.poll(() => shop.mailbox.mailTo(email)).toHaveLength(1);
  await page.goto(/http\S+\/waiting\/[\w-]{22}/.exec(shop.mailbox.mailTo(email)[0]!.text ?? "")![0]);
  await page.getByRole("button", { name: "Confirm my place" }).click();
  await expect(page.getByRole("heading", { name: "You are next in line" })).toBeVisible();
}

async function keepLooking(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Keep looking" }).click();
  await expect(page.getByRole("heading", { name: "Butter croissant" }).first()).toBeVisible();
}

test("whoever leaves one of two tabs keeps and orders the last one in the other, though somebody is in line @everywhere", async ({
  page,
  openBrowser,
  shop,
}) => {
  const waiting = await (await openBrowser({})).newPage();
  const second = await checkOutTwice(page, shop, waiting);
  await keepLooking(page);
  await expect(kept(second)).toContainText(/\d+:\d\d left/);
  await introduce(second, someCustomer());
  await placeOrder(second);
  await expect(waiting.getByRole("heading", { name: "You are next in line" })).toBeVisible();
  expect(await letGo(shop)).toBe(0);
});

test("whoever leaves both of two tabs gives the last one to the next in line @desktop", async ({
  page,
  openBrowser,
  shop,
}) => {
  const waiting = await (await openBrowser({})).newPage();
  const second = await checkOutTwice(page, shop, waiting);
  for (const tab of [page, second]) await keepLooking(tab);
  await expect(waiting.getByRole("heading", { name: "It is your turn" })).toBeVisible();
});

test("a tab that is closed shortens nothing for another that checks out @desktop", async ({
  page,
  openBrowser,
  shop,
}) => {
  const waiting = await (await openBrowser({})).newPage();
  const second = await checkOutTwice(page, shop, waiting);
  const asked = countAsked(second);
  await page.goto("about:blank");
  await expect.poll(asked).toBe(1);
  const soon = "SELECT 1 FROM holds WHERE ends_at <= now() + interval '15 seconds'";
  expect(await shop.database.ask(soon)).toEqual([]);
  await introduce(second, someCustomer());
  await placeOrder(second);
  expect(await letGo(shop)).toBe(0);
});

test("when the time is over the page says so, and the units are there for others @desktop", async ({
  page,
  openBrowser,
  shop,
}) => {
  await page.clock.install();
  const asked = countAsked(page);
  await addToCart(page, { item: "baguettes", day: shop.firstDay });
  await checkOut(page);
  await expect(kept(page)).toBeVisible();
  await expect.poll(asked).toBe(1);
  await shop.database.ask("UPDATE holds SET ends_at = now(), made_at = now() - interval '10 minutes'");
  await page.clock.fastForward("10:01");
  await expect(page.getByText("Your time is over. What is still there you can order.")).toBeVisible();
  const other = await (await openBrowser({})).newPage();
  await other.goto(`/items/baguettes?day=${shop.firstDay}`);
  await expect(other.getByText("Last one")).toBeVisible();
});

test("what is changed at checkout changes what is kept, and it can be given back @desktop", async ({ page, shop }) => {
  await addToCart(page, { item: "cinnamon-knot", day: shop.firstDay, quantity: 3 });
  await checkOut(page);
  await expect(kept(page)).toBeVisible();
  await page.getByRole("button", { name: "One fewer: Cinnamon knot" }).click();
  await expect.poll(() => heldOf(shop, "CIN-1")).toBe(2);
  await kept(page).getByRole("button", { name: "Give it back" }).click();
  await expect(page).toHaveURL(/\/cart$/);
  expect(await heldOf(shop, "CIN-1")).toBe(0);
});

test("the last one is kept while its code is waited for, and the code orders it @everywhere", async ({
  page,
  openBrowser,
  shop,
}) => {
  const customer = someCustomer();
  await awaitCode(page, shop, customer);
  await expect(kept(page)).toContainText(/Kept for you until \d\d:\d\d\s*(9:5\d|10:00) left/);
  await expectAccessible(page);
  const other = await (await openBrowser({})).newPage();
  await other.goto(`/items/baguettes?day=${shop.firstDay}`);
  const mayComeBack = other.getByText("Someone is checking out with the last one: it may come back.");
  await expect(mayComeBack).toBeVisible();

  await test.step("there and back again, and loaded anew", async () => {
    await page.getByRole("link", { name: "Back to checkout" }).click();
    await expect(page.getByRole("heading", { name: "Your order" })).toBeVisible();
    await expect(kept(page)).toContainText(/(9:5\d|10:00) left/);
    await askForCode(page);
    await page.reload();
    await expect(kept(page)).toContainText(/(9:5\d|10:00) left/);
    await page.goBack();
    await expect(page).toHaveURL(/\/checkout$/);
    await expect(kept(page)).toContainText(/(9:5\d|10:00) left/);
    await page.goForward();
    await expect(page).toHaveURL(/\/checkout\/code$/);
    await expect(kept(page)).toContainText(/(9:5\d|10:00) left/);
  });
  await expect(mayComeBack).toBeVisible();
  expect(await letGo(shop)).toBe(0);
  await page.getByLabel("Code").fill(await codeIn(shop, customer));
  await placeOrder(page);
  expect(await heldOf(shop, "BAG-320")).toBe(0);
  expect(await letGo(shop)).toBe(0);
});

test("who leaves the code for another page of the shop gives the last one back @everywhere", async ({
  page,
  openBrowser,
  shop,
}) => {
  await awaitCode(page, shop, someCustomer());
  const other = await (await openBrowser({})).newPage();
  await other.goto(`/items/baguettes?day=${shop.firstDay}`);
  await expect(other.getByText("it may come back")).toBeVisible();
  await page.evaluate(() => globalThis.history.go(-2));
  await expect(page.getByRole("heading", { name: "Your cart" })).toBeVisible();
  await expect(other.getByRole("button", { name: "Add to cart" })).toBeEnabled();
  expect(await heldOf(shop, "BAG-320")).toBe(0);
});

test("the page of the code says when its time is over, and closed it gives back within seconds @desktop", async ({
  page,
  shop,
}) => {
  await page.clock.install();
  const asked = countAsked(page);
  await awaitCode(page, shop, someCustomer());
  await expect.poll(asked).toBe(2);
  await shop.database.ask("UPDATE holds SET ends_at = now(), made_at = now() - interval '10 minutes'");
  await page.clock.fastForward("10:01");
  await expect(page.getByText("Your time is over. What is still there you can order.")).toBeVisible();
  await page.getByRole("button", { name: "Keep it again" }).click();
  await expect(kept(page)).toBeVisible();
  await expect(page).toHaveURL(/\/checkout\/code$/);
  await page.goto("about:blank");
  const soon = "SELECT 1 FROM holds WHERE ends_at <= now() + interval '15 seconds'";
  await expect.poll(() => shop.database.ask(soon)).toHaveLength(1);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the code's page keeps the last one too, and gives it back on a press @everywhere", async ({ page, shop }) => {
    const customer = someCustomer();
    await awaitCode(page, shop, customer);
    await expect(kept(page)).toContainText(/Kept for you until \d\d:\d\d/);
    expect(await heldOf(shop, "BAG-320")).toBe(1);
    await page.getByRole("button", { name: "Give it back" }).click();
    await expect(page).toHaveURL(/\/cart$/);
    expect(await heldOf(shop, "BAG-320")).toBe(0);
    await page.goto("/checkout/code");
    await page.getByRole("button", { name: "Keep it while I check out" }).click();
    await expect(page).toHaveURL(/\/checkout\/code$/);
    await expect(kept(page)).toBeVisible();
    await page.getByLabel("Code").fill(await codeIn(shop, customer));
    await placeOrder(page);
    expect(await heldOf(shop, "BAG-320")).toBe(0);
  });

  test("checkout says until when it keeps the cart, and gives it back on a press @everywhere", async ({
    page,
    shop,
  }) => {
    await page.goto(`/items/baguettes?day=${shop.firstDay}`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await checkOut(page);
    await expect(kept(page)).toContainText(/Kept for you until \d\d:\d\d/);
    expect(await heldOf(shop, "BAG-320")).toBe(1);
    await page.getByRole("button", { name: "Give it back" }).click();
    await expect(page).toHaveURL(/\/cart$/);
    expect(await heldOf(shop, "BAG-320")).toBe(0);
    await page.goto("/checkout");
    await page.getByRole("button", { name: "Keep it while I check out" }).click();
    await expect(kept(page)).toBeVisible();
  });
});
