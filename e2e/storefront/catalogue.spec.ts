import { cardOf, orderElsewhere } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test("each card says what is left of it @everywhere", async ({ page, shop }) => {
  await page.goto(`/?day=${shop.firstDay}`);
  await expect(cardOf(page, "Fernhill sourdough")).toContainText("3 left");
  await expect(cardOf(page, "Long baguette")).toContainText("Last one");
  await expect(cardOf(page, "Cinnamon knot")).toContainText("5 left");
  await expect(cardOf(page, "Butter croissant")).toContainText("Sold out");
  await expect(cardOf(page, "Butter croissant").getByRole("button", { name: /Add to cart/ })).toHaveCount(0);
  await expect(cardOf(page, "Damson jam")).not.toContainText("left");
});

test("an item's page and the catalogue follow what sells elsewhere", async ({ page, context, shop }) => {
  await page.goto(`/items/cinnamon-knot?day=${shop.firstDay}`);
  const catalogue = await context.newPage();
  await catalogue.goto(`/?day=${shop.firstDay}`);
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 3 }]);
  await expect(cardOf(catalogue, "Cinnamon knot")).toContainText("2 left");
  await page.bringToFront();
  await expect(page.getByRole("main")).toContainText("2 left");
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 2 }]);
  await expect(page.getByRole("main")).toContainText("Sold out");
});

test("a search finds items by a word of their ingredients, and says so when it finds none", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("searchbox").fill("cardamom");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(cardOf(page, "Cinnamon knot")).toBeVisible();
  await page.getByRole("searchbox").fill("wheelbarrow");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("article")).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText("wheelbarrow");
});

test("an item's page names its ingredients and allergens", async ({ page, shop }) => {
  await page.goto(`/items/granola?day=${shop.firstDay}`);
  await expect(page.getByRole("main")).toContainText("Oats (gluten), hazelnuts, almonds");
  await expect(page.getByRole("main")).toContainText("Two months, sealed.");
});

test("a shared link shows the item's name, its picture and its price", async ({ page, request, shop }) => {
  await page.goto("/items/cinnamon-knot");
  const content = (property: string) => page.locator(`meta[property="og:${property}"]`).getAttribute("content");
  expect(await content("title")).toContain("Cinnamon knot");
  expect(`${await content("title")} ${await content("description")}`).toContain("£2.90");
  const image = await content("image");
  expect(image).toBe(`${shop.url}/photos/cinnamon-knot-card.jpg`);
  const answer = await request.get(image!);
  expect(answer.headers()["content-type"]).toBe("image/jpeg");
});

test("an address that leads nowhere says so, and leads back", async ({ page, shop }) => {
  const answer = await page.goto("/items/no-such-thing");
  expect(answer!.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "To the shop", exact: true }).click();
  await expect(page).toHaveURL(`${shop.url}/`);
});

test("an address that leads nowhere says so without JavaScript too", async ({ openBrowser }) => {
  const page = await (await openBrowser({ javaScript: false, phone: true })).newPage();
  for (const address of ["/items/none", "/drops/none", `/orders/${"a".repeat(22)}`, `/waiting/${"a".repeat(22)}`]) {
    const answer = await page.goto(address);
    expect([address, answer!.status()]).toEqual([address, 404]);
    await expect(page.getByRole("heading", { level: 1, name: /^There is no / })).toBeVisible();
  }
});

test("an order's page cannot be guessed", async ({ page }) => {
  for (const guess of ["217", "AAAAAAAAAAAAAAAAAAAAAA", "..%2F..", "%00"]) {
    const answer = await page.goto(`/orders/${guess}`);
    expect([guess, answer!.status()]).toEqual([guess, guess === "%00" ? 400 : 404]);
  }
});
