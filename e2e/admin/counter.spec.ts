import { expectAccessible } from "@/e2e/support/accessibility";
import { cardOf, orderElsewhere } from "@/e2e/support/customer";
import { hearsNothing } from "@/e2e/support/listens";
import { fillDay } from "@/e2e/support/orders";
import { expect, test } from "@/e2e/support/test";
import { giveTimes, putInto } from "@/e2e/support/times";

const jam = `SELECT on_hand, committed FROM stock_levels JOIN variants v ON v.id = variant_id JOIN items i ON i.id = item_id
              WHERE i.slug = 'damson-jam'`;

test("one tap sells a jar on a phone, customers see it at once, and one more tap brings it back", async ({
  page,
  openBrowser,
  shop,
}) => {
  await page.goto(`/?day=${shop.firstDay}`);
  const phone = await (await openBrowser({ as: "staff", phone: true })).newPage();
  await phone.goto("/admin/counter");
  const tile = phone.getByRole("button", { name: /^Sell one Damson jam/ });
  await expect(tile).toContainText("26");
  await tile.click();
  await expect(tile).toContainText("25");
  const strip = phone.getByRole("status", { name: "Just sold" });
  await expect(strip).toContainText("Damson jam");
  await expect.poll(() => shop.database.ask(jam)).toEqual([{ on_hand: 25, committed: 0 }]);
  await expect(phone.getByRole("table", { name: "Sold at the counter today" })).toContainText("Mina");
  await strip.getByRole("button", { name: /^Undo: Damson jam/ }).click();
  await expect(strip).toContainText("is back");
  await expect(tile).toContainText("26");
  expect(await shop.database.ask(jam)).toEqual([{ on_hand: 26, committed: 0 }]);
  const reasons = await shop.database.ask("SELECT reason, on_hand_delta FROM stock_entries ORDER BY id DESC LIMIT 2");
  expect(reasons).toEqual([
    { reason: "sale_undone", on_hand_delta: 1 },
    { reason: "sold_at_counter", on_hand_delta: -1 },
  ]);
  await expectAccessible(phone);
});

test("what customers buy meanwhile counts down on the counter's tiles @desktop", async ({ openBrowser, shop }) => {
  const [staff, other] = [await openBrowser({ as: "staff" }), await openBrowser({ as: "manager", phone: true })];
  const [tablet, phone] = [await staff.newPage(), await other.newPage()];
  await Promise.all([tablet.goto("/admin/counter"), phone.goto("/admin/counter")]);
  const tileOn = (on: typeof tablet) => on.getByRole("button", { name: /^Sell one Damson jam/ });
  await expect(tileOn(tablet)).toContainText("26");
  for (let times = 0; times < 3; times += 1) await tileOn(phone).click();
  await expect(tileOn(phone)).toContainText("23");
  await expect(tileOn(tablet)).toContainText("23");
  expect(await shop.database.ask("SELECT count(*)::int FROM counter_sales")).toEqual([{ count: 3 }]);
});

test("a jar that is promised is not sold: the tile says so, and counts right @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/counter");
  const tile = page.getByRole("button", { name: /^Sell one Damson jam/ });
  await expect(tile).toContainText("26");
  await shop.database.ask(
    `UPDATE stock_levels SET committed = on_hand WHERE id = (SELECT l.id FROM stock_levels l JOIN variants v ON v.id = variant_id
       JOIN items i ON i.id = item_id WHERE i.slug = 'damson-jam')`,
  );
  await tile.click();
  await expect(page.getByRole("alert").filter({ hasText: "sold out: the 26 still here are promised" })).toBeVisible();
  expect(await shop.database.ask(jam)).toEqual([{ on_hand: 26, committed: 26 }]);
});

test("staff order for somebody on the phone: once, however often they press @desktop", async ({
  page,
  openBrowser,
  shop,
}) => {
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  await staff.goto(`/admin/orders/new?day=${shop.firstDay}`);
  await staff.getByRole("button", { name: /^One more: Fernhill sourdough, Whole loaf, 800 g/ }).dblclick();
  await staff.getByRole("radio", { name: "On the phone" }).check();
  await staff.getByLabel("Name").fill("Mrs Ito");
  await staff.getByLabel("Note").fill("Sliced thick");
  await expectAccessible(staff);
  await staff.getByRole("button", { name: "Place order" }).dblclick();
  await expect(staff).toHaveURL(/\/admin\/orders\/ord_/);
  await expect(staff.getByText("Placed on the phone")).toBeVisible();
  await expect(staff.getByText("Sliced thick")).toBeVisible();
  const orders = await shop.database.ask("SELECT channel, customer_name, customer_email, total_minor FROM orders");
  expect(orders).toEqual([{ channel: "phone", customer_name: "Mrs Ito", customer_email: "", total_minor: 960 }]);
  await page.goto(`/?day=${shop.firstDay}`);
  await expect(cardOf(page, "Fernhill sourdough").first()).toContainText(/left|last/i);
});

test("staff choose the time with the order: a full one says so, also when it fills up meanwhile @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [early, middle, late] = await giveTimes(shop, [480, 600, 1200], 3);
  const [full] = await fillDay(shop.database, { day: shop.firstDay, orders: 1, lines: [1, 1] });
  await shop.database.ask("UPDATE orders SET work_units = 3 WHERE id = $1", [full]);
  await putInto(shop, full!, early!);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/orders/new?day=${shop.firstDay}`);
  const times = page.getByRole("group", { name: "Time" });
  const time = (name: RegExp) => times.getByRole("radio", { name });
  await expect(time(/^8 am to 10 am.*Full/)).toBeDisabled();
  await expect(time(/^10 am to 12 noon.*room for 3/)).toBeChecked();
  await page.getByRole("button", { name: /^One more: Damson jam/ }).dblclick();
  await expect(page.getByRole("heading", { name: /10 am to 12 noon/ })).toBeVisible();
  await expectAccessible(page);
  await orderElsewhere(shop, [{ sku: "JAM-340", quantity: 2 }], undefined, late!.id);
  await expect(time(/^8 pm to 10 pm.*Full/)).toBeDisabled();
  await page.getByLabel("Name").fill("Mrs Ito");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/admin\/orders\/ord_/);
  await expect(page.getByRole("region", { name: "Pickup" })).toContainText("10 am to 12 noon");
  const taken = await shop.database.ask("SELECT taken FROM pickup_slots WHERE id = $1", [middle!.id]);
  expect(taken).toEqual([{ taken: 2 }]);
});

test("a time that filled up under the form is refused in words, with those that have room @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [early] = await giveTimes(shop, [480, 600], 3);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await hearsNothing(page);
  await page.goto(`/admin/orders/new?day=${shop.firstDay}`);
  await page.getByRole("button", { name: /^One more: Damson jam/ }).dblclick();
  await page.getByLabel("Name").fill("Mr Penn");
  await shop.database.ask("UPDATE pickup_slots SET taken = 2 WHERE id = $1", [early!.id]);
  await page.getByRole("button", { name: "Place order" }).click();
  const refused = "There is not enough room at that time. There is room at 10 am to 12 noon.";
  await expect(page.getByRole("alert").filter({ hasText: refused })).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Mr Penn");
  await page.getByRole("radio", { name: /^10 am to 12 noon/ }).check({ force: true });
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/admin\/orders\/ord_/);
  await expect(page.getByRole("region", { name: "Pickup" })).toContainText("10 am to 12 noon");
});

test("a loaf that is gone is refused in words, and what was typed stays @desktop", async ({ openBrowser, shop }) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto(`/admin/orders/new?day=${shop.firstDay}`);
  await page.getByLabel(/^How many: Long baguette/).fill("2");
  await expect(page.getByRole("alert").filter({ hasText: "Only 1 left." })).toBeVisible();
  await page.getByLabel("Name").fill("Mr Penn");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Only 1 left of Long baguette" })).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Mr Penn");
  await page.getByLabel(/^How many: Long baguette/).fill("1");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/admin\/orders\/ord_/);
});
