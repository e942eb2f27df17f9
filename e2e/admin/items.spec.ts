import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { cardOf, orderElsewhere } from "@/e2e/support/customer";
import { listens } from "@/e2e/support/listens";
import { expect, test } from "@/e2e/support/test";

const tablet = { width: 820, height: 1180 };

/** The names in a category of the list, as they stand. */
async function namesIn(page: Page, category: string): Promise<string[]> {
  return page.getByRole("list", { name: category, exact: true }).locator("li a b").allTextContents();
}

/** What a form of the page says is wrong; Next keeps an alert of its own for the page's title. */
const troubleOf = (page: Page) => page.locator("main").getByRole("alert");

async function openItem(page: Page, name: string): Promise<void> {
  await page.goto("/admin/items");
  await listens(page);
  await page
    .getByRole("link", { name: new RegExp(name) })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
}

test("the owner makes an item, looks at it as a customer would, and puts it on sale @desktop", async ({
  page,
  openBrowser,
}) => {
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await owner.goto("/admin/items");
  await owner.getByRole("link", { name: "Add an item" }).click();
  await owner.getByLabel("Name", { exact: true }).first().fill("Walnut levain");
  await owner.getByLabel("One line").fill("Dark crust, whole walnuts.");
  await owner.getByRole("textbox", { name: "Price" }).fill("6,40");
  await owner.getByRole("button", { name: "Add a variant" }).click();
  const second = owner.getByRole("group", { name: "Variant 2" });
  await second.getByLabel("Size").fill("400 g");
  await second.getByLabel("Price", { exact: true }).fill("3.30");
  await owner.getByRole("group", { name: "Contains" }).getByLabel("nuts", { exact: true }).check();
  await owner.getByLabel("Ingredients", { exact: true }).fill("*Wheat* flour, *walnuts*, sea salt.");
  await expect(owner.getByText("Customers read").locator("..")).toContainText("Contains Nuts");
  await owner.getByRole("button", { name: "Save as a draft" }).click();
  await expect(owner).toHaveURL(/\/admin\/items\/itm_/);
  await expect(owner.getByRole("complementary", { name: "On sale" })).toContainText("Draft");

  await page.goto("/items/walnut-levain");
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Walnut");
  await owner.getByRole("link", { name: "See it as customers would" }).click();
  await expect(owner.getByRole("complementary", { name: "Preview" })).toBeVisible();
  await expect(owner.getByRole("heading", { level: 1, name: "Walnut levain" })).toBeVisible();
  await expect(owner.getByText("£6.40").first()).toBeVisible();
  await owner.getByRole("link", { name: "Back to the item" }).click();

  await owner.getByRole("button", { name: "Put on sale" }).click();
  await expect(owner.getByText("On sale now", { exact: true })).toBeVisible();
  await page.goto("/items/walnut-levain");
  await expect(page.getByRole("heading", { level: 1, name: "Walnut levain" })).toBeVisible();
  await expect(page.getByText("Nuts", { exact: true })).toBeVisible();
});

test("a SKU that another item has is refused by its name, and nothing typed is lost @desktop", async ({
  openBrowser,
}) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await openItem(page, "Dark rye tin");
  await page.getByLabel("One line").fill("Sour, close, thin slices.");
  await page.getByLabel("SKU").fill("srd-800");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(troubleOf(page)).toContainText("The SKU SRD-800 belongs to Fernhill sourdough.");
  await expect(page.getByText("Fernhill sourdough has this SKU.")).toBeVisible();
  await expect(page.getByLabel("SKU")).toHaveValue("srd-800");
  await page.getByLabel("SKU").fill("RYE-1000");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Dark rye tin is saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("SKU")).toHaveValue("RYE-1000");
  await expect(page.getByLabel("One line")).toHaveValue("Sour, close, thin slices.");
});

test("a price that is none is said at its field, and the focus goes there @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await openItem(page, "Dark rye tin");
  const price = page.getByRole("textbox", { name: "Price" });
  await price.fill("about five");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(price).toBeFocused();
  await expect(price).toHaveAccessibleDescription(/Please give a price in GBP/);
});

test("items are put in order with keys alone, and every step is said @desktop", async ({
  page: shopPage,
  openBrowser,
}) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await page.goto("/admin/items");
  await listens(page);
  const grip = page.getByRole("button", { name: "Move Seeded spelt", exact: true });
  const said = page.getByText(/^Seeded spelt,? .*/).filter({ hasText: /of 5|back/ });
  await grip.focus();
  await page.keyboard.press("Space");
  await expect(said).toContainText("Seeded spelt, 4 of 5. Picked up.");
  for (const at of [3, 2, 1]) {
    await page.keyboard.press("ArrowUp");
    await expect(said).toHaveText(`Seeded spelt, ${at} of 5`);
  }
  await expect(grip).toBeFocused();
  await page.keyboard.press("Space");
  await expect(said).toContainText("Moved");
  await expect.poll(async () => (await namesIn(page, "Bread"))[0]).toBe("Seeded spelt");
  await page.reload();
  expect((await namesIn(page, "Bread"))[0]).toBe("Seeded spelt");
  await shopPage.goto("/");
  await expect(shopPage.getByRole("article").first()).toContainText("Seeded spelt");

  await listens(page);
  await page.getByRole("button", { name: "Move Dark rye tin", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Dark rye tin is back in its place.")).toBeAttached();
});

test("items are dragged to their place with a mouse @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await page.goto("/admin/items");
  await listens(page);
  const [from, to] = await Promise.all(
    ["Move Rosemary focaccia", "Move Fernhill sourdough"].map((name) =>
      page.getByRole("button", { name, exact: true }).boundingBox(),
    ),
  );
  await page.mouse.move(from!.x + 10, from!.y + 10);
  await page.mouse.down();
  await page.mouse.move(to!.x + 10, to!.y - 12, { steps: 12 });
  await expect.poll(async () => (await namesIn(page, "Bread"))[0]).toBe("Rosemary focaccia");
  await page.mouse.up();
  await expect(page.getByText("Rosemary focaccia, 1 of 5. Moved.")).toBeAttached();
  expect((await namesIn(page, "Bread"))[0]).toBe("Rosemary focaccia");
  await page.reload();
  expect((await namesIn(page, "Bread"))[0]).toBe("Rosemary focaccia");
});

test("what is let go of in the moment of its last step stands where that led @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await page.goto("/admin/items");
  await listens(page);
  const grip = page.getByRole("button", { name: "Move Rosemary focaccia", exact: true });
  const to = await page.getByRole("button", { name: "Move Fernhill sourdough", exact: true }).boundingBox();
  await grip.hover();
  await page.mouse.down();
  await grip.evaluate((button, clientY) => {
    const mouse = { pointerId: 1, clientY, bubbles: true };
    button.dispatchEvent(new PointerEvent("pointermove", mouse));
    button.dispatchEvent(new PointerEvent("pointerup", mouse));
    button.releasePointerCapture(1);
  }, to!.y - 12);
  await page.mouse.up();
  await expect(page.getByText("Rosemary focaccia, 1 of 5. Moved.")).toBeAttached();
  expect((await namesIn(page, "Bread"))[0]).toBe("Rosemary focaccia");
});

test("on a tablet the order is changed with two buttons @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.setViewportSize(tablet);
  await page.goto("/admin/items");
  await page.getByRole("link", { name: "Change the order" }).click();
  await page.getByRole("button", { name: "Move Dark rye tin up" }).click();
  await expect(page.getByText("Dark rye tin, 1 of 5. Moved.")).toBeAttached();
  expect((await namesIn(page, "Bread")).slice(0, 2)).toEqual(["Dark rye tin", "Fernhill sourdough"]);
  await page.reload();
  expect((await namesIn(page, "Bread"))[0]).toBe("Dark rye tin");
});

test("what is planned for later cannot be had before its moment @desktop", async ({ page, openBrowser }) => {
  const manager = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/");
  await expect(cardOf(page, "Custard tart")).toBeVisible();
  await openItem(manager, "Custard tart");
  await manager.getByText("Plan it for later").click();
  await manager.getByLabel("Goes on sale").fill("2031-05-03T07:00");
  await manager.getByLabel("Hidden again").fill("2031-05-03T06:00");
  await manager.getByRole("button", { name: "Keep this plan" }).click();
  await expect(troubleOf(manager)).toContainText("hidden before it goes on sale");
  await manager.getByLabel("Hidden again").fill("");
  await manager.getByRole("button", { name: "Keep this plan" }).click();
  await expect(manager.getByRole("complementary", { name: "On sale" })).toContainText("Scheduled");
  await expect(manager.getByRole("complementary", { name: "On sale" })).toContainText("from Sat 3 May, 07:00");
  await expect(cardOf(page, "Custard tart")).toContainText("Sold out");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Custard tart" })).toHaveCount(0);
  await manager.getByRole("button", { name: "Put on sale now" }).click();
  await expect(manager.getByText("On sale now", { exact: true })).toBeVisible();
  await expect(cardOf(page, "Custard tart")).toBeVisible();
});

test("of two people who edit one item the later is told, and nothing is overwritten unseen @desktop", async ({
  openBrowser,
}) => {
  const mina = await (await openBrowser({ as: "manager" })).newPage();
  const nora = await (await openBrowser({ as: "owner" })).newPage();
  await openItem(mina, "Ginger snaps");
  await openItem(nora, "Ginger snaps");
  await mina.getByLabel("One line").fill("Snap twice.");
  await mina.getByLabel("How it keeps", { exact: true }).fill("Two weeks in a tin.");
  await mina.getByLabel("Category").selectOption({ label: "Larder" });
  await mina.getByRole("checkbox", { name: "lupin" }).first().check();
  await mina.getByRole("button", { name: "Save", exact: true }).click();
  await expect(mina.getByText("Ginger snaps is saved")).toBeVisible();
  await nora.getByLabel("One line").fill("Snap once.");
  await nora.getByLabel("Category").selectOption({ label: "Goods" });
  await nora.getByRole("button", { name: "Save", exact: true }).click();
  await expect(troubleOf(nora)).toContainText("Idris changed this item after you opened it.");
  await expect(nora.getByText("Idris saved other values while you had this open.")).toBeVisible();
  await expect(nora.getByLabel("One line")).toHaveValue("Snap once.");
  await expect(nora.getByLabel("How it keeps", { exact: true })).toHaveValue("Two weeks in a tin.");
  await expect(nora.getByRole("button", { name: "Keep mine (chosen) Goods" })).toBeVisible();
  await expect(nora.getByRole("button", { name: "Take theirs Larder" })).toBeVisible();
  await expect(nora.getByRole("button", { name: "Take theirs (chosen) Yes" })).toBeVisible();
  await nora.getByRole("button", { name: "Save", exact: true }).click();
  await expect(nora.getByText("Ginger snaps is saved")).toBeVisible();
  await nora.reload();
  await expect(nora.getByLabel("One line")).toHaveValue("Snap once.");
  await expect(nora.getByLabel("How it keeps", { exact: true })).toHaveValue("Two weeks in a tin.");
});

test("what is not saved is asked about before it is left @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await openItem(page, "Fern tote");
  await page.getByLabel("One line").fill("Carries four loaves.");
  await page.getByRole("link", { name: "Items", exact: true }).last().click();
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByLabel("One line")).toHaveValue("Carries four loaves.");
});

test("an item that was being written survives a reload, and is not offered again once it is there @desktop", async ({
  openBrowser,
}) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/items/new");
  await listens(page);
  await page.getByLabel("Name", { exact: true }).first().fill("Barley loaf");
  await page.getByLabel("Price", { exact: true }).fill("5.40");
  await page.getByRole("button", { name: "Add a variant" }).click();
  await page.getByLabel("Size").nth(1).fill("400 g");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.getByRole("button", { name: "Bring them back" }).click();
  await expect(page.getByLabel("Name", { exact: true }).first()).toHaveValue("Barley loaf");
  await expect(page.getByLabel("Price", { exact: true }).first()).toHaveValue("5.40");
  await expect(page.getByLabel("Size").nth(1)).toHaveValue("400 g");
  await page.getByLabel("Price", { exact: true }).nth(1).fill("3");
  await page.getByRole("button", { name: "Save as a draft" }).click();
  await expect(page).toHaveURL(/items\/itm_/);
  await expect(page.getByLabel("Size").nth(1)).toHaveValue("400 g");
  await page.goto("/admin/items/new");
  await listens(page);
  await page.getByLabel("One line").fill("Another");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await expect(page.getByText("You left changes here")).toHaveCount(0);
});

test("an item that was ordered is archived, keeps its orders, and comes back @desktop", async ({
  page,
  shop,
  openBrowser,
}) => {
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 1 }]);
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await openItem(owner, "Cinnamon knot");
  await owner.getByRole("button", { name: "Archive" }).click();
  await owner.getByRole("button", { name: "Archive it" }).click();
  await expect(owner.getByRole("complementary", { name: "On sale" })).toContainText("Archived");
  await page.goto("/items/cinnamon-knot");
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Cinnamon");
  expect(await shop.database.ask("SELECT item_name FROM order_lines")).toEqual([{ item_name: "Cinnamon knot" }]);
  await owner.getByRole("button", { name: "Bring it back" }).click();
  await expect(owner.getByRole("complementary", { name: "On sale" })).toContainText("Hidden");
});

test("an address that was printed on a poster leads to the new one @desktop", async ({ page, openBrowser }) => {
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await openItem(owner, "Long baguette");
  await owner.getByLabel("Address").fill("baguette");
  await owner.getByRole("button", { name: "Save", exact: true }).click();
  await expect(owner.getByText("Long baguette is saved")).toBeVisible();
  await page.goto("/items/baguettes");
  await expect(page).toHaveURL(/\/items\/baguette$/);
  await expect(page.getByRole("heading", { level: 1, name: "Long baguette" })).toBeVisible();
});

test("categories are added, renamed, ordered with keys, and deleted only when they are empty @desktop", async ({
  openBrowser,
}) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await page.goto("/admin/items/categories");
  await listens(page);
  await page.getByRole("button", { name: "Add a category" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Cakes");
  await page.getByRole("button", { name: "Add it" }).click();
  const list = page.getByRole("list", { name: "Categories" });
  await expect(list.getByRole("listitem")).toHaveCount(6);
  await page.getByRole("button", { name: "Move Cakes", exact: true }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await expect(list.getByRole("listitem").nth(4)).toContainText("Cakes");
  await list.getByRole("listitem").filter({ hasText: "Bread" }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(troubleOf(page)).toContainText("Bread still holds 5 items.");
  await page.getByRole("button", { name: "Keep as it is" }).click();
  await list.getByRole("listitem").filter({ hasText: "Cakes" }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(5);
});

test("who may only look sees an item and changes nothing @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await openItem(page, "Dark rye tin");
  await expect(page.getByLabel("Name", { exact: true }).first()).toBeDisabled();
  for (const name of ["Save", "Hide", "Duplicate", "Archive"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
});

test("an item's page and the preview can be used by everyone, in the light and in the dark @desktop", async ({
  openBrowser,
}) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await page.goto("/admin/preview");
  await expectAccessible(page);
  await openItem(page, "Fernhill sourdough");
  await expectAccessible(page);
});
