import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { orderElsewhere } from "@/e2e/support/customer";
import { startChange } from "@/e2e/support/listens";
import { fillDay } from "@/e2e/support/orders";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";
import { giveTimes, putInto } from "@/e2e/support/times";

const inTheEvening = [18 * 60, 20 * 60];
const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" });
const times = (page: Page) => page.getByRole("combobox", { name: /^Time/ });
const pickup = (page: Page) => page.getByRole("region", { name: "Pickup" });

/** An order of two jars, in a time of the first day. Returns its id. */
async function orderedFor(shop: Shop, slotId: string, email: string): Promise<string> {
  await orderElsewhere(shop, [{ sku: "JAM-340", quantity: 2 }], email, slotId);
  const [order] = await shop.database.ask<{ id: string }>("SELECT id FROM orders ORDER BY number DESC LIMIT 1");
  return order!.id;
}

/** What the times of the first day have taken, earliest first. */
async function taken(shop: Shop): Promise<number[]> {
  const rows = await shop.database.ask<{ taken: number }>("SELECT taken FROM pickup_slots ORDER BY starts_at");
  return rows.map((row) => row.taken);
}

test("board, Today, list and the order's page say when each order is collected, and go by it @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [early, late] = await giveTimes(shop, inTheEvening);
  const ids = await fillDay(shop.database, { day: shop.firstDay, orders: 6, lines: [1, 2] });
  await putInto(shop, ids[2]!, late!);
  await putInto(shop, ids[5]!, early!);
  await putInto(shop, ids[0]!, early!);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto("/admin/orders");
  const accepted = page.getByRole("region", { name: /^Accepted/ }).getByRole("article");
  await expect(accepted).toHaveText([/3006.*6 pm to 8 pm/s, /3003.*8 pm to 10 pm/s]);
  await expect(page.getByRole("article", { name: /Order 3001/ })).toContainText("6 pm to 8 pm");
  await expect(page.getByRole("article", { name: /Order 3002/ })).not.toContainText(" pm to ");
  await expectAccessible(page);
  await page.goto("/admin");
  const due = page.getByRole("region", { name: "Due next" }).getByRole("listitem");
  await expect(due).toHaveText([/6 pm to 8 pm.*3001/s, /6 pm to 8 pm.*3006/s, /8 pm to 10 pm.*3003/s]);
  await expectAccessible(page);
  await page.goto("/admin/orders/all");
  await expect(page.getByRole("row", { name: /3003/ })).toContainText("8 pm to 10 pm");
  await expect(page.getByRole("row", { name: /3002/ })).not.toContainText(" pm to ");
  await expectAccessible(page);
  await page.goto(`/admin/orders/${ids[2]}`);
  await expect(pickup(page)).toContainText("8 pm to 10 pm");
});

test("staff move an order to another time: its room moves along, and the customer is told from when to when @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [early] = await giveTimes(shop, inTheEvening);
  const email = "later@example.org";
  const id = await orderedFor(shop, early!.id, email);
  expect(await taken(shop)).toEqual([2, 0]);
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/orders/${id}`);
  await expect(pickup(page)).toContainText("6 pm to 8 pm");
  await page.getByRole("link", { name: "Another day or time" }).click();
  await expect(times(page)).toContainText("As it is: 6 pm to 8 pm");
  await expectAccessible(page);
  await times(page).selectOption({ label: "8 pm to 10 pm, room for 20" });
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/orders/${id}$`));
  await expect(pickup(page)).toContainText("8 pm to 10 pm");
  await expect(timeline(page)).toContainText(/Pickup: .*, 6 pm to 8 pm → .*, 8 pm to 10 pm/);
  expect(await taken(shop)).toEqual([0, 2]);
  const changed = () => shop.mailbox.mailTo(email).find((mail) => mail.subject?.includes("is changed"));
  await expect.poll(() => changed()?.text).toMatch(/Pickup: .*, 6 pm to 8 pm → .*, 8 pm to 10 pm/);
});

test("a time that fills up under the form refuses in words, and the order stays where it is @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [early, late] = await giveTimes(shop, inTheEvening, 3);
  const id = await orderedFor(shop, early!.id, "stays@example.org");
  const page = await (await openBrowser({ as: "staff" })).newPage();
  await page.goto(`/admin/orders/${id}/change`);
  await times(page).selectOption({ label: "8 pm to 10 pm, room for 3" });
  await orderedFor(shop, late!.id, "quicker@example.org");
  await page.getByRole("button", { name: "Save the change" }).click();
  const form = page.getByRole("form", { name: "Change this order" });
  await expect(form.getByRole("alert").first()).toContainText("There is not enough room at that time.");
  expect(await taken(shop)).toEqual([2, 2]);
  await page.goto(`/admin/orders/${id}/change`);
  await expect(times(page)).toContainText("full for this order, room for 1");
  await page.goto(`/admin/orders/${id}`);
  await expect(pickup(page)).toContainText("6 pm to 8 pm");
  const letters = shop.mailbox.mailTo("stays@example.org").filter((mail) => mail.subject?.includes("is changed"));
  expect(letters).toEqual([]);
});

test("two staff move one order to different times: the later sees both, and says which it is to be @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [early] = await giveTimes(shop, [16 * 60, ...inTheEvening]);
  const id = await orderedFor(shop, early!.id, "both@example.org");
  const mina = await (await openBrowser({ as: "staff" })).newPage();
  const idris = await (await openBrowser({ as: "manager" })).newPage();
  await Promise.all([mina, idris].map((page) => startChange(page, id)));
  await times(mina).selectOption({ label: "6 pm to 8 pm, room for 20" });
  await times(idris).selectOption({ label: "8 pm to 10 pm, room for 20" });
  await idris.getByRole("button", { name: "Save the change" }).click();
  await expect.poll(() => taken(shop)).toEqual([0, 0, 2]);
  await mina.getByRole("button", { name: "Save the change" }).click();
  await expect(mina.getByText("Idris saved other values while you had this open.")).toBeVisible();
  expect(await taken(shop)).toEqual([0, 0, 2]);
  const keep = mina.getByRole("button", { name: /^Keep mine.*6 pm to 8 pm/ });
  const take = mina.getByRole("button", { name: /^Take theirs.*As it is: 8 pm to 10 pm/ });
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await take.click();
  await expect(times(mina).locator("option:checked")).toHaveText("As it is: 8 pm to 10 pm");
  await expectAccessible(mina);
  await keep.click();
  await mina.getByRole("button", { name: "Save the change" }).click();
  await expect.poll(() => taken(shop)).toEqual([0, 2, 0]);
});

test("a time that somebody else chose meanwhile is shown to who only wrote a note, and is kept @desktop", async ({
  openBrowser,
  shop,
}) => {
  const [early] = await giveTimes(shop, inTheEvening);
  const id = await orderedFor(shop, early!.id, "note@example.org");
  const mina = await (await openBrowser({ as: "staff" })).newPage();
  const idris = await (await openBrowser({ as: "manager" })).newPage();
  await Promise.all([mina, idris].map((page) => startChange(page, id)));
  await mina.getByLabel("Note").fill("Two bags");
  await times(idris).selectOption({ label: "8 pm to 10 pm, room for 20" });
  await idris.getByRole("button", { name: "Save the change" }).click();
  await expect.poll(() => taken(shop)).toEqual([0, 2]);
  await mina.getByRole("button", { name: "Save the change" }).click();
  await expect(mina.getByRole("button", { name: /^Keep mine.*6 pm to 8 pm/ })).toBeVisible();
  await expect(mina.getByRole("button", { name: /^Take theirs.*As it is: 8 pm to 10 pm/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await mina.getByRole("button", { name: "Save the change" }).click();
  await expect(pickup(mina)).toContainText("8 pm to 10 pm");
  expect(await taken(shop)).toEqual([0, 2]);
});

test("a browser without JavaScript moves an order to another time too @desktop", async ({ openBrowser, shop }) => {
  const [early] = await giveTimes(shop, inTheEvening);
  const id = await orderedFor(shop, early!.id, "plain@example.org");
  const page = await (await openBrowser({ as: "staff", javaScript: false })).newPage();
  await page.goto(`/admin/orders/${id}/change`);
  await times(page).selectOption({ label: "8 pm to 10 pm, room for 20" });
  await page.getByRole("button", { name: "Save the change" }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/orders/${id}(\\?.*)?$`));
  await expect(pickup(page)).toContainText("8 pm to 10 pm");
  expect(await taken(shop)).toEqual([0, 2]);
});
