import type { BrowserContext, Page } from "@playwright/test";
import { orderElsewhere } from "@/e2e/support/customer";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

const order = (shop: Shop) => orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
const newest = async (shop: Shop) =>
  String((await shop.database.ask<{ number: number }>("SELECT max(number) AS number FROM orders"))[0]!.number);
const band = (page: Page) => page.getByRole("status").filter({ hasText: "Just in" });

/** Counts what sounds in a browser, in every tab: a ring is two tones. */
async function listen(context: BrowserContext): Promise<() => Promise<number>> {
  await context.addInitScript(() => {
    const counted = window as typeof window & { tones?: number };
    counted.tones = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function sound(...at) {
      counted.tones = (counted.tones ?? 0) + 1;
      return start.apply(this, at);
    };
  });
  return async () => {
    const heard = await Promise.all(
      context.pages().map((page) => page.evaluate(() => (window as { tones?: number }).tones ?? 0)),
    );
    return heard.reduce((sum, tones) => sum + tones, 0) / 2;
  };
}

test("a new order is told on every staff page by a band, the title and the icon, and shown @desktop @tablet", async ({
  openBrowser,
  shop,
}) => {
  await order(shop);
  const context = await openBrowser({ as: "staff" });
  const [board, stock] = [await context.newPage(), await context.newPage()];
  await board.goto("/admin/orders");
  await stock.goto("/admin/stock");
  await expect(board.getByText(/^Live/)).toBeVisible();
  await expect(stock).toHaveTitle(/^\(1\) /);
  await expect(band(board)).toHaveCount(0);
  await order(shop);
  const number = await newest(shop);
  for (const page of [board, stock]) {
    await expect(band(page)).toContainText(number);
    await expect(page).toHaveTitle(/^\(2\) /);
    await expect(page.locator('link[rel~="icon"]').first()).toHaveAttribute("href", /^data:image\/png/);
  }
  const card = board.getByRole("article", { name: new RegExp(`Order ${number},`) });
  // The band hears of an order before the board has read it: until then it leads to the order's page.
  await expect(card).toBeVisible();
  await board.getByRole("link", { name: "Show" }).click();
  await expect(card).toBeFocused();
  await expect(band(board)).toHaveCount(0);
  await expect(band(stock)).toHaveCount(0);
});

test("the sound is turned on once, rings once in a browser with many tabs, and is turned off @desktop", async ({
  openBrowser,
  shop,
}) => {
  const context = await openBrowser({ as: "staff" });
  const rings = await listen(context);
  const [board, stock] = [await context.newPage(), await context.newPage()];
  await stock.goto("/admin/stock");
  await board.goto("/admin/orders");
  await order(shop);
  await expect(band(board)).toBeVisible();
  expect(await rings()).toBe(0);
  await board.getByRole("button", { name: "Turn sound on" }).click();
  await expect(board.getByRole("button", { name: "Sound on" })).toBeVisible();
  expect(await rings()).toBe(1);
  await order(shop);
  await expect.poll(rings).toBe(2);
  await expect(band(stock)).toContainText(await newest(shop));
  expect(await rings()).toBe(2);
  await board.getByRole("button", { name: "Sound on" }).click();
  await order(shop);
  await expect(band(board)).toContainText(await newest(shop));
  expect(await rings()).toBe(2);
});

test("a page that the browser keeps quiet until it is touched says so, and any touch is enough @desktop", async ({
  openBrowser,
  shop,
}) => {
  const context = await openBrowser({ as: "staff" });
  // As browsers do: a page that nobody has touched is not let sound.
  await context.addInitScript(() => {
    const natural = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, "state")!.get!;
    let touched = false;
    addEventListener("pointerdown", () => (touched = true), { capture: true });
    Object.defineProperty(BaseAudioContext.prototype, "state", {
      get() {
        return touched ? natural.call(this) : "suspended";
      },
    });
  });
  const rings = await listen(context);
  const first = await context.newPage();
  await first.goto("/admin/orders");
  await first.getByRole("button", { name: "Turn sound on" }).click();
  await expect(first.getByRole("button", { name: "Sound on" })).toBeVisible();
  await first.close();
  const page = await context.newPage();
  await page.goto("/admin/orders");
  await expect(page.getByRole("button", { name: "Sound is blocked" })).toBeVisible();
  await page.getByRole("heading", { name: "Orders" }).click();
  await expect(page.getByRole("button", { name: "Sound on" })).toBeVisible();
  await order(shop);
  await expect.poll(rings).toBe(1);
});

test("orders that come in while the line is cut are all announced when it is back @desktop @tablet", async ({
  openBrowser,
  shop,
}) => {
  test.slow();
  await order(shop);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/orders");
  await expect(page.getByText(/^Live/)).toBeVisible();
  await shop.stopWeb();
  await expect(page.getByRole("alert").filter({ hasText: "Out of touch" })).toBeVisible({ timeout: 30_000 });
  await shop.database.ask(
    `INSERT INTO orders (id, number, token, cart_id, channel, pickup_day, currency, locale, total_minor, customer_name, customer_email,
                         notify_email, notify_text, placed_at, updated_at)
     SELECT 'ord_7' || lpad(n::text, 25, '0'), number + n, md5(n::text), 'crt_' || n, channel, pickup_day, currency, locale, 100, 'Came ' || n, '',
            false, false, now() + n * interval '1 second', now() FROM orders, generate_series(1, 2) AS n`,
  );
  await shop.startWeb();
  await expect(band(page)).toContainText(await newest(shop), { timeout: 30_000 });
  await expect(band(page)).toContainText("and 1 more");
  await expect(page).toHaveTitle(/^\(3\) /);
  await expect(page.getByRole("alert").filter({ hasText: "Out of touch" })).toHaveCount(0);
});

test("an order that comes in while the tablet sleeps is announced when it wakes, and still after a reload @desktop", async ({
  openBrowser,
  shop,
}) => {
  const context = await openBrowser({ as: "staff" });
  const page = await context.newPage();
  await page.goto("/admin/orders");
  await expect(page.getByText(/^Live/)).toBeVisible();
  const device = await context.newCDPSession(page);
  await device.send("Page.setWebLifecycleState", { state: "frozen" });
  await order(shop);
  await device.send("Page.setWebLifecycleState", { state: "active" });
  await expect(band(page)).toContainText(await newest(shop), { timeout: 30_000 });
  await page.reload();
  await expect(band(page)).toContainText(await newest(shop));
  await page.getByRole("button", { name: /^Accept order/ }).click();
  await expect(band(page)).toHaveCount(0);
});

test("a tab in the background hears a new order too @desktop", async ({ openBrowser, shop }) => {
  const context = await openBrowser({ as: "staff" });
  await context.addInitScript(() => {
    Object.defineProperty(document, "hidden", { get: () => true });
    Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
  });
  const page = await context.newPage();
  await page.goto("/admin/stock");
  await expect(page).toHaveTitle(/^Stock/);
  await order(shop);
  await expect(page).toHaveTitle(/^\(1\) Stock/);
});
