import { readFile } from "node:fs/promises";
import { expectAccessible } from "@/e2e/support/accessibility";
import { orderElsewhere } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

const mail = "pat.prank@example.org";

test("staff find a customer by email, see what they ordered, and cancel a prank at once @desktop", async ({
  openBrowser,
  shop,
}) => {
  for (const sku of ["CIN-1", "CIN-1"]) await orderElsewhere(shop, [{ sku, quantity: 2 }], mail);
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 1 }], "somebody.else@example.org");
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/customers");
  await page.getByRole("searchbox", { name: "Find by name, phone or email" }).fill("pat.prank");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 person for “pat.prank”")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Tom Else" }).click();
  await expect(page.getByText("2 orders, 2 open")).toBeVisible();
  await expect(page.getByText("2 orders are still open.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Cancel both open orders…" }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel both open orders?" });
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await dialog.getByRole("button", { name: "Cancel both" }).click();
  await expect(dialog.getByText("Please say why")).toBeVisible();
  await dialog.getByLabel("Reason").fill("We could not reach you");
  await dialog.getByRole("button", { name: "Cancel both" }).click();
  await expect(page.getByRole("status").filter({ hasText: "cancelled." })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Cancel both/ })).toHaveCount(0);
  const states = await shop.database.ask("SELECT status, count(*)::int FROM orders GROUP BY status ORDER BY status");
  expect(states).toEqual([
    { status: "placed", count: 1 },
    { status: "cancelled", count: 2 },
  ]);
  const left = await shop.database.ask(
    `SELECT committed FROM stock_levels JOIN variants v ON v.id = variant_id WHERE sku = 'CIN-1' AND day = '${shop.firstDay}'`,
  );
  expect(left).toEqual([{ committed: 1 }]);
});

test("a customer who asks is erased, and the page says what stays and what is out of reach @desktop", async ({
  openBrowser,
  shop,
}) => {
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 1 }], mail);
  const page = await (await openBrowser({ as: "owner" })).newPage();
  const [order] = await shop.database.ask<{ id: string; number: number }>("SELECT id, number FROM orders");
  await page.goto(`/admin/customers/${order!.id}`);
  await expect(page.getByText("Out of reach from here: exports that other systems already received")).toBeVisible();
  await page.getByRole("button", { name: "Cancel the open order…" }).click();
  await page.getByLabel("Reason").fill("Asked by phone");
  await page.getByRole("button", { name: "Cancel it" }).click();
  await expect
    .poll(() => shop.database.ask("SELECT count(*)::int FROM events WHERE dispatched_at IS NULL"))
    .toEqual([{ count: 0 }]);
  await page.getByRole("button", { name: "Erase this customer…" }).click();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByRole("heading", { name: "Erased customer" })).toBeVisible();
  await expect(page.getByText("Erased on request")).toBeVisible();
  await expect(page.getByRole("link", { name: String(order!.number) })).toBeVisible();
  const traces = await shop.database.ask(
    `SELECT count(*)::int FROM deliveries WHERE address LIKE '%prank%' OR body LIKE '%prank%' OR body LIKE '%Tom Else%'`,
  );
  expect(traces).toEqual([{ count: 0 }]);
  await expectAccessible(page);
});

test("the accountant's file has a row for each order of the days, and only managers take it @desktop", async ({
  openBrowser,
  shop,
}) => {
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 2 }], mail);
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/orders/export");
  await expectAccessible(page);
  await page.getByLabel("A row for each").selectOption("line of an order");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^lines-placed-\d{4}-\d\d-01-to-\d{4}-\d\d-\d\d\.csv$/);
  const rows = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatch(/,placed,api,CIN-1,Cinnamon knot,,2,GBP,2\.90,5\.80,$/);
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  expect(
    (await staff.request.get("/api/staff/orders.csv?by=placed&rows=orders&from=2026-01-01&to=2026-12-31")).status(),
  ).toBe(403);
});
