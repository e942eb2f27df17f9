import type { Locator } from "@playwright/test";
import { listens } from "@/e2e/support/listens";
import { fillDay } from "@/e2e/support/orders";
import { expect, test } from "@/e2e/support/test";
import { picture } from "@/tests/photos/pictures";

test("a setting is on the storefront at once, and unsaved changes are asked about @desktop", async ({
  openBrowser,
  page: customer,
}) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/settings");
  await listens(page);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Fern & Rye");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await page.getByRole("link", { name: "Opening hours" }).click();
  const ask = page.getByRole("dialog", { name: "Leave without saving?" });
  await ask.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Fern & Rye");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved, and in force at once")).toBeVisible();
  await customer.goto("/");
  await expect(customer.getByRole("heading", { level: 1 })).toHaveText("Fern & Rye");
  await page.getByRole("link", { name: "Opening hours" }).click();
  await expect(page.getByRole("checkbox", { name: "Saturday" })).toBeChecked();
});

test("of two who change the same the later sees what the first saved, and nothing is overwritten unseen @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [nora, idris] = [
    await (await openBrowser({ as: "owner" })).newPage(),
    await (await openBrowser({ as: "manager" })).newPage(),
  ];
  for (const page of [nora, idris]) {
    await page.goto("/admin/settings");
    await listens(page);
  }
  await idris.getByLabel("Tagline").fill("Two bakers.");
  await idris.getByLabel("Phone").fill("01632 960999");
  await idris.getByRole("button", { name: "Save" }).click();
  await expect(idris.getByText("Saved, and in force at once")).toBeVisible();
  await nora.getByLabel("Tagline").fill("One oven.");
  await nora.getByRole("button", { name: "Save" }).click();
  await expect(nora.getByText("Idris saved other values")).toBeVisible();
  await expect(nora.getByLabel("Phone")).toHaveValue("01632 960999");
  await nora
    .getByRole("button", { name: /^Take theirs/ })
    .first()
    .click();
  await nora.getByRole("button", { name: "Save" }).click();
  await expect(nora.getByText(/Saved|Nothing differed/)).toBeVisible();
  expect(await shop.database.ask("SELECT tagline, phone FROM shop")).toEqual([
    { tagline: "Two bakers.", phone: "01632 960999" },
  ]);
});

test("a logo is on the storefront, in the light and the dark, and on packing slips @everywhere", async ({
  openBrowser,
  page: customer,
  shop,
}) => {
  const [order] = await fillDay(shop.database, { day: shop.firstDay, orders: 1, lines: [1, 1] });
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/settings");
  await listens(page);
  const buffer = await picture("png", { width: 1200, height: 150 });
  await page.getByLabel("Logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
  await expect(page.getByRole("img", { name: "The logo on the shop’s paper" })).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved, and in force at once")).toBeVisible();

  const drawn = (image: Locator) => expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth));
  await customer.emulateMedia({ colorScheme: "dark" });
  await customer.goto("/");
  const logo = customer.getByRole("heading", { level: 1 }).locator("img");
  await drawn(logo).toBeGreaterThan(0);
  await expect(logo).toHaveCSS("background-color", "rgb(250, 247, 240)");
  const tooWide = await customer.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);

  await page.goto(`/admin/print/slips?orders=${order}`);
  await drawn(page.getByRole("article").locator("img")).toBeGreaterThan(0);
});

test("a day that is closed cannot be ordered for, until it is opened again @desktop", async ({
  openBrowser,
  page: customer,
  shop,
}) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/settings/hours");
  await page.getByLabel("Day", { exact: true }).fill(shop.firstDay);
  await page.getByLabel("Reason").fill("The oven rests");
  await page.getByRole("button", { name: "Close this day" }).click();
  await expect(page.getByText("The oven rests")).toBeVisible();
  const days = async () => (await (await customer.request.get("/api/v1/days")).json()).days as { day: string }[];
  expect((await days()).map(({ day }) => day)).not.toContain(shop.firstDay);
  await page.getByRole("button", { name: "Open again" }).click();
  await expect(page.getByText("No closed days ahead.")).toBeVisible();
  expect((await days()).map(({ day }) => day)).toContain(shop.firstDay);
});

test("staff find no settings, and their page says so @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin");
  await expect(
    page.getByRole("navigation", { name: "Staff pages" }).getByRole("link", { name: "Settings" }),
  ).toHaveCount(0);
  await page.goto("/admin/settings");
  await expect(page.getByText("There is nothing at this address.")).toBeVisible();
});
