import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible, expectAccessibleAtBothWidths } from "@/e2e/support/accessibility";
import { introduce, placeOrder, someCustomer } from "@/e2e/support/customer";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

const drop = "/drops/knots-at-nine";
const knot = (shop: Shop) => `/items/cinnamon-knot?day=${shop.firstDay}`;

/** Staff make it for tomorrow at nine, as they would. */
async function makeDrop(staff: Page): Promise<void> {
  const tomorrow = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);
  await staff.goto("/admin/drops/new");
  await staff.getByLabel("Name").fill("Knots at nine");
  await staff.getByLabel("Words").fill("One batch, still warm.");
  await staff.getByLabel("Begins").fill(`${tomorrow}T09:00`);
  await staff.getByRole("checkbox", { name: /^Cinnamon knot/ }).check();
  await staff.getByRole("button", { name: "Make the drop" }).click();
  await expect(staff.getByRole("complementary", { name: "How it stands" })).toContainText("To come");
}

/** Brings its moment near: a form knows minutes, a test has seconds. */
async function beginsIn(shop: Shop, seconds: number): Promise<void> {
  await shop.database.ask("UPDATE drops SET starts_at = now() + make_interval(secs => $1)", [seconds]);
}

function orderThroughApi(shop: Shop): Promise<Response> {
  return fetch(`${shop.url}/api/v1/orders`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": `e2e-${randomInt(1e12)}-too-early` },
    body: JSON.stringify({
      lines: [{ sku: "CIN-1", quantity: 1 }],
      customer: { name: "Tom Else", email: "tom.else@example.org", phone: "" },
      notify: { email: true, text: false },
      pickup: { day: shop.firstDay },
      note: "",
    }),
  });
}

/** Counts how often a page is read anew from now on. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return () => loads;
}

async function orderFromCart(page: Page, name: string): Promise<void> {
  await page.goto("/cart");
  await page.getByRole("button", { name: "Check out" }).filter({ visible: true }).click();
  await introduce(page, someCustomer(name));
  await placeOrder(page);
}

test("open pages count down and turn by themselves at the moment, and the item is ordered from them; before it, nobody gets one", async ({
  page,
  openBrowser,
  shop,
}) => {
  await page.goto(knot(shop));
  const staff = await (await openBrowser({ as: "owner" })).newPage();
  await makeDrop(staff);
  await expectAccessibleAtBothWidths(staff);

  await test.step("a form of before is refused in words, and so is the API", async () => {
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByText(/Cinnamon knot goes on sale on .+ at 09:00\./)).toBeVisible();
    const answer = await orderThroughApi(shop);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "not_yet", opens_at: expect.stringContaining("T") });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  await test.step("its page, the item's and the catalogue say when, and how many", async () => {
    await beginsIn(shop, 8 * 60 * 60);
    await page.goto(drop);
    await expect(page.getByRole("heading", { level: 1, name: "Knots at nine" })).toBeVisible();
    await expect(page.getByRole("timer")).toContainText(/7 h \d\d min/);
    await expect(page.getByText("There are 5 of them.")).toBeVisible();
    await expectAccessible(page);
    await page.goto(knot(shop));
    await expect(page.getByRole("region", { name: "On sale soon" })).toContainText("In Knots at nine");
    await expectAccessible(page);
    await page.goto(`/?day=${shop.firstDay}`);
    await expect(page.getByRole("list", { name: "Drops" })).toContainText("Opens in");
  });

  const desktop = await (await openBrowser()).newPage();
  await beginsIn(shop, 20);
  expect((await orderThroughApi(shop)).status).toBe(409);
  await Promise.all([page.goto(knot(shop)), desktop.goto(drop)]);
  const loads = [countLoads(page), countLoads(desktop)];
  await expect(page.getByRole("timer")).toContainText(/0:\d\d/);
  await expect(desktop.getByRole("timer")).toContainText(/0:\d\d/);

  await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible({ timeout: 30_000 });
  await expect(desktop.getByText("On sale now, while there is some left.")).toBeVisible();
  await expect(desktop.getByRole("button", { name: "Add to cart: Cinnamon knot" })).toBeVisible();
  await expect(desktop.getByRole("timer")).toHaveCount(0);
  expect(loads.map((count) => count())).toEqual([0, 0]);

  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("status").filter({ hasText: "In your cart" })).toBeVisible();
  await desktop.getByRole("button", { name: "Add to cart: Cinnamon knot" }).click();
  await expect(desktop.getByLabel("1 of Cinnamon knot in your cart. Change")).toBeVisible();
  await expectAccessible(desktop);
  await Promise.all([orderFromCart(page, "Ada Phone"), orderFromCart(desktop, "Bea Desk")]);
  const [early] = await shop.database.ask<{ count: number }>(
    "SELECT count(*)::int FROM orders o, drops d WHERE o.placed_at < d.starts_at",
  );
  expect(early).toEqual({ count: 0 });
  await staff.goto("/admin/drops");
  await expect(staff.getByRole("row").filter({ hasText: "Knots at nine" })).toContainText("2");
  await expectAccessibleAtBothWidths(staff);
});

test("who leaves an address gets one letter as it begins, who takes it back none", async ({
  page,
  openBrowser,
  shop,
}) => {
  const [maya, noah] = [someCustomer("Maya Lindqvist"), someCustomer("Noah Marlow")];
  await makeDrop(await (await openBrowser({ as: "manager" })).newPage());
  const other = await (await openBrowser()).newPage();
  for (const [browser, { email }] of [
    [page, maya],
    [other, noah],
  ] as const) {
    await browser.goto(drop);
    await browser.getByRole("textbox", { name: "Tell me by email" }).fill(email);
    await browser.getByRole("button", { name: "Tell me" }).click();
    await expect(browser.getByText(`We write to ${email} as it begins.`)).toBeVisible();
  }
  await expectAccessible(page);
  await other.getByRole("button", { name: "Do not write to me" }).click();
  await expect(other.getByRole("button", { name: "Tell me" })).toBeVisible();

  await beginsIn(shop, 0);
  await expect.poll(() => shop.mailbox.mailTo(maya.email), { timeout: 20_000 }).toHaveLength(1);
  const [letter] = shop.mailbox.mailTo(maya.email);
  expect(letter!.subject).toBe("Fernhill Bakehouse: Knots at nine has begun");
  expect(letter!.text).toContain(drop);
  expect(shop.mailbox.mailTo(noah.email)).toEqual([]);
});

test("who wants to hear no more follows the letter's link in any browser; a drop that is called off writes to the others", async ({
  page,
  openBrowser,
  shop,
}) => {
  const [maya, noah] = [someCustomer("Maya Lindqvist"), someCustomer("Noah Marlow")];
  const staff = await (await openBrowser({ as: "owner" })).newPage();
  await makeDrop(staff);
  for (const { email } of [maya, noah]) {
    await page.context().clearCookies();
    await page.goto(drop);
    await page.getByRole("textbox", { name: "Tell me by email" }).fill(email);
    await page.getByRole("button", { name: "Tell me" }).click();
    await expect(page.getByText(`We write to ${email} as it begins.`)).toBeVisible();
  }
  // An hour before is half an hour ago: they are told now that it begins soon.
  await shop.database.ask(
    "UPDATE drop_wishes SET asked_at = now() - interval '2 hours', starts_at = now() + interval '30 minutes'",
  );
  await shop.database.ask("UPDATE drops SET tell_minutes = 60, starts_at = now() + interval '30 minutes'");
  await expect.poll(() => shop.mailbox.mailTo(maya.email), { timeout: 20_000 }).toHaveLength(1);
  await expect.poll(() => shop.mailbox.mailTo(noah.email)).toHaveLength(1);
  const [soon] = shop.mailbox.mailTo(maya.email);
  expect(soon!.subject).toContain("begins soon");

  const elsewhere = await (await openBrowser({ javaScript: false, phone: true })).newPage();
  await elsewhere.goto(/http\S+\/wishes\/[\w-]{22}/.exec(soon!.text ?? "")![0]);
  await expect(elsewhere.getByRole("heading", { name: "Hear no more of Knots at nine?" })).toBeVisible();
  await elsewhere.getByRole("button", { name: "Do not write to me" }).click();
  await expect(elsewhere.getByRole("heading", { name: "You hear no more of it" })).toBeVisible();
  await page.goto(/http\S+\/wishes\/[\w-]{22}/.exec(shop.mailbox.mailTo(noah.email)[0]!.text ?? "")![0]);
  await expect(page.getByRole("button", { name: "Do not write to me" })).toBeVisible();
  await expectAccessible(page);

  await staff.reload();
  await staff.getByRole("button", { name: "Cancel the drop" }).click();
  await staff.getByRole("dialog").getByRole("button", { name: "Cancel it" }).click();
  await expect(staff.getByRole("complementary", { name: "How it stands" })).toContainText("Cancelled");
  await expect.poll(() => shop.mailbox.mailTo(noah.email), { timeout: 20_000 }).toHaveLength(2);
  expect(shop.mailbox.mailTo(noah.email)[1]!.subject).toBe("Fernhill Bakehouse: Knots at nine was called off");
  expect(shop.mailbox.mailTo(maya.email)).toHaveLength(1);
  await page.goto(drop);
  await expect(page.getByRole("heading", { name: "This drop was called off." })).toBeVisible();
  await expectAccessible(page);
});

test("without JavaScript the page says when, comes again by itself at the moment, and orders", async ({
  openBrowser,
  shop,
}) => {
  const customer = someCustomer("Edith Plain");
  await makeDrop(await (await openBrowser({ as: "owner" })).newPage());
  const plain = await (await openBrowser({ javaScript: false, phone: true })).newPage();
  await plain.goto(drop);
  await plain.getByRole("textbox", { name: "Tell me by email" }).fill(customer.email);
  await plain.getByRole("button", { name: "Tell me" }).click();
  await expect(plain.getByText(`We write to ${customer.email} as it begins.`)).toBeVisible();

  await beginsIn(shop, 20);
  await plain.goto(knot(shop));
  await expect(plain.getByRole("heading", { name: /^On sale on/ })).toBeVisible();
  await expect(plain.getByRole("button", { name: "Add to cart" })).toBeVisible({ timeout: 35_000 });
  await plain.getByRole("button", { name: "Add to cart" }).click();
  await orderFromCart(plain, "Edith Plain");
  await expect.poll(() => shop.mailbox.mailTo(customer.email), { timeout: 20_000 }).toHaveLength(1);
});
