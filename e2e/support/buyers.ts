import type { Locator, Page } from "@playwright/test";
import { introduce, someCustomer } from "@/e2e/support/customer";
import { expect } from "@/e2e/support/test";

/** A customer in a browser of their own, from the page of an item to that of their order. Everything here works without JavaScript too. */
export type Buyer = { page: Page; name: string; javaScript: boolean };

/** In a rush the shop sends people away for some seconds, and they come again until they are answered. */
const soon = expect.configure({ timeout: 180_000 });
const pressesAgainMs = 3_000;

/** Puts one into the cart from the open page of an item, and stands before "Check out". */
export async function takeOne({ page }: Buyer): Promise<void> {
  const add = page.getByRole("button", { name: "Add to cart" });
  await soon(add).toBeVisible();
  await press(add, page.getByText(/in your cart/i).first());
  await page.goto("/cart");
  await soon(checkOut(page)).toBeVisible();
}

/** Goes from the cart to checkout. */
export async function enterCheckout({ page }: Buyer): Promise<void> {
  await checkOut(page).click();
  await soon(page).toHaveURL(/\/checkout$/);
}

/** Fills the form in for one of the times and orders, or hears that it is sold out. */
export async function orderOrHear({ page, name, javaScript }: Buyer, time: string): Promise<"ordered" | "sold out"> {
  const soldOut = page.getByRole("button", { name: /^Sold out/ });
  const place = page.getByRole("button", { name: /^Place order/ });
  await soon(place.or(soldOut)).toBeVisible();
  if (await soldOut.isVisible()) return "sold out";
  await introduce(page, someCustomer(name));
  await page.locator("label", { hasText: time }).click();
  // By the key, which waits for nothing: others may be faster, and then the button cannot be pressed.
  await page.getByRole("textbox", { name: "Email" }).press("Enter", { noWaitAfter: true });
  const again = page.getByRole("button", { name: "Try again", exact: true });
  const isOrdered = () => /\/orders\/[\w-]{22}/.test(page.url());
  const isAnswered = async () => {
    if (isOrdered() || (await soldOut.isVisible())) return true;
    if (!(await again.isVisible())) return false;
    // With JavaScript the button counts down, sends by itself, and may be gone before it is pressed.
    if (javaScript) await again.click({ timeout: 1_000 }).catch(() => undefined);
    else await again.click();
    return false;
  };
  const answered = soon.poll(isAnswered, { message: name, intervals: [pressesAgainMs] }).toBe(true);
  await answered.catch(async (error: Error) => {
    throw new Error(`${error.message}\n${page.url()}\n${await page.getByRole("main").textContent()}`);
  });
  return isOrdered() ? "ordered" : "sold out";
}

/** Presses what leads somewhere; where the shop says that it is busy the page is opened anew and pressed again, as a person would. */
async function press(button: Locator, leadsTo: Locator): Promise<void> {
  const [page, from] = [button.page(), button.page().url()];
  const busy = page.getByRole("alert").filter({ hasText: "very busy" });
  const once = async () => {
    await button.click();
    await soon(leadsTo.or(busy).first()).toBeVisible();
    if (await leadsTo.isVisible()) return true;
    await page.goto(from);
    return false;
  };
  await soon.poll(once, { intervals: [pressesAgainMs] }).toBe(true);
}

function checkOut(page: Page) {
  return page.getByRole("button", { name: "Check out" }).filter({ visible: true });
}
