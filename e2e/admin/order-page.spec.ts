import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { orderElsewhere } from "@/e2e/support/customer";
import { listens, startChange } from "@/e2e/support/listens";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

type Order = { id: string; number: number; token: string };

async function ordered(shop: Shop, lines: { sku: string; quantity: number }[], email?: string): Promise<Order> {
  await orderElsewhere(shop, lines, email);
  const [order] = await shop.database.ask<Order>("SELECT id, number, token FROM orders ORDER BY number DESC LIMIT 1");
  return order!;
}

function dayOfOrder(shop: Shop, id: string) {
  return shop.database.ask<{ day: string }>("SELECT pickup_day::text AS day FROM orders WHERE id = $1", [id]);
}

function level(shop: Shop, sku: string) {
  return shop.database.ask(
    `SELECT on_hand, committed FROM stock_levels l JOIN variants v ON v.id = variant_id WHERE sku = $1 AND day = $2`,
    [sku, shop.firstDay],
  );
}

const tablet = { width: 820, height: 1180 };
const lines = (page: Page) => page.getByRole("region", { name: "Lines" });
const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" });

test("a customer rings: one more loaf and two buns, and hears what changed @desktop", async ({ openBrowser, shop }) => {
  const email = "rings@example.org";
  const { id, number } = await ordered(shop, [{ sku: "SRD-800", quantity: 1 }], email);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.setViewportSize(tablet);
  await page.goto(`/admin/orders/${id}`);
  await listens(page);
  await page.getByRole("link", { name: "Change", exact: true }).click();
  await page.getByRole("button", { name: /^One more: Fernhill sourdough/ }).click();
  await page.getByRole("searchbox", { name: "Add something to the order" }).fill("cinn");
  await page.getByRole("button", { name: /^Cinnamon knot/ }).click();
  await page.getByRole("button", { name: /^One more: Cinnamon knot/ }).click();
  await page.getByLabel("Note").fill("Ring the bell");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/orders/${id}$`));
  await expect(lines(page)).toContainText("Ring the bell");
  await expect(lines(page).getByRole("row", { name: /Fernhill sourdough/ })).toContainText("2");
  await expect(timeline(page)).toContainText("Changed");
  await expect(timeline(page)).toContainText("Added: 2 × Cinnamon knot");
  await expect(timeline(page)).toContainText("Mina");
  expect(await level(shop, "CIN-1")).toEqual([{ on_hand: 5, committed: 2 }]);
  await expectAccessible(page);
  const changed = () => shop.mailbox.mailTo(email).find((mail) => mail.subject?.endsWith(`order ${number} is changed`));
  await expect.poll(() => changed()?.text).toContain("Added: 2 × Cinnamon knot");
  expect(changed()?.text).toContain("Note added: “Ring the bell”");
});

test("what is not there is said on its very line, and what was typed stays @desktop", async ({ openBrowser, shop }) => {
  const { id } = await ordered(shop, [{ sku: "SRD-800", quantity: 1 }]);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await startChange(page, id);
  await page.getByLabel("Note").fill("Two bags");
  await page.getByRole("spinbutton", { name: /^How many: Fernhill sourdough/ }).fill("3");
  await orderElsewhere(shop, [{ sku: "SRD-800", quantity: 1 }]);
  await expect(page.getByText("Only 1 more left.")).toBeVisible();
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page.getByRole("form", { name: "Change this order" }).getByRole("alert").first()).toContainText(
    "Only 1 more of Fernhill sourdough",
  );
  await expect(page.getByLabel("Note")).toHaveValue("Two bags");
  await page.getByRole("button", { name: /^One less: Fernhill sourdough/ }).click();
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(lines(page)).toContainText("Two bags");
  expect(await level(shop, "SRD-800")).toEqual([{ on_hand: 3, committed: 3 }]);
});

test("two people change one order: the later hears who was first and sees the new values @desktop", async ({
  openBrowser,
  shop,
}) => {
  const { id } = await ordered(shop, [{ sku: "SRD-800", quantity: 1 }]);
  const mina = await (await openBrowser({ as: "staff" })).newPage();
  const idris = await (await openBrowser({ as: "manager" })).newPage();
  await Promise.all([mina, idris].map((page) => startChange(page, id)));
  await mina.getByLabel("Note").fill("Whole");
  await idris.getByLabel("Note").fill("Sliced");
  await idris.getByRole("button", { name: "Save the change" }).click();
  await expect(lines(idris)).toContainText("Sliced");
  await mina.getByRole("button", { name: "Save the change" }).click();
  await expect(mina.getByText("Idris saved other values while you had this open.")).toBeVisible();
  await expect(mina.getByRole("button", { name: /Take theirs.*Sliced/ })).toBeVisible();
  await mina.getByRole("button", { name: "Save the change" }).click();
  await expect(lines(mina)).toContainText("Whole");
  await expect(timeline(mina)).toContainText("Note: “Sliced” → “Whole”");
});

test("two people move one order to different days: the later is asked whose day it is to be @desktop", async ({
  openBrowser,
  shop,
}) => {
  const { id } = await ordered(shop, [{ sku: "JAM-340", quantity: 1 }]);
  const mina = await (await openBrowser({ as: "staff" })).newPage();
  const idris = await (await openBrowser({ as: "manager" })).newPage();
  await Promise.all([mina, idris].map((page) => startChange(page, id)));
  const days = (page: Page) => page.getByRole("group", { name: "Pickup day" }).getByRole("radio");
  const [before] = await dayOfOrder(shop, id);
  const others = (await days(mina).evaluateAll((radios) => radios.map((radio) => radio.getAttribute("value")))).filter(
    (day) => day !== before?.day,
  );
  const choose = (page: Page, day: string) => page.locator(`label:has(input[value="${day}"])`).click();
  const [theirs, mine] = [others[1]!, others[2]!];
  await choose(mina, mine);
  await choose(idris, theirs);
  await idris.getByRole("button", { name: "Save the change" }).click();
  await expect.poll(() => dayOfOrder(shop, id)).toEqual([{ day: theirs }]);
  await mina.getByRole("button", { name: "Save the change" }).click();
  await expect(mina.getByText("Idris saved other values while you had this open.")).toBeVisible();
  expect(await dayOfOrder(shop, id)).toEqual([{ day: theirs }]);
  await mina.getByRole("button", { name: /^Take theirs/ }).click();
  await expect(mina.locator(`input[value="${theirs}"]`)).toBeChecked();
  await mina.getByRole("button", { name: /^Keep mine/ }).click();
  await expect(mina.locator(`input[value="${mine}"]`)).toBeChecked();
  await mina.getByRole("button", { name: "Save the change" }).click();
  await expect.poll(() => dayOfOrder(shop, id)).toEqual([{ day: mine }]);
});

test("cancelling asks once, and one line is written off @desktop", async ({ openBrowser, shop }) => {
  const { id } = await ordered(shop, [
    { sku: "SRD-800", quantity: 1 },
    { sku: "CIN-1", quantity: 2 },
  ]);
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.setViewportSize(tablet);
  await page.goto(`/admin/orders/${id}`);
  await page.getByText("Cancel order…").click();
  const form = page.getByRole("form", { name: "Cancel this order" });
  await form.getByLabel("Reason, as the customer will read it").fill("The tray fell");
  await form
    .getByRole("group", { name: /Cinnamon knot/ })
    .getByLabel("Written off")
    .check();
  await form.getByRole("button", { name: "Cancel order" }).click();
  await expect(timeline(page)).toContainText("Cancelled, 2 units written off: The tray fell");
  expect(await level(shop, "SRD-800")).toEqual([{ on_hand: 3, committed: 0 }]);
  expect(await level(shop, "CIN-1")).toEqual([{ on_hand: 3, committed: 0 }]);
});

test("nobody came: the loaves of the day are written off, and one tap takes it back @desktop", async ({
  openBrowser,
  shop,
}) => {
  const { id } = await ordered(shop, [{ sku: "SRD-800", quantity: 2 }]);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/orders/${id}`);
  await page.getByRole("button", { name: /^Accept/ }).click();
  await page.getByRole("button", { name: /^Ready/ }).click();
  await page.getByText("Not collected…").click();
  await expect(page.getByLabel(/As usual: 2 units of the day written off/)).toBeChecked();
  await page.getByRole("button", { name: "Not collected" }).click();
  await expect(timeline(page)).toContainText("Not collected, 2 units written off");
  expect(await level(shop, "SRD-800")).toEqual([{ on_hand: 1, committed: 0 }]);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(timeline(page)).toContainText("Undone: Ready again");
  expect(await level(shop, "SRD-800")).toEqual([{ on_hand: 3, committed: 2 }]);
});

test("a note is for staff alone @desktop", async ({ page, openBrowser, shop }) => {
  const { id, token } = await ordered(shop, [{ sku: "SRD-800", quantity: 1 }]);
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  await staff.goto(`/admin/orders/${id}`);
  await staff.getByLabel("Note for staff", { exact: true }).fill("Rang twice, no answer");
  await staff.getByRole("button", { name: "Add note" }).click();
  await expect(timeline(staff)).toContainText("“Rang twice, no answer”");
  await expect(staff.getByLabel("Note for staff", { exact: true })).toHaveValue("");
  await page.goto(`/orders/${token}`);
  await expect(page.getByRole("main")).toContainText("You placed order");
  await expect(page.getByRole("main")).not.toContainText("Rang twice");
});

test("the second who accepts hears who did, and when @desktop", async ({ openBrowser, shop }) => {
  const { id } = await ordered(shop, [{ sku: "SRD-800", quantity: 1 }]);
  const mina = await (await openBrowser({ as: "staff", javaScript: false })).newPage();
  const idris = await (await openBrowser({ as: "manager" })).newPage();
  await Promise.all([mina, idris].map((page) => page.goto(`/admin/orders/${id}`)));
  await idris.getByRole("button", { name: /^Accept/ }).click();
  await expect(timeline(idris)).toContainText("Accepted");
  await mina.getByRole("button", { name: /^Accept/ }).click();
  await expect(mina.getByRole("alert").filter({ hasText: /already accepted, by Idris at \d\d:\d\d\./ })).toBeVisible();
});

test("the confirmation goes to a corrected address @desktop", async ({ openBrowser, shop }) => {
  const { id, number } = await ordered(shop, [{ sku: "SRD-800", quantity: 1 }], "wrnog@example.org");
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto(`/admin/orders/${id}`);
  await page.getByText("Send the confirmation again…").click();
  await page.getByLabel("To this address").fill("wrong@example.org");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(timeline(page)).toContainText("Confirmation sent to wrong@example.org");
  const subjects = () => shop.mailbox.mailTo("wrong@example.org").map((mail) => mail.subject);
  await expect.poll(subjects).toContainEqual(expect.stringContaining(`order ${number} is in`));
});

test("K and J lead to the orders before and after @desktop", async ({ openBrowser, shop }) => {
  const first = await ordered(shop, [{ sku: "SRD-800", quantity: 1 }]);
  const second = await ordered(shop, [{ sku: "CIN-1", quantity: 1 }]);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/orders/${first.id}`);
  await listens(page);
  await expect(page.getByRole("link", { name: `Next order, ${second.number}` })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(second.id));
  await expect(page.getByRole("link", { name: `Previous order, ${first.number}` })).toBeVisible();
  await page.keyboard.press("k");
  await expect(page).toHaveURL(new RegExp(first.id));
});

for (const javaScript of [true, false]) {
  test(`a customer cancels in time on a phone ${javaScript ? "" : "without JavaScript"}`, async ({
    openBrowser,
    shop,
  }) => {
    const { token } = await ordered(shop, [{ sku: "SRD-800", quantity: 2 }]);
    const page = await (await openBrowser({ phone: true, javaScript })).newPage();
    await page.goto(`/orders/${token}`);
    await page.getByText("Cancel this order").click();
    await expect(page.getByRole("region", { name: "Cancel this order" })).toContainText(/You can until \d\d:\d\d/);
    await page.getByRole("button", { name: "Yes, cancel it" }).click();
    await expect(page.getByText("You cancelled this order.")).toBeVisible();
    expect(await level(shop, "SRD-800")).toEqual([{ on_hand: 3, committed: 0 }]);
  });
}

test("once the shop has begun, a customer is asked to call", async ({ openBrowser, shop }) => {
  const { id, token } = await ordered(shop, [{ sku: "SRD-800", quantity: 1 }]);
  const page = await (await openBrowser({ phone: true, javaScript: false })).newPage();
  await page.goto(`/orders/${token}`);
  await page.getByText("Cancel this order").click();
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  await staff.goto(`/admin/orders/${id}`);
  await staff.getByRole("button", { name: /^Accept/ }).click();
  await expect(timeline(staff)).toContainText("Accepted");
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByText(/It is too late to cancel here. Please call the shop/)).toBeVisible();
});
