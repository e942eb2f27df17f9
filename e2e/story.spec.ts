import type { Page } from "@playwright/test";
import { addToCart, cardOf, cartLink, introduce, placeOrder, someCustomer } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test("a customer orders the last loaf on a phone, and everyone hears of it", async ({ page, shop, openBrowser }) => {
  const customer = someCustomer();
  const neighbour = await (await openBrowser()).newPage();
  const counter = await (await openBrowser({ as: "staff" })).newPage();
  const viewer = await (await openBrowser()).newPage();

  await test.step("elsewhere, a desktop shows the last one and the staff's board is open", async () => {
    await neighbour.goto(`/?day=${shop.firstDay}`);
    await expect(cardOf(neighbour, "Long baguette")).toContainText("Last one");
    await counter.goto("/admin/orders");
    await viewer.goto(shop.viewerUrl);
    await Promise.all([neighbour, counter].map(leaveMark));
  });

  const number = await test.step("the customer orders it", async () => {
    await page.goto(`/?day=${shop.firstDay}`);
    await page.getByRole("link", { name: "Long baguette" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Long baguette");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("status").filter({ hasText: "In your cart." })).toBeVisible();
    await cartLink(page).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Long baguette" })).toContainText("£2.40");
    await page.getByRole("button", { name: "Check out" }).click();
    await introduce(page, customer);
    return placeOrder(page);
  });
  const orderUrl = page.url();

  await test.step("the order's page says so", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
    await expect(page.getByRole("main")).toContainText("14 Mill Lane, Fernhill");
    await expect(page.getByRole("listitem").filter({ hasText: "Long baguette" })).toBeVisible();
    await expectStep(page, "Placed");
  });

  await test.step("the desktop sees it sold out, the board has the order, without a reload", async () => {
    await expect(cardOf(neighbour, "Long baguette")).toContainText("Sold out");
    await expect(ticket(counter, number)).toContainText(customer.name);
    await Promise.all([neighbour, counter].map(expectMark));
  });

  await test.step("the other system shows it", async () => {
    await expect(viewer.getByText(number).first()).toBeVisible();
  });

  await test.step("the customer and the shop have mail, and the customer a text", async () => {
    await expect.poll(() => shop.mailbox.mailTo(customer.email)).toHaveLength(1);
    const [mail] = shop.mailbox.mailTo(customer.email);
    for (const part of [mail!.text, String(mail!.html)]) {
      expect(part).toContain(number);
      expect(part).toContain("Long baguette");
      expect(part).toContain("£2.40");
      expect(part).toContain(orderUrl);
    }
    expect(mail!.subject).toContain(number);
    expect(mail!.messageId).toMatch(/^<dlv_\w+@/);
    await expect.poll(() => shop.gateway.textsTo(customer.number)).toHaveLength(1);
    const [text] = shop.gateway.textsTo(customer.number);
    expect(text!.from).toBe(shop.gateway.account.from);
    expect(text!.body).toContain("Fernhill Bakehouse");
    expect(text!.body).toContain(number);
    expect(text!.body).toContain(orderUrl);
    const forTheShop = () => shop.mailbox.mailTo("orders@fernhill.example").map(({ subject }) => subject);
    await expect.poll(forTheShop).toContainEqual(expect.stringContaining(number));
  });

  await test.step("the staff move it on, and the customer's page follows by itself", async () => {
    await leaveMark(page);
    await ticket(counter, number).getByRole("button", { name: "Accept" }).click();
    await expectStep(page, "Accepted");
    await ticket(counter, number).getByRole("button", { name: "Ready" }).click();
    await expectStep(page, "Ready");
  });

  await test.step("once the move can no longer be undone, the customer is told that it is ready", async () => {
    await expect.poll(() => shop.mailbox.mailTo(customer.email).length, { timeout: 30_000 }).toBe(2);
    expect(shop.mailbox.mailTo(customer.email)[1]!.subject).toMatch(/ready/i);
    await expect.poll(() => shop.gateway.textsTo(customer.number).length).toBe(2);
    expect(shop.gateway.textsTo(customer.number)[1]!.body).toMatch(/ready/i);
  });

  await test.step("it is handed over", async () => {
    await ticket(counter, number).getByRole("button", { name: "Complete" }).click();
    await expectStep(page, "Collected");
    await expectMark(page);
  });
});

test("a move that was a mistake is undone, and the customer hears nothing of it", async ({
  page,
  shop,
  openBrowser,
}) => {
  const customer = someCustomer("Ines Otero");
  await addToCart(page, { item: "damson-jam", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, customer);
  const number = await placeOrder(page);
  const counter = await (await openBrowser({ as: "staff" })).newPage();
  await counter.goto("/admin/orders");
  await ticket(counter, number).getByRole("button", { name: "Accept" }).click();
  await ticket(counter, number).getByRole("button", { name: "Ready" }).click();
  await expectStep(page, "Ready");
  await counter.getByRole("button", { name: "Undo" }).click();
  await expectStep(page, "Accepted");
  await expect
    .poll(() => shop.database.ask("SELECT 1 FROM events WHERE type = 'order.ready' AND undone_at IS NOT NULL"))
    .toHaveLength(1);
  await expect
    .poll(() => shop.database.ask("SELECT 1 FROM pgboss.job WHERE state IN ('created', 'retry', 'active')"), {
      timeout: 30_000,
    })
    .toHaveLength(0);
  expect(shop.mailbox.mailTo(customer.email).map(({ subject }) => subject)).not.toContainEqual(
    expect.stringMatching(/ready/i),
  );
});

function ticket(page: Page, number: string) {
  return page.getByRole("article").filter({ hasText: number });
}

async function expectStep(page: Page, step: string): Promise<void> {
  const steps = page.getByRole("list", { name: "Where your order is" });
  await expect(steps.getByRole("listitem").filter({ hasText: step })).toHaveAttribute("aria-current", "step");
}

/** A mark on the window, which a reload would wipe away. */
async function leaveMark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { stayed: true }));
}

async function expectMark(page: Page): Promise<void> {
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
}
