import { randomInt } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import type { Shop } from "@/e2e/support/shop";
import { expect } from "@/e2e/support/test";

/** Somebody who orders. The number is one of those kept for demonstrations. */
export type Customer = { name: string; email: string; mobile: string; number: string };

/** A worker's gateway keeps every text, whatever test it was of: so its customers have their numbers by turns, beginning anywhere. */
let turn = randomInt(1000);

/** A customer whom no other test writes to. */
export function someCustomer(name = "Maya Lindqvist"): Customer {
  turn = (turn + 1) % 1000;
  const last = String(turn).padStart(3, "0");
  const email = `${name.split(" ")[0]!.toLowerCase()}.${randomInt(1e9)}@example.org`;
  return { name, email, mobile: `07700 900${last}`, number: `+447700900${last}` };
}

/** Puts units of an item into the cart, from its page. */
export async function addToCart(
  page: Page,
  { item, day, quantity = 1 }: { item: string; day: string; quantity?: number },
): Promise<void> {
  await page.goto(`/items/${item}?day=${day}`);
  if (quantity > 1) await page.getByLabel("Quantity").fill(String(quantity));
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("status").filter({ hasText: "In your cart" })).toBeVisible();
}

/** Fills in the checkout form, asking to be told both ways. */
export async function introduce(page: Page, { name, email, mobile }: Customer): Promise<void> {
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("textbox", { name: "Mobile number" }).fill(mobile);
  await page.getByRole("checkbox", { name: "Text" }).check();
}

/** Presses "Place order" and waits for the order's page. Returns the number to say at the counter. */
export async function placeOrder(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/orders\/[\w-]{22}/);
  return orderNumber(page);
}

/** Goes on from the cart. Works without JavaScript. */
export async function pressCheckOut(page: Page): Promise<void> {
  await page.goto("/cart");
  await page.getByRole("button", { name: "Check out" }).filter({ visible: true }).click();
}

/** What checkout says of what it keeps. */
export const kept = (page: Page): Locator => page.getByRole("region", { name: "Kept for you" });

/** Presses "Place order" at checkout, as somebody else than the one who confirmed, for what asks for a code. */
export async function askForCode(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/checkout\/code$/);
}

/** Before checkout of what asks for a code: says where it goes, and enters it. Works without JavaScript. */
export async function confirmFirst(page: Page, shop: Shop, customer: Customer): Promise<void> {
  await askForFirstCode(page, customer);
  await page.getByLabel("Code").fill(await codeIn(shop, customer));
  await page.getByRole("button", { name: "Go on to checkout" }).click();
  await expect(page).toHaveURL(/\/checkout$/);
}

/** Before checkout, too: says where the code goes. */
export async function askForFirstCode(page: Page, { email }: Customer): Promise<void> {
  await expect(page).toHaveURL(/\/checkout\/contact$/);
  await page.getByRole("textbox", { name: "Email or mobile number" }).fill(email);
  await page.getByRole("button", { name: "Send the code" }).click();
  await expect(page).toHaveURL(/\/checkout\/contact\/code$/);
}

/** The code in the newest mail to an address, once that many have come. */
export async function codeIn(shop: Shop, { email }: Customer, mails = 1): Promise<string> {
  await expect.poll(() => shop.mailbox.mailTo(email)).toHaveLength(mails);
  return /\b\d{6}\b/.exec(shop.mailbox.mailTo(email).at(-1)!.text ?? "")![0];
}

/** The number on an order's page. */
export async function orderNumber(page: Page): Promise<string> {
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(/\d+/);
  return /\d+/.exec((await heading.textContent())!)![0];
}

/** An item's card on the catalogue. */
export function cardOf(page: Page, item: string): Locator {
  return page.getByRole("article").filter({ has: page.getByRole("heading", { name: item }) });
}

/** Orders the quickest way there is, as somebody else would in the meantime. Returns the order's address on the web. */
export async function orderElsewhere(
  shop: Shop,
  lines: { sku: string; quantity: number }[],
  email = "tom.else@example.org",
  slot?: string,
): Promise<string> {
  const response = await fetch(`${shop.url}/api/v1/orders`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": `e2e-${randomInt(1e12)}-elsewhere` },
    body: JSON.stringify({
      lines,
      customer: { name: "Tom Else", email, phone: "" },
      notify: { email: true, text: false },
      pickup: { day: shop.firstDay, slot },
      note: "",
    }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { url: string }).url;
}

/** The way to the cart, which is in sight on every page of the storefront. */
export function cartLink(page: Page): Locator {
  return page.getByRole("link", { name: /^Cart/ }).filter({ visible: true });
}
