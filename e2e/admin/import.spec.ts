import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { expect, test } from "@/e2e/support/test";

const shopify = "tests/fixtures/shopify-products.csv";

async function choose(page: Page, file: string | { name: string; content: string | Buffer }): Promise<void> {
  await page.goto("/admin/items/import");
  const input = page.getByLabel("Choose a CSV file");
  if (typeof file === "string") await input.setInputFiles(file);
  else await input.setInputFiles({ name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.content) });
}

test("a shop moves in from Shopify: it sees what would come, imports it, and customers can look at it @desktop", async ({
  openBrowser,
  page,
  shop,
}) => {
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await choose(owner, shopify);
  await expect(owner.getByRole("heading", { name: "shopify-products.csv" })).toBeVisible();
  const out = owner.getByRole("table", { name: "Items that stay out" });
  await expect(out.getByRole("row")).toHaveCount(2);
  await expect(out).toContainText("A gift card is not something to collect.");
  await expect(out).toContainText("Line 50");
  await expect(owner.getByText(/New categories: .*Preserves/)).toBeVisible();
  await expect(owner.getByText(/units are there\. Stock is not imported/)).toBeVisible();
  await expectAccessible(owner);

  await owner.getByRole("link", { name: /^New/ }).click();
  const leeks = owner.getByRole("row").filter({ hasText: "Leeks" });
  await expect(leeks).toContainText("On sale at once");
  await expect(leeks).toContainText("2.20");
  await expect(leeks).toContainText("Photo to add by hand: https://cdn.shopify.com/");
  expect(await shop.database.ask("SELECT 1 FROM items WHERE slug IN ('leeks', 'sourdough-loaf')")).toEqual([]);

  await owner.getByRole("button", { name: /^Add \d+ items/ }).click();
  await expect(owner.getByText(/^Imported .*: \d+ items added/)).toBeVisible({ timeout: 30_000 });
  await expectAccessible(owner);
  await page.goto("/?q=sourdough+loaf");
  await expect(page.getByRole("article").filter({ hasText: "Sourdough Loaf" })).toBeVisible();
  await page.goto("/items/heather-honey");
  await expect(page.getByText("From the moor, raw & unfiltered.").first()).toBeVisible();
});

test("a manager changes prices in the downloaded file, and nothing else changes @desktop", async ({
  openBrowser,
  shop,
}) => {
  const manager = await (await openBrowser({ as: "manager" })).newPage();
  await manager.goto("/admin/items/import");
  const [download] = await Promise.all([
    manager.waitForEvent("download"),
    manager.getByRole("link", { name: "Download all items" }).click(),
  ]);
  const file = readFileSync((await download.path())!, "utf8");
  await choose(manager, { name: "unchanged.csv", content: file });
  await expect(manager.getByText("There is nothing to import.")).toBeVisible();

  const [before] = await shop.database.ask<{ sku: string; price: string }>(
    "SELECT sku, to_char(price_minor / 100.0, 'FM990.00') AS price FROM variants WHERE sku = 'SRD-800'",
  );
  await choose(manager, { name: "prices.csv", content: `SKU,Price\nSRD-800,5.55\n` });
  await expect(manager.getByRole("table", { name: "Items that change" })).toContainText(`${before!.price} → `);
  await manager.getByRole("button", { name: "Change 1 item" }).click();
  await expect(manager.getByText(/^Imported .*: 1 item changed/)).toBeVisible();
  expect(await shop.database.ask("SELECT price_minor FROM variants WHERE sku = 'SRD-800'")).toEqual([
    { price_minor: 555 },
  ]);
});

test("what changed after the file was read is not written over @desktop", async ({ openBrowser, shop }) => {
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await choose(owner, { name: "prices.csv", content: `SKU,Price\nSRD-800,9.99\n` });
  await expect(owner.getByRole("button", { name: "Change 1 item" })).toBeVisible();
  await shop.database.ask("UPDATE items SET version = version + 1 WHERE slug = 'croissant'");
  await owner.getByRole("button", { name: "Change 1 item" }).click();
  await expect(owner.getByText("The catalogue changed since this file was read")).toBeVisible();
  expect(await shop.database.ask("SELECT 1 FROM variants WHERE price_minor = 999")).toEqual([]);
});

test("a file that is no catalogue is refused in words, and old letters are read if asked for", async ({
  openBrowser,
}) => {
  const page = await (await openBrowser({ as: "owner", phone: true })).newPage();
  await choose(page, { name: "photo.csv", content: Buffer.from("89504e470d0a1a0a", "hex") });
  await expect(page.getByRole("alert").filter({ hasText: "This is a picture, not a CSV file." })).toBeVisible();
  await choose(page, { name: "open.csv", content: 'SKU,Name\nA-1,"Rye\n' });
  await expect(page.getByText(/A quotation mark in line 2 has no partner/)).toBeVisible();
  const old = Buffer.from("Name,Category,SKU,Price\nCaf\xe9 loaf,Bread,OLD-1,2.00\n", "latin1");
  await choose(page, { name: "old.csv", content: old });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Read it as Windows-1252" }).click();
  await expect(page.getByText("Café loaf")).toBeVisible();
  await expectAccessible(page);
});

test("counter staff have no import, by its page or by hand @desktop", async ({ openBrowser }) => {
  const mina = await openBrowser({ as: "staff" });
  const page = await mina.newPage();
  expect((await page.goto("/admin/items/import"))!.status()).toBe(404);
  const origin = new URL(page.url()).origin;
  const answer = await mina.request.post("/api/staff/catalogue/import?name=x.csv", {
    headers: { origin },
    data: "SKU,Price\nSRD-800,0.01\n",
  });
  expect(answer.status()).toBe(403);
});
