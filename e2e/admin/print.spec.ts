import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { fillDay } from "@/e2e/support/orders";
import { expect, test } from "@/e2e/support/test";
import { giveTimes, putInto } from "@/e2e/support/times";

type Sheet = { width: number; height: number };

/** The pages of a printed page, in mm. */
async function pdfOf(page: Page, name: string): Promise<Sheet[]> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await writeFile(test.info().outputPath(`${name}.pdf`), pdf);
  const boxes = pdf.toString("latin1").matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g);
  const mm = (points: string | undefined) => Math.round((Number(points) / 72) * 25.4);
  return [...boxes].map(([, width, height]) => ({ width: mm(width), height: mm(height) }));
}

test("tickets are 80 mm wide, each as long as its order, one page apiece @desktop", async ({ openBrowser, shop }) => {
  await fillDay(shop.database, { day: shop.firstDay, orders: 5, lines: [1, 20] });
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/print/tickets?day=${shop.firstDay}&which=unprinted`);
  await expect(page.getByRole("heading", { name: "5 tickets" })).toBeVisible();
  const sheets = await pdfOf(page, "tickets");
  expect(sheets.map(({ width }) => width)).toEqual([80, 80, 80, 80, 80]);
  expect(new Set(sheets.map(({ height }) => height)).size).toBeGreaterThan(1);
  for (const { height } of sheets) expect(height).toBeGreaterThan(50);
  await expectAccessible(page);
});

test("a ticket of twenty lines comes out whole on one page @desktop", async ({ openBrowser, shop }) => {
  const [id] = await fillDay(shop.database, { day: shop.firstDay, orders: 1, lines: [20, 20] });
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/print/tickets?orders=${id}`);
  const ticket = page.getByRole("article", { name: "Ticket 3001" });
  await expect(ticket.getByRole("listitem")).toHaveCount(20);
  expect(await pdfOf(page, "long-ticket")).toHaveLength(1);
});

test("the shop remembers who printed a ticket, and says reprint and changed on the next @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [id] = await fillDay(shop.database, { day: shop.firstDay, orders: 2, lines: [2, 3] });
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/orders/print?day=${shop.firstDay}`);
  await expect(page.getByText("Not printed")).toHaveCount(2);
  await page.getByRole("link", { name: "2 new tickets" }).click();
  await page.getByRole("button", { name: "Print" }).click();
  await expect
    .poll(() => shop.database.ask("SELECT count(*)::int FROM orders WHERE printed_by = 'Mina'"))
    .toEqual([{ count: 2 }]);
  await page.goto(`/admin/orders/print?day=${shop.firstDay}`);
  await expect(page.getByText("Not printed")).toHaveCount(0);
  await expect(page.getByRole("link", { name: /new ticket/ })).toHaveCount(0);
  await shop.database.ask("UPDATE orders SET note = 'Now without seeds' WHERE id = $1", [id]);
  await page.reload();
  await page.getByRole("link", { name: "1 changed ticket" }).click();
  await expect(page.getByRole("article")).toContainText(/CHANGED since .*, Mina/);
  await page.goto(`/admin/print/tickets?day=${shop.firstDay}&which=open`);
  await expect(page.getByText(/REPRINT of .*, Mina/)).toBeVisible();
  await page.goto(`/admin/orders/${id}`);
  await expect(page.getByText("Ticket printed")).toBeVisible();
});

test("a ticket that changed while its page was open is not printed unseen @desktop", async ({ openBrowser, shop }) => {
  const [id] = await fillDay(shop.database, { day: shop.firstDay, orders: 1, lines: [2, 2] });
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/print/tickets?orders=${id}`);
  await shop.database.ask("UPDATE orders SET note = 'Two bags' WHERE id = $1", [id]);
  await page.getByRole("button", { name: "Print" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "3001 changed or was printed" })).toBeVisible();
  await expect(page.getByRole("article")).toContainText("Two bags");
  expect(await shop.database.ask("SELECT printed_at FROM orders")).toEqual([{ printed_at: null }]);
});

test("packing slips are on the shop's own sheets, one for each order @desktop", async ({ openBrowser, shop }) => {
  await fillDay(shop.database, { day: shop.firstDay, orders: 4, lines: [1, 9] });
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto(`/admin/print/slips?day=${shop.firstDay}`);
  await expect(page.getByText("Contains").first()).toBeVisible();
  expect(await pdfOf(page, "slips-a4")).toEqual(Array(4).fill({ width: 210, height: 297 }));
  await expectAccessible(page);
  await shop.database.ask("UPDATE shop SET country = 'US'");
  await page.reload();
  expect(await pdfOf(page, "slips-letter")).toEqual(Array(4).fill({ width: 216, height: 279 }));
  await page.goto(`/admin/print/pick-list?day=${shop.firstDay}`);
  await expectAccessible(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("html")).toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
});

test("the pick list of a Saturday with 200 orders sums the items, then names every order @desktop", async ({
  openBrowser,
  shop,
}) => {
  await fillDay(shop.database, { day: shop.firstDay, orders: 200, lines: [1, 6] });
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/print/pick-list?day=${shop.firstDay}`);
  const [{ units, jam } = { units: 0, jam: 0 }] = await shop.database.ask<{ units: number; jam: number }>(
    "SELECT sum(quantity)::int AS units, sum(quantity) FILTER (WHERE item_slug = 'damson-jam')::int AS jam FROM order_lines",
  );
  await expect(page.getByText(`200 orders, ${units} units`)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Damson jam" })).toContainText(String(jam));
  await expect(page.getByText("3200", { exact: true })).toBeVisible();
  const sheets = await pdfOf(page, "pick-list");
  expect(new Set(sheets.map(({ width, height }) => `${width}×${height}`))).toEqual(new Set(["210×297"]));
  expect(sheets.length).toBeLessThanOrEqual(16);
});

test("paper says the time, the pick list goes by it, and a moved order is printed anew @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [nine, eleven] = await giveTimes(shop, [540, 660]);
  const [first, second] = await fillDay(shop.database, { day: shop.firstDay, orders: 2, lines: [1, 2] });
  await putInto(shop, first!, eleven!);
  await putInto(shop, second!, nine!);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/print/tickets?day=${shop.firstDay}&which=unprinted`);
  await expect(page.getByRole("article")).toHaveText([/3002.*9 am to 11 am/s, /3001.*11 am to 1 pm/s]);
  await page.getByRole("button", { name: "Print" }).click();
  await expect
    .poll(() => shop.database.ask("SELECT count(*)::int FROM orders WHERE printed_by = 'Mina'"))
    .toEqual([{ count: 2 }]);
  await page.goto(`/admin/print/slips?orders=${second}`);
  await expect(page.getByRole("article")).toContainText("9 am to 11 am");
  await page.goto(`/admin/print/pick-list?day=${shop.firstDay}`);
  const rounds = page.getByRole("article").getByRole("region");
  await expect(rounds).toHaveText([/^9 am to 11 am.*3002/s, /^11 am to 1 pm.*3001/s]);
  await expectAccessible(page);
  await putInto(shop, first!, nine!);
  await page.goto(`/admin/orders/print?day=${shop.firstDay}`);
  await expect(page.getByRole("row", { name: /3001/ })).toContainText("9 am to 11 am");
  await page.getByRole("link", { name: "1 changed ticket" }).click();
  await expect(page.getByRole("article")).toHaveText(/CHANGED since .*, Mina.*9 am to 11 am/s);
});

test("nobody prints who is not signed in @desktop", async ({ page, shop }) => {
  await fillDay(shop.database, { day: shop.firstDay, orders: 1, lines: [1, 1] });
  for (const path of ["tickets", "slips", "pick-list"]) {
    await page.goto(`/admin/print/${path}?day=${shop.firstDay}`);
    await expect(page).toHaveURL(/\/sign-in/);
  }
});
