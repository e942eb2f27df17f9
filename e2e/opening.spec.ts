import { randomInt } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { addToCart, cartLink, introduce, placeOrder, someCustomer } from "@/e2e/support/customer";
import { mailedLink } from "@/e2e/support/hire";
import { expect, test } from "@/e2e/support/test";
import { addDays, type Day, dayOf } from "@/lib/time";
import { picture } from "@/tests/photos/pictures";

/** A bakery of ten items: name, category, price, how many for tomorrow. */
const bakery = [
  ["Country loaf", "Bread", "4.80", 20],
  ["Rye tin", "Bread", "5.20", 12],
  ["Baguette", "Bread", "2.40", 30],
  ["Focaccia", "Bread", "3.60", 8],
  ["Plain croissant", "Pastry", "2.60", 24],
  ["Almond croissant", "Pastry", "3.40", 12],
  ["Cardamom bun", "Pastry", "2.90", 18],
  ["Apple turnover", "Pastry", "3.20", 10],
  ["Lemon drizzle", "Cakes", "14.00", 4],
  ["Carrot cake", "Cakes", "16.50", 3],
] as const;

test("one person opens a bakery from an empty shop, runs a day, and reads it, without a terminal @desktop", async ({
  page: customer,
  openBrowser,
  shop,
}) => {
  test.setTimeout(240_000);
  const today = dayOf(new Date(), "Europe/London");
  const tomorrow = addDays(today, 1);
  const owner = await (await openBrowser({ as: "owner" })).newPage();

  await test.step("the demo is emptied by a typed word", async () => {
    await owner.goto("/admin/settings/fresh");
    await owner.getByLabel("Keep the settings").uncheck();
    await owner.getByLabel(/^Type/).fill("empty");
    await owner.getByRole("button", { name: "Empty the shop" }).click();
    await expect(owner.getByRole("region", { name: "From an empty shop to its first order" })).toBeVisible();
  });

  await test.step("the shop gets its name and its hours", async () => {
    await owner.goto("/admin/settings");
    await owner.getByRole("textbox", { name: "Name", exact: true }).fill("Fern & Rye");
    await owner.getByLabel("Address").fill("3 Chapel Field, Fernhill");
    await owner.getByRole("button", { name: "Save" }).click();
    await expect(owner.getByText("Saved, and in force at once")).toBeVisible();
    await owner.goto("/admin/settings/hours");
    for (const weekday of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]) {
      await owner.getByRole("checkbox", { name: weekday }).check();
    }
    await owner.getByRole("button", { name: "Save" }).first().click();
    await expect(owner.getByText("Saved, and in force at once")).toBeVisible();
  });

  await test.step("ten items in three categories, each with its photo", async () => {
    await owner.goto("/admin/items/categories");
    for (const name of ["Bread", "Pastry", "Cakes"]) await addCategory(owner, name);
    const photo = {
      name: "photo.jpg",
      mimeType: "image/jpeg",
      buffer: await picture("jpeg", { width: 900, height: 700 }),
    };
    for (const [name, category, price] of bakery) {
      await owner.goto("/admin/items/new");
      await owner.getByLabel("Name", { exact: true }).first().fill(name);
      await owner.getByLabel("Category").selectOption(category);
      await owner.getByLabel("One line").fill(`${name}, baked this morning.`);
      await owner.getByRole("textbox", { name: "Price" }).fill(price);
      await owner.locator('input[type="file"]:not([capture])').setInputFiles(photo);
      await expect(owner.locator("main img").first()).toHaveAttribute("src", /\/photos\/p-/);
      await owner.getByLabel("What the photo shows").fill(`${name} on a board`);
      await owner.getByRole("button", { name: "Save as a draft" }).click();
      await expect(owner).toHaveURL(/\/admin\/items\/itm_/);
      await owner.getByRole("button", { name: "Put on sale" }).click();
      await expect(owner.getByRole("complementary").getByText("On sale", { exact: true })).toBeVisible();
    }
  });

  await test.step("tomorrow's stock is received with one save", async () => {
    await owner.goto(`/admin/stock/many?day=${tomorrow}`);
    for (const [name, , , units] of bakery) await owner.getByLabel(new RegExp(`^Receive, ${name}`)).fill(String(units));
    await owner.getByRole("button", { name: "Save 10 rows" }).click();
    await expect(owner.getByText("10 rows saved")).toBeVisible();
  });

  const colleague = await test.step("a colleague is invited, and joins", async () => {
    const email = `tess.${randomInt(1e9)}@fernrye.example`;
    await owner.goto("/admin/staff");
    await owner.getByLabel("Email").fill(email);
    await owner.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(owner.getByRole("list", { name: "Invites that are out" })).toContainText(email);
    const tess = await (await openBrowser()).newPage();
    await tess.goto(await mailedLink(shop, email, "invite"));
    await tess.getByLabel("Your name").fill("Tess Marlow");
    await tess.getByLabel("Password").fill("flour and more flour");
    await tess.getByRole("button", { name: "Join" }).click();
    await expect(tess).toHaveURL(/\/admin/);
    return tess;
  });

  const number = await test.step("three customers order on the web, two at the counter", async () => {
    const first = await orderOnTheWeb(customer, tomorrow, [
      ["country-loaf", 2],
      ["cardamom-bun", 3],
    ]);
    await orderOnTheWeb(customer, tomorrow, [["baguette", 4]]);
    await orderOnTheWeb(customer, tomorrow, [["lemon-drizzle", 1]]);
    await orderAtTheCounter(colleague, tomorrow, { name: "Mrs Ito", item: "Rye tin" });
    await orderAtTheCounter(colleague, tomorrow, { name: "Mr Penn", item: "Almond croissant" });
    return first;
  });

  await test.step("the first order is edited, the second cancelled", async () => {
    await colleague.goto("/admin/orders/all");
    await colleague.getByRole("link", { name: number }).first().click();
    await colleague.getByRole("link", { name: "Change", exact: true }).click();
    await colleague.getByRole("button", { name: /^One more: Country loaf/ }).click();
    await colleague.getByRole("button", { name: "Save the change" }).click();
    await expect(colleague.getByRole("region", { name: "Timeline" })).toContainText("Changed");
    await owner.goto("/admin/orders/all");
    await owner
      .getByRole("link", { name: String(Number(number) + 1) })
      .first()
      .click();
    await owner.getByText("Cancel order…").click();
    const form = owner.getByRole("form", { name: "Cancel this order" });
    await form.getByLabel("Reason, as the customer will read it").fill("The oven is out");
    await form.getByRole("button", { name: "Cancel order" }).click();
    await expect(owner.getByRole("region", { name: "Timeline" })).toContainText("Cancelled: The oven is out");
  });

  await test.step("the day's pick list is printed", async () => {
    await colleague.goto(`/admin/print/pick-list?day=${tomorrow}`);
    await expect(colleague.getByText("4 orders, 9 units")).toBeVisible();
    await expect(colleague.getByRole("row").filter({ hasText: "Country loaf" }).first()).toContainText("3");
    await writeFile(test.info().outputPath("pick-list.pdf"), await colleague.pdf({ preferCSSPageSize: true }));
  });

  await test.step("the shelves are counted while the shop sells", async () => {
    await owner.goto("/admin/stock/count");
    await owner.getByLabel("What is here for").fill(tomorrow);
    await owner.getByLabel("What is counted").selectOption("Bread");
    await owner.getByRole("button", { name: "Start counting" }).click();
    await owner.getByLabel(/^Focaccia/).fill("7");
    await owner.getByLabel(/^Focaccia/).press("Enter");
    await expect(owner.getByText("1 of 4 counted")).toBeVisible();
    await owner.getByRole("link", { name: /^Review/ }).click();
    await expect(owner.getByRole("row", { name: /^Focaccia/ })).toContainText("8 → 7");
    await owner.getByRole("button", { name: "Apply 1 count" }).click();
    await expect(owner.getByText(/^Applied/).first()).toBeVisible();
  });

  await test.step("the day's report says what was sold", async () => {
    // Both days: it may be past midnight by now.
    await owner.goto(`/admin/reports?from=${today}&to=${tomorrow}`);
    const items = owner.getByRole("region", { name: "Items sold" });
    await expect(items.getByRole("listitem").filter({ hasText: "Country loaf" })).toContainText("£14.40");
    await expect(items).not.toContainText("Baguette");
    await expect(owner.getByRole("region", { name: "Orders by state and channel" })).toContainText("Cancelled");
  });

  await test.step("the proof is green", async () => {
    await owner.goto("/admin/stock/proof");
    await owner.getByRole("button", { name: "Prove it now" }).click();
    await expect(owner.getByRole("heading", { name: "The proof holds" })).toBeVisible();
  });
});

async function addCategory(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a category" }).click();
  const form = page.getByRole("form", { name: "A new category" });
  await form.getByLabel("Name").fill(name);
  await form.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByRole("list", { name: "Categories" })).toContainText(name);
}

type Lines = readonly (readonly [string, number])[];

async function orderOnTheWeb(page: Page, day: Day, lines: Lines): Promise<string> {
  for (const [item, quantity] of lines) await addToCart(page, { item, day, quantity });
  await cartLink(page).click();
  await page.getByRole("button", { name: "Check out" }).click();
  await introduce(page, someCustomer());
  return placeOrder(page);
}

async function orderAtTheCounter(page: Page, day: Day, { name, item }: { name: string; item: string }): Promise<void> {
  await page.goto(`/admin/orders/new?day=${day}`);
  await page.getByRole("button", { name: new RegExp(`^One more: ${item}`) }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/admin\/orders\/ord_/);
}
