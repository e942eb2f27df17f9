import type { Page } from "@playwright/test";
import { expectAccessible, expectAccessibleAtBothWidths } from "@/e2e/support/accessibility";
import {
  addToCart,
  askForCode,
  askForFirstCode,
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

/** Puts knots into a new cart, and presses "Check out". Works without JavaScript. */
async function wantKnots(page: Page, shop: Shop, quantity: number): Promise<void> {
  await page.goto(`/items/cinnamon-knot?day=${shop.firstDay}`);
  for (let pressed = 0; pressed < quantity; pressed += 1) {
    await page.goto(`/items/cinnamon-knot?day=${shop.firstDay}`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByText(`${pressed + 1} in your cart.`)).toBeVisible();
  }
  await pressCheckOut(page);
  await expect(page).toHaveURL(/\/checkout(\/contact)?$/);
}

async function knotsHeld(shop: Shop): Promise<number> {
  const [level] = await shop.database.ask<{ held: number }>(
    `SELECT l.held FROM stock_levels l JOIN variants v ON v.id = l.variant_id WHERE v.sku = 'CIN-1' AND l.day = '${shop.firstDay}'`,
  );
  return level!.held;
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

test("what asks for a code is kept at checkout with the one that was sent, by no door without it, and ordered by whoever entered it @everywhere", async ({
  page,
  shop,
}) => {
  const customer = someCustomer("Dora Code");
  await askForCodes(shop);
  await wantKnots(page, shop, 2);
  await test.step("checkout begins with the contact, and says that nothing is kept before its code", async () => {
    await expect(page).toHaveURL(/\/checkout\/contact$/);
    await expect(page.getByText("Nothing is kept for you until you enter the code that we send you.")).toBeVisible();
    await page.getByRole("button", { name: "Send the code" }).click();
    await expect(page.getByText("Please give an email address or a mobile number.")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Email or mobile number" })).toBeFocused();
    await expectAccessible(page);
    await page.goto("/checkout");
    await askForFirstCode(page, customer);
  });
  await test.step("neither the page nor whoever asks by themselves has anything kept meanwhile", async () => {
    await expect(page.getByRole("heading", { name: "Enter the code we sent to d…@example.org" })).toBeVisible();
    await expect(page.getByText("Nothing is kept for you until you enter the code that we send you.")).toBeVisible();
    await expectAccessible(page);
    const told = await page.evaluate(async () => (await fetch("/api/checkout/hold", { method: "POST" })).json());
    expect(told).toMatchObject({ kept: null, mayKeep: false });
    expect(await knotsHeld(shop)).toBe(0);
  });
  await test.step("a wrong code keeps nothing, and another one is sent", async () => {
    const code = await codeIn(shop, customer, 1);
    await page.getByLabel("Code").fill(String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
    await page.getByRole("button", { name: "Go on to checkout" }).click();
    await expect(page.getByText("That is not the code. 4 tries are left.")).toBeVisible();
    expect(await knotsHeld(shop)).toBe(0);
    await page.getByRole("button", { name: "Send another code" }).click();
    await expect(page.getByText("Another code is on its way.")).toBeVisible();
  });
  await page.getByLabel("Code").fill(await codeIn(shop, customer, 2));
  await page.getByRole("button", { name: "Go on to checkout" }).click();
  await expect(page).toHaveURL(/\/checkout$/);
  await expect(kept(page)).toBeVisible();
  expect(await knotsHeld(shop)).toBe(2);
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(customer.email);
  await test.step("the way back is to the cart", async () => {
    await page.goBack();
    await expect(page.getByRole("heading", { name: "Your cart" })).toBeVisible();
    await page.goForward();
    await expect(kept(page)).toBeVisible();
  });
  await introduce(page, customer);
  await placeOrder(page);
  expect(await ordersOf(shop)).toBe(1);
});

test("whoever types another contact at checkout enters a code for that one, too @everywhere", async ({
  page,
  shop,
}) => {
  const customer = someCustomer("Dora Code");
  await askForCodes(shop);
  await wantKnots(page, shop, 1);
  await confirmFirst(page, shop, someCustomer("Flora First"));
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

test("an item that asks for a code while somebody checks out takes nothing that they have, and is ordered with one", async ({
  page,
  shop,
}) => {
  const customer = someCustomer("Greta Already");
  await wantKnots(page, shop, 2);
  await expect(kept(page)).toBeVisible();
  await introduce(page, customer);
  await askForCodes(shop);
  await page.getByRole("button", { name: "One fewer: Cinnamon knot" }).click();
  await expect.poll(() => knotsHeld(shop)).toBe(1);
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(customer.email);
  await page.reload();
  await expect(kept(page)).toBeVisible();
  await introduce(page, customer);
  await askForCode(page);
  await expect(kept(page)).toBeVisible();
  await page.getByLabel("Code").fill(await codeIn(shop, customer));
  await placeOrder(page);
});

test("what asks for a code is not kept beside what is, until the code is entered, without JavaScript too", async ({
  openBrowser,
  shop,
}) => {
  await askForCodes(shop);
  const plain = await (await openBrowser({ javaScript: false, phone: true })).newPage();
  await plain.goto(`/items/baguettes?day=${shop.firstDay}`);
  await plain.getByRole("button", { name: "Add to cart" }).click();
  await plain.goto("/cart");
  await plain.getByRole("button", { name: "Check out" }).click();
  await expect(kept(plain)).toBeVisible();
  await wantKnots(plain, shop, 1);
  await expect(plain).toHaveURL(/\/checkout\/contact$/);
  await expect(
    plain.getByText(/is kept for you until \d\d:\d\d\. The rest is not, until you enter the code/),
  ).toBeVisible();
  await plain.goto("/checkout");
  await expect(kept(plain)).toContainText("Of that: 0 of your 1 Cinnamon knot.");
  expect(await knotsHeld(shop)).toBe(0);
  await plain.goto("/cart");
  await plain.getByRole("button", { name: "Check out" }).click();
  await confirmFirst(plain, shop, someCustomer("Jo Mixed"));
  expect(await knotsHeld(shop)).toBe(1);
  await expect(kept(plain)).not.toContainText("Of that");
});

test("where the shop keeps nothing for checkouts, its code comes first all the same, and nothing that is typed is lost @desktop", async ({
  page,
  shop,
}) => {
  const customer = someCustomer("Hanna None");
  await shop.database.ask("UPDATE shop SET hold_minutes = 0");
  await wantKnots(page, shop, 2);
  await introduce(page, customer);
  await askForCodes(shop);
  await page.getByRole("button", { name: "One fewer: Cinnamon knot" }).click();
  const one = "SELECT 1 FROM carts WHERE order_id IS NULL AND (lines->0->>'quantity')::int = 1";
  await expect.poll(() => shop.database.ask(one)).toHaveLength(1);
  await expect(page.getByRole("button", { name: "One fewer: Cinnamon knot" })).toBeEnabled();
  await expect(page).toHaveURL(/\/checkout$/);
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(customer.email);
  await page.goto("/cart");
  await page.getByRole("button", { name: "Check out" }).filter({ visible: true }).click();
  await expect(page.getByText("Nothing is kept for you until you order.")).toBeVisible();
  await confirmFirst(page, shop, customer);
  await introduce(page, customer);
  await placeOrder(page);
});

test("limits, codes and the trap work without JavaScript", async ({ openBrowser, shop }) => {
  let customer = someCustomer("Edith Plain");
  await askForCodes(shop);
  await shop.database.ask("UPDATE shop SET trap_forms = true");
  await shop.database.ask("UPDATE items SET limit_per_person = 1, limit_days = 7 WHERE slug = 'cinnamon-knot'");
  const plain = await (await openBrowser({ javaScript: false, phone: true })).newPage();

  await test.step("a form whose trap is filled in has no code sent; sent again as a person would, it goes on", async () => {
    await wantKnots(plain, shop, 1);
    await plain.getByRole("textbox", { name: "Email or mobile number" }).fill(customer.email);
    await plain.locator("input[name=subject]").fill("Cheap watches", { force: true });
    await plain.getByRole("button", { name: "Send the code" }).click();
    await expect(plain.getByText("We could not take this, and nothing was changed.")).toBeVisible();
    expect(shop.mailbox.mailTo(customer.email)).toEqual([]);
    await expect(plain.getByRole("textbox", { name: "Email or mobile number" })).toHaveValue(customer.email);
    await askForFirstCode(plain, customer);
  });

  await test.step("a wrong code is refused, the right one leads to checkout, where it is kept", async () => {
    const code = await codeIn(shop, customer, 1);
    await plain.getByLabel("Code").fill(String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
    await plain.getByRole("button", { name: "Go on to checkout" }).click();
    await expect(plain.getByText("That is not the code. 4 tries are left.")).toBeVisible();
    expect(await knotsHeld(shop)).toBe(0);
    await plain.getByLabel("Code").fill(code);
    await plain.getByRole("button", { name: "Go on to checkout" }).click();
    await expect(plain).toHaveURL(/\/checkout$/);
    expect(await knotsHeld(shop)).toBe(1);
    await expect(plain.getByRole("textbox", { name: "Email" })).toHaveValue(customer.email);
  });

  await test.step("there the trap orders nothing either, and another contact is asked for its own code", async () => {
    const other = someCustomer("Edda Other");
    await introduce(plain, other);
    await plain.locator("input[name=subject]").fill("Cheap watches", { force: true });
    await plain.getByRole("button", { name: "Place order" }).click();
    await expect(plain.getByText("We could not take this, and nothing was changed.")).toBeVisible();
    expect(shop.mailbox.mailTo(other.email)).toEqual([]);
    await expect(plain.getByRole("textbox", { name: "Email" })).toHaveValue(other.email);
    await askForCode(plain);
    const code = await codeIn(shop, other, 1);
    await plain.getByLabel("Code").fill(String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
    await plain.getByRole("button", { name: "Place order" }).click();
    await expect(plain.getByText("That is not the code. 4 tries are left.")).toBeVisible();
    expect(await ordersOf(shop)).toBe(0);
    await plain.getByLabel("Code").fill(code);
    await placeOrder(plain);
    customer = other;
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
