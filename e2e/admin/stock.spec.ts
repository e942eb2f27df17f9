import { cardOf, orderElsewhere } from "@/e2e/support/customer";
import { listens } from "@/e2e/support/listens";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

test("what staff receive is there for customers at once, and in the ledger @desktop", async ({
  page,
  openBrowser,
  shop,
}) => {
  await page.goto(`/?day=${shop.firstDay}`);
  await expect(cardOf(page, "Long baguette")).toContainText("Last one");
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  await staff.goto(`/admin/stock?day=${shop.firstDay}`);
  await staff.getByRole("button", { name: /^Receive Long baguette/ }).click();
  await staff.getByLabel("How many came").fill("3");
  await expect(staff.getByText("On hand 1 → 4")).toBeVisible();
  await staff.getByLabel("Where from").fill("Second bake");
  await staff.getByRole("button", { name: "Receive 3" }).click();
  await expect(cardOf(page, "Long baguette")).toContainText("4 left");
  await staff.getByRole("link", { name: /^Long baguette/ }).click();
  const ledger = staff.getByRole("complementary", { name: /^Ledger of Long baguette/ });
  await expect(ledger).toContainText("Received: Second bake");
  await expect(ledger).toContainText("+3");
});

test("the rows are gone through by keys, and Escape leaves the search for them @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/stock?day=${shop.firstDay}`);
  await listens(page);
  const find = page.getByRole("searchbox", { name: "Find a variant" });
  await page.keyboard.press("/");
  await expect(find).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(find).not.toBeFocused();
  const row = (name: RegExp) => page.getByRole("row", { name });
  await page.keyboard.press("j");
  await expect(row(/Whole loaf, 800 g/)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(row(/sliced, 800 g/)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: /^Ledger of Fernhill sourdough/ })).toBeVisible();
});

test("a count below what is promised is refused, and names the orders that need it @desktop", async ({
  openBrowser,
  shop,
}) => {
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 3 }]);
  const [order] = await shop.database.ask<{ number: number }>("SELECT number FROM orders");
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto(`/admin/stock?day=${shop.firstDay}`);
  await page.getByRole("button", { name: /^Count Cinnamon knot/ }).click();
  const form = page.getByRole("form", { name: /^Count Cinnamon knot/ });
  await form.getByLabel("How many are there").fill("2");
  await expect(form).toContainText("3 are promised.");
  await expect(form.getByRole("link", { name: String(order!.number) })).toBeVisible();
  await form.getByLabel("Why it differs").fill("Dropped a tray");
  await form
    .getByRole("button", { name: /^Count/ })
    .last()
    .click();
  await expect(form.getByRole("alert")).toBeVisible();
  const level = `SELECT on_hand, committed FROM stock_levels l JOIN variants v ON v.id = variant_id
                  WHERE sku = 'CIN-1' AND day = '${shop.firstDay}'`;
  expect(await shop.database.ask(level)).toEqual([{ on_hand: 5, committed: 3 }]);
});

test("many levels are saved at once, or none: a row that cannot be says why, and leads to the order @desktop @tablet", async ({
  openBrowser,
  shop,
}) => {
  await orderElsewhere(shop, [{ sku: "CIN-1", quantity: 3 }]);
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto(`/admin/stock/many?day=${shop.firstDay}`);
  await listens(page);
  await page.getByLabel("Receive, Long baguette").fill("6");
  await expect(page.getByRole("row", { name: /^Long baguette/ })).toContainText("1 → 7");
  await page.getByLabel("Set to, Cinnamon knot").fill("2");
  await expect(page.getByRole("row", { name: /^Cinnamon knot/ })).toContainText("3 are promised");
  await page.getByRole("button", { name: "Save 2 rows" }).click();
  await expect(page.getByText("Nothing was saved")).toBeVisible();
  const [order] = await shop.database.ask<{ id: string }>("SELECT id FROM orders");
  await expect(page.locator(`a[href="/admin/orders/${order!.id}"]`).first()).toBeVisible();
  expect(await onHand(shop, "BAG-320")).toBe(1);
  await page.getByLabel("Set to, Cinnamon knot").fill("4");
  await page.getByRole("button", { name: "Save 2 rows" }).click();
  await expect(page.getByText("2 rows saved")).toBeVisible();
  expect(await onHand(shop, "BAG-320")).toBe(7);
  expect(await onHand(shop, "CIN-1")).toBe(4);
});

test("what was written off by mistake is taken back in the ledger, once @desktop", async ({ openBrowser, shop }) => {
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/stock?day=${shop.firstDay}`);
  await page.getByRole("button", { name: /^Write off Cinnamon knot/ }).click();
  const form = page.getByRole("form", { name: /^Write off Cinnamon knot/ });
  await form.getByLabel("How many are gone").fill("2");
  await form.getByLabel("Why they are gone").selectOption("Burnt");
  await form.getByRole("button", { name: "Write off 2" }).click();
  await expect.poll(() => onHand(shop, "CIN-1")).toBe(3);
  await page.getByRole("link", { name: /^Cinnamon knot/ }).click();
  const ledger = page.getByRole("complementary", { name: /^Ledger of Cinnamon knot/ });
  await expect(ledger).toContainText("Written off: Burnt");
  await ledger.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect.poll(() => onHand(shop, "CIN-1")).toBe(5);
  await expect(ledger).toContainText("(taken back)");
});

test("the week's plan is on sale as soon as it is saved, and is typed by keys alone @desktop", async ({
  page,
  openBrowser,
  shop,
}) => {
  const planner = await (await openBrowser({ as: "manager" })).newPage();
  await planner.goto("/admin/plan");
  await listens(planner);
  const [{ day } = { day: "" }] = await shop.database.ask<{ day: string }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day FROM stock_levels WHERE day > '${shop.firstDay}' ORDER BY stock_levels.day LIMIT 1`,
  );
  const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" }).format(new Date(day));
  await planner.getByLabel(new RegExp(`^Fernhill sourdough Whole loaf, 800 g, ${weekday}`)).focus();
  await planner.keyboard.type("77");
  await planner.keyboard.press("ArrowDown");
  await expect(planner.getByLabel(new RegExp(`, ${weekday}`)).nth(1)).toBeFocused();
  await planner.getByRole("button", { name: "Save the plan" }).click();
  await expect(planner.getByText(/^Plan saved/)).toBeVisible();
  expect(await onHand(shop, "SRD-800", day)).toBe(77);
  await planner.goto(`/admin/plan/${day}`);
  await listens(planner);
  await planner.getByRole("button", { name: "None at all" }).click();
  await planner.getByRole("button", { name: "Save this day" }).click();
  await expect(planner.getByText(/^Day saved/)).toBeVisible();
  expect(await onHand(shop, "SRD-800", day)).toBe(0);
  await page.goto(`/?day=${day}`);
  await expect(cardOf(page, "Fernhill sourdough")).toContainText("Sold out");
});

test("the shelves are counted while a jar is sold: the review shows it, and it stays sold @desktop @tablet", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/stock/count");
  await page.getByLabel("What is counted").selectOption("Larder");
  await page.getByRole("button", { name: "Start counting" }).click();
  await expect(page).toHaveURL(/count\/stk_/);
  await page.getByLabel(/^Damson jam/).fill("24");
  await page.getByLabel(/^Damson jam/).press("Enter");
  await expect(page.getByLabel(/^Chapel Field honey/)).toBeFocused();
  await expect(page.getByText("1 of 3 counted")).toBeVisible();
  await shop.database.ask(
    `WITH sold AS (UPDATE stock_levels SET on_hand = on_hand - 1, version = version + 1
       WHERE variant_id = (SELECT id FROM variants WHERE sku = 'JAM-340') RETURNING *)
     INSERT INTO stock_entries (level_id, on_hand_delta, on_hand_after, committed_after, held_after, reason, actor, at)
     SELECT id, -1, on_hand, committed, held, 'sold_at_counter', '{"kind":"staff","id":"x","name":"Mina"}', now() FROM sold`,
  );
  await page.getByRole("link", { name: /^Review/ }).click();
  await expect(page.getByRole("row", { name: /^Damson jam/ })).toContainText("25 → 23");
  await page.getByRole("button", { name: "Apply 1 count" }).click();
  await expect(page.getByText(/^Applied/).first()).toBeVisible();
  const jars = "SELECT on_hand FROM stock_levels WHERE variant_id = (SELECT id FROM variants WHERE sku = 'JAM-340')";
  expect(await shop.database.ask(jars)).toEqual([{ on_hand: 23 }]);
});

test("the proof holds, and names the exact row once the books were spoiled @desktop", async ({ openBrowser, shop }) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await page.goto("/admin/stock/proof");
  await page.getByRole("button", { name: "Prove it now" }).click();
  await expect(page.getByRole("heading", { name: "The proof holds" })).toBeVisible();
  await shop.database.ask(
    "UPDATE stock_levels SET on_hand = on_hand + 2 WHERE variant_id = (SELECT id FROM variants WHERE sku = 'TOT-1')",
  );
  await page.getByRole("button", { name: "Prove it now" }).click();
  await expect(page.getByRole("heading", { name: "The books disagree" })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Fern tote/ }).first()).toContainText("On hand is 42, but");
  await page.goto("/admin/stock/ledger?reason=received");
  await expect(page.getByRole("row").filter({ hasText: "Received: On the shelf" }).first()).toBeVisible();
});

async function onHand(shop: Shop, sku: string, day = shop.firstDay): Promise<number> {
  const [level] = await shop.database.ask<{ on_hand: number }>(
    `SELECT on_hand FROM stock_levels l JOIN variants v ON v.id = variant_id WHERE sku = '${sku}' AND day = '${day}'`,
  );
  return level?.on_hand ?? 0;
}
