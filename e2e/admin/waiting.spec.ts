import { expectAccessibleAtBothWidths } from "@/e2e/support/accessibility";
import { someCustomer } from "@/e2e/support/customer";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

/** Puts somebody in line for croissants on the first day, as the form and its message would. */
async function putInLine(shop: Shop, { name, email }: { name: string; email: string }, at: number): Promise<void> {
  await shop.database.ask(
    `INSERT INTO waiting_places (id, token, level_id, variant_id, day, wanted, name, email, contact, state, position, asked_at, confirmed_at)
     SELECT $1, $2, l.id, v.id, l.day, 2, $3, $4, $4, 'waiting', $5, now(), now()
       FROM stock_levels l JOIN variants v ON v.id = l.variant_id JOIN items i ON i.id = v.item_id WHERE i.slug = 'croissant' AND l.day = $6`,
    [`plc_01J${String(at).padStart(23, "0")}`, `${at}`.padStart(22, "w"), name, email, at, shop.firstDay],
  );
  await shop.database.ask(
    `UPDATE stock_levels l SET waiting = (SELECT count(*) FROM waiting_places p WHERE p.level_id = l.id)
      WHERE id IN (SELECT level_id FROM waiting_places)`,
  );
}

test("how many wait stands on Today, at the stock and at the item, and leads to their list @everywhere", async ({
  openBrowser,
  shop,
}, { project }) => {
  const [ada, bea] = [someCustomer("Ada Waits"), someCustomer("Bea Waits")];
  await putInLine(shop, ada, 1);
  await putInLine(shop, bea, 2);
  const page = await (await openBrowser({ as: "manager", phone: project.name === "phone" })).newPage();
  const theirs = async () => {
    await expect(page).toHaveURL(/\/admin\/waiting\?(variant|item)=/);
    await expect(page.getByRole("heading", { name: /^Butter croissant/ })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: ada.email })).toBeVisible();
  };
  await page.goto("/admin");
  const needs = page.getByRole("region", { name: /^Needs you/ });
  await expect(needs).toContainText("2 wait for Butter croissant");
  await needs.getByRole("link", { name: /^See the list/ }).click();
  await theirs();
  await page.goto(`/admin/stock?day=${shop.firstDay}`);
  await page.getByRole("link", { name: /^2 wait for Butter croissant/ }).click();
  await theirs();
  await page.goto("/admin/items");
  await page
    .getByRole("link", { name: /Butter croissant/ })
    .first()
    .click();
  await page.getByRole("link", { name: "2 wait for it" }).click();
  await theirs();
  await page.goto("/admin/waiting?item=itm_00000000000000000000000000");
  await expect(page.getByText("Nobody waits for this.")).toBeVisible();
  await page.getByRole("link", { name: "See all waiting lists" }).click();
  await expect(page.getByRole("row").filter({ hasText: bea.email })).toBeVisible();
});

test("somebody who never ordered is found among the customers, and erased @desktop", async ({ openBrowser, shop }) => {
  const [ada, bea] = [someCustomer("Ada Waits"), someCustomer("Bea Waits")];
  await putInLine(shop, ada, 1);
  await putInLine(shop, bea, 2);
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  await staff.goto("/admin/customers?find=ada");
  await expect(staff.getByRole("table", { name: "People without an order" })).toContainText(ada.email);
  await expect(staff.getByRole("button", { name: "Erase…" })).toHaveCount(0);

  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/customers?find=ada");
  await expect(page.getByRole("table", { name: "People without an order" })).toContainText("In 1 line");
  await expectAccessibleAtBothWidths(page);
  await page.getByRole("button", { name: "Erase…" }).click();
  await page.getByRole("dialog", { name: "Erase Ada Waits?" }).getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByText("Erased from 1 waiting list")).toBeVisible();
  await expect(page.getByText(ada.email)).toHaveCount(0);
  const left = await shop.database.ask("SELECT contact FROM waiting_places WHERE state = 'waiting'");
  expect(left).toEqual([{ contact: bea.email }]);
});
