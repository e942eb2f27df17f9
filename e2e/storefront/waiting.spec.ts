import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { cardOf, introduce, placeOrder, someCustomer } from "@/e2e/support/customer";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

/** The link of the newest mail to an address, once that many have come. */
async function linkIn(shop: Shop, email: string, mails: number): Promise<string> {
  await expect.poll(() => shop.mailbox.mailTo(email)).toHaveLength(mails);
  const text = shop.mailbox.mailTo(email).at(-1)!.text ?? "";
  return /http\S+\/waiting\/[\w-]{22}/.exec(text)![0];
}

async function receiveCroissants(staff: Page, shop: Shop): Promise<void> {
  await staff.goto(`/admin/stock?day=${shop.firstDay}`);
  await staff.getByRole("button", { name: /^Receive Butter croissant/ }).click();
  await staff.getByLabel("How many came").fill("1");
  await staff.getByLabel("Where from").fill("Second bake");
  await staff.getByRole("button", { name: "Receive 1" }).click();
  await expect(staff.getByText("1 received")).toBeVisible();
}

async function join(page: Page, shop: Shop, email: string): Promise<void> {
  await page.goto(`/items/croissant?day=${shop.firstDay}`);
  await page.getByRole("textbox", { name: "Email or mobile number" }).fill(email);
  await page.getByRole("button", { name: "Join the waiting list" }).click();
}

test("a sold-out card leads to the form that waits for it, with and without JavaScript @everywhere", async ({
  page,
  openBrowser,
  shop,
}) => {
  const plain = await (await openBrowser({ javaScript: false, phone: true })).newPage();
  for (const browser of [page, plain]) {
    await browser.goto(`/?day=${shop.firstDay}`);
    await cardOf(browser, "Butter croissant")
      .first()
      .getByRole("link", { name: /^Tell me when it is back ?: Butter croissant/ })
      .click();
    await expect(browser).toHaveURL(new RegExp(`/items/croissant\\?day=${shop.firstDay}#waiting$`));
    await expect(browser.getByRole("button", { name: "Join the waiting list" })).toBeVisible();
  }
  await page.goto(`/?day=${shop.firstDay}`);
  await expectAccessible(page);
});

test("who waits for what is sold out is offered what comes back, and orders it", async ({
  page,
  shop,
  openBrowser,
}) => {
  const customer = someCustomer();
  await join(page, shop, "");
  await expect(page.getByText("Please give an email address or a mobile number.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Email or mobile number" })).toBeFocused();
  await join(page, shop, customer.email);
  await expect(page.getByText("We wrote to you.")).toBeVisible();
  await page.goto(await linkIn(shop, customer.email, 1));
  await expect(page.getByRole("heading", { name: "Take your place in line" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Confirm my place" }).click();
  await expect(page.getByRole("heading", { name: "You are next in line" })).toBeVisible();

  const staff = await (await openBrowser({ as: "owner" })).newPage();
  await staff.goto("/admin/waiting");
  await expect(staff.getByRole("row").filter({ hasText: customer.email })).toContainText("In line");
  await expectAccessible(staff);
  await receiveCroissants(staff, shop);

  await expect(page.getByRole("heading", { name: "It is your turn" })).toBeVisible();
  await expect(page.getByText(/\d+:\d\d left/)).toBeVisible();
  await expectAccessible(page);
  const place = page.url();
  expect(await linkIn(shop, customer.email, 2)).toBe(place);
  const other = await (await openBrowser({ phone: true })).newPage();
  await other.goto(`/items/croissant?day=${shop.firstDay}`);
  await expect(other.getByRole("button", { name: "Sold out" })).toBeVisible();

  await page.getByRole("button", { name: "Order now" }).click();
  await expect(page).toHaveURL(/\/checkout/);
  await introduce(page, customer);
  const number = await placeOrder(page);
  await page.goto(place);
  await expect(page.getByRole("heading", { name: "You ordered it" })).toBeVisible();
  await expect(page.getByRole("link", { name: new RegExp(`See order .*${number}`) })).toBeVisible();
});

test("whoever is offered something has it for longer while ordering is paused, and orders it then @desktop", async ({
  page,
  shop,
  openBrowser,
}) => {
  const customer = someCustomer("Ida Patient");
  await join(page, shop, customer.email);
  await page.goto(await linkIn(shop, customer.email, 1));
  await page.getByRole("button", { name: "Confirm my place" }).click();
  const staff = await (await openBrowser({ as: "owner" })).newPage();
  await receiveCroissants(staff, shop);
  await expect(page.getByText(/\d+:\d\d left/)).toBeVisible();

  await staff.goto("/admin/slots");
  await staff.getByText("Pause ordering", { exact: true }).click();
  await staff.getByRole("radio", { name: "60 minutes" }).check();
  await staff.getByRole("button", { name: "Pause ordering now" }).click();
  await expect(page.getByText(/^Ordering is paused until \d\d:\d\d/)).toBeVisible();
  await expect(page.getByText(/^Until \d\d:\d\d/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Order now" })).toHaveCount(0);
  await expectAccessible(page);
  const place = await linkIn(shop, customer.email, 3);
  expect(shop.mailbox.mailTo(customer.email).at(-1)!.subject).toMatch(/kept for you until /);
  const plain = await (await openBrowser({ javaScript: false, phone: true })).newPage();
  await plain.goto(place);
  await expect(plain.getByText(/^Ordering is paused until \d\d:\d\d/)).toBeVisible();
  await expect(plain.getByRole("button", { name: "Order now" })).toHaveCount(0);

  await staff.getByRole("main").getByRole("button", { name: "Open again now" }).click();
  await page.getByRole("button", { name: "Order now" }).click();
  await introduce(page, customer);
  await placeOrder(page);
});

test("what asks for a code is ordered without one by whoever confirmed their place in line for it @desktop", async ({
  page,
  shop,
  openBrowser,
}) => {
  const customer = someCustomer("Cora Inline");
  await shop.database.ask("UPDATE items SET confirm_contact = true WHERE slug = 'croissant'");
  await join(page, shop, customer.email);
  await page.goto(await linkIn(shop, customer.email, 1));
  await page.getByRole("button", { name: "Confirm my place" }).click();
  const staff = await (await openBrowser({ as: "owner" })).newPage();
  await receiveCroissants(staff, shop);
  await page.getByRole("button", { name: "Order now" }).click();
  await expect(page).toHaveURL(/\/checkout$/);
  await page.reload();
  await expect(page.getByRole("region", { name: "Kept for you" })).toBeVisible();
  await introduce(page, customer);
  await placeOrder(page);
});

test("waiting, taking an offer up and leaving work without JavaScript", async ({ shop, openBrowser }) => {
  const [first, second] = [someCustomer("Ada Plain"), someCustomer("Bea Plain")];
  const plain = await (await openBrowser({ javaScript: false, phone: true })).newPage();
  for (const { email } of [first, second]) {
    await join(plain, shop, email);
    await expect(plain.getByRole("heading", { name: "Almost in line" })).toBeVisible();
    await plain.goto(await linkIn(shop, email, 1));
    await plain.getByRole("button", { name: "Confirm my place" }).click();
  }
  await expect(plain.getByRole("heading", { name: "One is before you in line" })).toBeVisible();
  const staff = await (await openBrowser({ as: "owner" })).newPage();
  await receiveCroissants(staff, shop);

  await plain.goto(await linkIn(shop, first.email, 2));
  await expect(plain.getByText(/^Until \d\d:\d\d/)).toBeVisible();
  await plain.getByRole("button", { name: "Not for me" }).click();
  await expect(plain.getByRole("heading", { name: "You are not in line any more" })).toBeVisible();

  await plain.goto(await linkIn(shop, second.email, 2));
  await plain.getByRole("button", { name: "Order now" }).click();
  await introduce(plain, second);
  await placeOrder(plain);
});
