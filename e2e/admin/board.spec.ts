import type { Page } from "@playwright/test";
import { orderElsewhere } from "@/e2e/support/customer";
import { hearsNothing, listens } from "@/e2e/support/listens";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

type Placed = { id: string; number: number };

/** Orders of honey and jam by the API, oldest first, each with its own customer. */
async function placeSome(shop: Shop, names: string[]): Promise<Placed[]> {
  for (const [index, name] of names.entries()) {
    await orderElsewhere(shop, [{ sku: index % 2 ? "JAM-340" : "HON-340", quantity: 1 }]);
    await shop.database.ask(
      "UPDATE orders SET customer_name = $1, customer_phone = '+44770090055' || $2 WHERE number = (SELECT max(number) FROM orders)",
      [name, String(index)],
    );
  }
  return shop.database.ask<Placed>("SELECT id, number FROM orders ORDER BY number");
}

const statuses = async (shop: Shop) =>
  (await shop.database.ask<{ status: string }>("SELECT status FROM orders ORDER BY number")).map(
    ({ status }) => status,
  );
const column = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name}, `) });
const ticket = (page: Page, number: number) => page.getByRole("article", { name: new RegExp(`Order ${number},`) });

test("the board is narrowed by a chip and an item, and its address says so @desktop @tablet", async ({
  openBrowser,
  shop,
}) => {
  const [first, second] = await placeSome(shop, ["Ada One", "Ben Two"]);
  await shop.database.ask("UPDATE orders SET note = 'Two bags, please.' WHERE id = $1", [second!.id]);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/orders");
  await page.getByRole("link", { name: "With a note 1" }).click();
  await expect(ticket(page, first!.number)).toBeHidden();
  await expect(ticket(page, second!.number)).toBeVisible();
  await expect(page).toHaveURL(/only=note/);
  await page.reload();
  await expect(ticket(page, first!.number)).toBeHidden();
  await page.getByRole("link", { name: "Show everything" }).click();
  await page.getByLabel("Item").selectOption({ label: "Chapel Field honey (1)" });
  await expect(ticket(page, second!.number)).toBeHidden();
  await expect(ticket(page, first!.number)).toBeVisible();
  await page.getByLabel("Status").selectOption({ label: "Ready (0)" });
  await expect(page).toHaveURL(/status=ready/);
  await expect(column(page, "Ready")).toContainText("None like this");
});

test("on a phone the board never scrolls sideways, however many filters and however long its numbers @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [order] = await placeSome(shop, ["Bartholomew Featherstonehaugh-Wolfeschlegelsteinhausen"]);
  await shop.database.ask("UPDATE orders SET number_prefix = 'FERNHIL-'");
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/admin/orders");
  await expect(page.getByRole("link", { name: `FERNHIL-${order!.number}`, exact: true })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("the board is narrowed without JavaScript @desktop", async ({ openBrowser, shop }) => {
  const [first, second] = await placeSome(shop, ["Ada One", "Ben Two"]);
  const page = await (await openBrowser({ as: "staff", javaScript: false })).newPage();
  await page.goto("/admin/orders");
  await page.getByLabel("Item").selectOption({ label: "Chapel Field honey (1)" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(ticket(page, second!.number)).toBeHidden();
  await page.getByRole("button", { name: `Accept order ${first!.number}` }).click();
  await expect(page).toHaveURL(/item=/);
  expect(await statuses(shop)).toEqual(["accepted", "placed"]);
});

test("several orders are chosen by key, moved together, and taken back by one undo @desktop", async ({
  openBrowser,
  shop,
}) => {
  const placed = await placeSome(shop, ["Ada One", "Ben Two", "Cai Three", "Dot Four"]);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/orders");
  await listens(page);
  await ticket(page, placed[0]!.number).focus();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  const bar = page.getByRole("region", { name: "Selected orders" });
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Accept 3" }).click();
  await expect(column(page, "Accepted").getByRole("article")).toHaveCount(3);
  await expect.poll(() => statuses(shop)).toEqual(["accepted", "accepted", "accepted", "placed"]);
  await expect(page.getByText("3 accepted.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  await page.keyboard.press("z");
  await expect.poll(() => statuses(shop)).toEqual(["placed", "placed", "placed", "placed"]);
  await expect(column(page, "Placed").getByRole("article")).toHaveCount(4);
});

test("of several orders one was moved on by another meanwhile: the rest move, and its ticket says why @desktop @tablet", async ({
  openBrowser,
  shop,
}) => {
  const [first, second] = await placeSome(shop, ["Ada One", "Ben Two"]);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await hearsNothing(page);
  await page.goto("/admin/orders");
  await page.getByRole("button", { name: "Select several" }).click();
  await page.getByRole("button", { name: "All of Placed" }).click();
  await expect(page.getByText("2 selected")).toBeVisible();
  // Behind the page's back, and without a word to it.
  await shop.database.ask("UPDATE orders SET status = 'cancelled' WHERE id = $1", [first!.id]);
  await page.getByRole("button", { name: "Accept 2" }).click();
  await expect.poll(() => statuses(shop)).toEqual(["cancelled", "accepted"]);
  await expect(page.getByText(/1 accepted\. 1 not: /)).toContainText(`${first!.number}`);
  await expect(ticket(page, second!.number).getByRole("alert")).toHaveCount(0);
});

test("an order is found from the board by its number, name, email and digits of its phone @desktop @tablet", async ({
  openBrowser,
  shop,
}) => {
  const [first, second] = await placeSome(shop, ["Ada Ångström", "Ben Two"]);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/orders");
  const find = async (typed: string) => {
    await page.getByRole("searchbox", { name: "Find an order" }).fill(typed);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("searchbox", { name: "Find an order" })).toHaveValue(typed);
  };
  const row = (order: Placed) => page.getByRole("row").filter({ hasText: String(order.number) });
  await find("angstrom");
  await expect(page).toHaveURL(/\/admin\/orders\/all\?find=angstrom/);
  await expect(row(first!)).toBeVisible();
  await expect(row(second!)).toHaveCount(0);
  await find("0551");
  await expect(row(second!)).toBeVisible();
  await expect(row(first!)).toHaveCount(0);
  await find(String(first!.number));
  await row(first!).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(first!.id));
  await page.goto("/admin/orders/all?find=nobody");
  await expect(page.getByText("No order found for “nobody”.")).toBeVisible();
});

test("all orders are read a page at a time, and none is shown twice though more come in", async ({
  openBrowser,
  shop,
}) => {
  await placeSome(shop, ["Ada One"]);
  await shop.database.ask(
    `INSERT INTO orders (id, number, token, cart_id, channel, pickup_day, currency, locale, total_minor, customer_name, customer_email,
                         notify_email, notify_text, placed_at, updated_at)
     SELECT 'ord_' || lpad(n::text, 26, '0'), 5000 + n, md5(n::text), 'crt_' || n, 'web', current_date, 'GBP', 'en-GB', 100, 'Many ' || n, '',
            false, false, '2026-01-01T10:00:00Z', now() FROM generate_series(1, 110) AS n`,
  );
  const page = await (await openBrowser({ as: "staff", phone: true })).newPage();
  await page.goto("/admin/orders/all?find=many");
  await expect(page.getByText("110 orders for “many”")).toBeVisible();
  const seen: string[] = [];
  for (let read = 0; read < 3; read += 1) {
    seen.push(...(await page.getByRole("rowheader").allTextContents()));
    if (read === 0) await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
    if (read < 2) {
      await page.getByRole("link", { name: "Older" }).click();
      await expect(page.getByRole("rowheader").first()).not.toHaveText(seen.at(-50)!);
    }
  }
  expect(new Set(seen).size).toBe(110);
  for (const first of [seen[50]!, seen[0]!]) {
    await page.getByRole("link", { name: "Newer" }).click();
    await expect(page.getByRole("rowheader").first()).toHaveText(first);
  }
  await expect(page.getByRole("link", { name: "Newer" })).toHaveCount(0);
});

test("arrows and Enter go through the board and the list of all orders @desktop", async ({ openBrowser, shop }) => {
  const [first, second] = await placeSome(shop, ["Ada One", "Ben Two"]);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/orders");
  await listens(page);
  await page.keyboard.press("j");
  await expect(ticket(page, first!.number)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(ticket(page, second!.number)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(second!.id));
  await page.goto("/admin/orders/all");
  await listens(page);
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("row").filter({ hasText: "Ada One" }).getByRole("link")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(first!.id));
});

test("a page that is on its way says so until it is there @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/orders");
  await listens(page);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/admin\/customers/, async (route) => {
    await arrived;
    await route.continue();
  });
  const said = page.getByText("The next page is on its way.");
  await page.getByRole("link", { name: "Customers" }).click();
  await expect(said).toBeAttached();
  arrive();
  await expect(page.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  await expect(said).toHaveCount(0);
});
