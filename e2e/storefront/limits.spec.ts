import type { Page } from "@playwright/test";
import { expectAccessible, expectAccessibleAtBothWidths } from "@/e2e/support/accessibility";
import { addToCart, askForCode, codeIn, introduce, placeOrder, someCustomer } from "@/e2e/support/customer";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

const rule = "At most 2 of Cinnamon knot per person in 7 days.";

/** Staff write on the item's page what customers are held to. */
async function limitKnots(staff: Page): Promise<void> {
  await staff.goto("/admin/items");
  await staff
    .getByRole("link", { name: /Cinnamon knot/ })
    .first()
    .click();
  await staff.getByLabel("Most per person").fill("2");
  await staff.getByLabel("In so many days").fill("7");
  await staff.getByRole("button", { name: "Save" }).first().click();
  await expect(staff.getByText("Cinnamon knot is saved")).toBeVisible();
}

async function askForCodes(shop: Shop): Promise<void> {
  await shop.database.ask("UPDATE items SET confirm_contact = true WHERE slug = 'cinnamon-knot'");
}

/** Puts knots into a new cart, and stands at the checkout. Works without JavaScript. */
async function wantKnots(page: Page, shop: Shop, quantity: number): Promise<void> {
  await page.goto(`/items/cinnamon-knot?day=${shop.firstDay}`);
  for (let pressed = 0; pressed < quantity; pressed += 1) {
    await page.goto(`/items/cinnamon-knot?day=${shop.firstDay}`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByText(`${pressed + 1} in your cart.`)).toBeVisible();
  }
  await page.goto("/cart");
  await page.getByRole("button", { name: "Check out" }).filter({ visible: true }).click();
  await expect(page).toHaveURL(/\/checkout$/);
}

const ordersOf = async (shop: Shop) => (await shop.database.ask("SELECT 1 FROM orders")).length;

test("a second order over the limit is refused however email and number are written, and staff let it pass with a reason", async ({
  page,
  openBrowser,
  shop,
}) => {
  const ada = someCustomer("Ada Limited");
  const staff = await (await openBrowser({ as: "owner" })).newPage();
  await limitKnots(staff);
  await expectAccessibleAtBothWidths(staff);
  await page.goto(`/items/cinnamon-knot?day=${shop.firstDay}`);
  await expect(page.getByText("At most 2 per person in 7 days.")).toBeVisible();
  await addToCart(page, { item: "cinnamon-knot", day: shop.firstDay, quantity: 2 });
  await page.goto("/checkout");
  await introduce(page, ada);
  await placeOrder(page);

  const refused = page.getByRole("alert").filter({ hasText: `${rule} 2 were ordered already.` });
  await test.step("the same email, written otherwise", async () => {
    await wantKnots(page, shop, 1);
    const [local, domain] = ada.email.split("@");
    await page.getByRole("textbox", { name: "Name" }).fill("A. Limited");
    await page.getByRole("textbox", { name: "Email" }).fill(`${local!.toUpperCase()}+again@${domain}`);
    await page.getByRole("textbox", { name: "Mobile number" }).fill("");
    await page.getByRole("checkbox", { name: "Text" }).uncheck();
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(refused).toBeVisible();
    await expectAccessible(page);
  });
  await test.step("the same number, written otherwise", async () => {
    await page.getByRole("textbox", { name: "Email" }).fill(someCustomer("Bea Other").email);
    await page.getByRole("textbox", { name: "Mobile number" }).fill(ada.number.replace("+44", "0044 "));
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(refused).toBeVisible();
  });
  expect(await ordersOf(shop)).toBe(1);

  await test.step("staff are held to it too, until they say why not", async () => {
    await staff.goto(`/admin/orders/new?day=${shop.firstDay}`);
    await staff.getByRole("button", { name: /^One more: Cinnamon knot/ }).click();
    await staff.getByRole("radio", { name: "On the phone" }).check();
    await staff.getByLabel("Name").fill(ada.name);
    await staff.getByRole("textbox", { name: /^Phone/ }).fill(ada.mobile);
    await staff.getByRole("button", { name: "Place order" }).click();
    await expect(staff.getByRole("alert").filter({ hasText: rule })).toBeVisible();
    await expectAccessibleAtBothWidths(staff);
    await staff.getByLabel("Why").fill("For her mother, who is ill");
    await staff.getByRole("button", { name: "Place order" }).click();
    await expect(staff).toHaveURL(/\/admin\/orders\/ord_/);
    await expect(staff.getByText("For her mother, who is ill")).toBeVisible();
    await staff.goto("/admin/audit");
    await staff.getByRole("link", { name: /^Let order \d+ pass limits/ }).click();
    await expect(staff.getByText("For her mother, who is ill").first()).toBeVisible();
  });
  expect(await ordersOf(shop)).toBe(2);

  await test.step("and nobody else is held to what she had", async () => {
    await page.goto("/checkout");
    await introduce(page, someCustomer("Cleo Stranger"));
    await placeOrder(page);
  });
});

test("what asks for a code is ordered with the one that was sent, and not with another @everywhere", async ({
  page,
  shop,
}) => {
  const customer = someCustomer("Dora Code");
  await askForCodes(shop);
  await wantKnots(page, shop, 1);
  await introduce(page, customer);
  await askForCode(page);
  await expect(page.getByRole("heading", { name: "Enter the code we sent to d…@example.org" })).toBeVisible();
  await expectAccessible(page);
  const code = await codeIn(shop, customer, 1);
  await page.getByLabel("Code").fill(String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByText("That is not the code. 4 tries are left.")).toBeVisible();
  await expectAccessible(page);
  expect(await ordersOf(shop)).toBe(0);
  await page.getByRole("button", { name: "Send another code" }).click();
  await expect(page.getByText("Another code is on its way.")).toBeVisible();
  await page.getByLabel("Code").fill(await codeIn(shop, customer, 2));
  await test.step("while ordering is paused the page says until when, and keeps the code that was typed", async () => {
    await shop.database.ask("UPDATE shop SET ordering_paused_until = now() + interval '20 minutes'");
    await expect(page.getByRole("button", { name: /^Paused until \d\d:\d\d/ })).toBeDisabled();
    await shop.database.ask("UPDATE shop SET ordering_paused_until = NULL");
    await expect(page.getByRole("button", { name: "Place order" })).toBeEnabled();
  });
  await placeOrder(page);
  expect(await ordersOf(shop)).toBe(1);
});

test("limits, codes and the trap work without JavaScript", async ({ openBrowser, shop }) => {
  const customer = someCustomer("Edith Plain");
  await askForCodes(shop);
  await shop.database.ask("UPDATE shop SET trap_forms = true");
  await shop.database.ask("UPDATE items SET limit_per_person = 1, limit_days = 7 WHERE slug = 'cinnamon-knot'");
  const plain = await (await openBrowser({ javaScript: false, phone: true })).newPage();

  await test.step("a form whose trap is filled in orders nothing; sent again as a person would, it goes on", async () => {
    await wantKnots(plain, shop, 1);
    await introduce(plain, customer);
    await plain.locator("input[name=subject]").fill("Cheap watches", { force: true });
    await plain.getByRole("button", { name: "Place order" }).click();
    await expect(plain.getByText("We could not take this, and nothing was changed.")).toBeVisible();
    expect(shop.mailbox.mailTo(customer.email)).toEqual([]);
    await expect(plain.getByRole("textbox", { name: "Email" })).toHaveValue(customer.email);
    await askForCode(plain);
  });

  await test.step("a wrong code is refused, the right one orders", async () => {
    const code = await codeIn(shop, customer, 1);
    await plain.getByLabel("Code").fill(String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
    await plain.getByRole("button", { name: "Place order" }).click();
    await expect(plain.getByText("That is not the code. 4 tries are left.")).toBeVisible();
    expect(await ordersOf(shop)).toBe(0);
    await plain.getByLabel("Code").fill(code);
    await placeOrder(plain);
  });

  await test.step("and one more is refused in words", async () => {
    await shop.database.ask("UPDATE items SET confirm_contact = false WHERE slug = 'cinnamon-knot'");
    await wantKnots(plain, shop, 1);
    await introduce(plain, customer);
    await plain.getByRole("button", { name: "Place order" }).click();
    await expect(
      plain.getByText(/At most 1 of Cinnamon knot per person in 7 days\. 1 was ordered already\./),
    ).toBeVisible();
    expect(await ordersOf(shop)).toBe(1);
  });
});
