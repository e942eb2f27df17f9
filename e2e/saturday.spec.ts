import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { type Customer, introduce, placeOrder, someCustomer } from "@/e2e/support/customer";
import { buyAtOnce, orderOne, type Placed, type Slot } from "@/e2e/support/rush";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";

const loaf = { sku: "BAG-320", slug: "baguettes", name: "Long baguette" };
const [first, second] = ["9 am to 10 am", "10 am to 12"];
const fitsFirst = 12;

test("a Saturday: forty loaves at nine, three hundred customers, a line, a full hour and a moved order, and the books are right @desktop", async ({
  page: noor,
  openBrowser,
  shop,
}) => {
  test.setTimeout(240_000);
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  const phone = async () => (await openBrowser({ phone: true })).newPage();
  const [ada, bea, cy, dan] = [await phone(), await phone(), await phone(), await phone()];

  const holm = someCustomer("Ada Holm");

  await test.step("the shop bakes forty, gives the day two times, and announces the drop", async () => {
    await bake(owner, shop, 39);
    await setTimes(owner, shop);
    await announce(owner, shop);
  });

  await test.step("before nine its page counts down, and no door opens", async () => {
    await ada.goto("/drops/forty-loaves");
    await expect(ada.getByText("There are 40 of them.")).toBeVisible();
    await expectAccessible(ada);
    await nineComesIn(shop, 30);
    expect(await orderOne(shop, loaf.sku)).toMatchObject({ status: 409, code: "not_yet" });
    await Promise.all(
      [ada, bea, cy].map(async (page) => {
        await page.goto("/drops/forty-loaves");
        await expect(page.getByText(/^On sale /)).toBeVisible();
        await page.evaluate(() => Object.assign(window, { openedBefore: true }));
      }),
    );
  });

  await test.step("at nine the open pages turn, and two customers are at the front", async () => {
    for (const page of [ada, bea]) {
      const add = page.getByRole("button", { name: `Add to cart: ${loaf.name}` });
      await expect(add).toBeVisible({ timeout: 50_000 });
      expect(await page.evaluate(() => "openedBefore" in window)).toBe(true);
      await add.click();
      await expect(page.getByLabel(`1 of ${loaf.name} in your cart. Change`)).toBeVisible();
    }
    for (const page of [ada, bea]) {
      await page.goto("/cart");
      await page.getByRole("button", { name: "Check out" }).filter({ visible: true }).click();
      await expect(page.getByRole("region", { name: "Kept for you" })).toBeVisible();
    }
  });

  const placed =
    await test.step("three hundred come at once: thirty-eight are served, and the first hour fills up", async () => {
      const { placed: orders, refused } = await buyAtOnce(shop, {
        sku: loaf.sku,
        buyers: 298,
        slots: await slotsOf(shop),
      });
      expect(orders).toHaveLength(38);
      expect(refused).toEqual({ out_of_stock: 260 });
      expect(orders.filter(({ slot }) => slot === first)).toHaveLength(fitsFirst);
      return orders;
    });

  await test.step("every open page shows how it is", async () => {
    await expect(cy.getByText(/sold out/i).first()).toBeVisible();
    await noor.goto(`/items/${loaf.slug}?day=${shop.firstDay}`);
    await expect(noor.getByText("Others are checking out with the last 2: they may come back.")).toBeVisible();
    await expect(ada.locator("label", { hasText: first })).toContainText("Full");
    await owner.goto("/admin/slots");
    await expect(owner.getByText(`${fitsFirst} of ${fitsFirst}`)).toBeVisible();
  });

  await test.step("who checked out in time has a loaf, in the hour that has room", async () => {
    await introduce(ada, holm);
    await ada.locator("label", { hasText: second }).click();
    await placeOrder(ada);
    await expect(ada.getByText(new RegExp(second))).toBeVisible();
  });

  const line = [
    { page: cy, customer: someCustomer("Cy Rowan") },
    { page: dan, customer: someCustomer("Dan Abbey") },
    { page: noor, customer: someCustomer("Noor Said") },
  ];
  await test.step("three wait in line", async () => {
    for (const { page, customer } of line) await wait(page, shop, customer.email);
    for (const [at, words] of ["You are next in line", "One is before you", "2 are before you"].entries())
      await expect(line[at]!.page.getByRole("heading", { name: words })).toBeVisible();
  });

  await test.step("one who checks out lets go: it is the first's, and nobody else's", async () => {
    await bea.getByRole("button", { name: "Give it back" }).click();
    await takeTurn(cy, line[0]!.customer);
    await expect(dan.getByRole("heading", { name: "You are next in line" })).toBeVisible();
  });

  await test.step("two cancel: the next in line have their loaves", async () => {
    const [one, other] = placed.filter(({ slot }) => slot === first) as [Placed, Placed];
    await cancelOwn(bea, one);
    await takeTurn(dan, line[1]!.customer);
    await expect(noor.getByRole("heading", { name: "You are next in line" })).toBeVisible();
    await cancelAsShop(owner, shop, other);
    await takeTurn(noor, line[2]!.customer);
  });

  await test.step("the shop moves an order into the hour that two left, and its customer sees and hears it", async () => {
    await moveTo(owner, shop, ada, first);
    await expect(ada.getByText(new RegExp(`From ${first}`))).toBeVisible();
    const letters = () => shop.mailbox.mailTo(holm.email).map(({ text }) => text);
    await expect.poll(() => letters().join(), { timeout: 30_000 }).toContain(first);
  });

  await test.step("nothing was oversold, nobody skipped, and the proof is green", async () => {
    await owner.goto("/admin/stock/proof");
    await owner.getByRole("button", { name: "Prove it now" }).click();
    await expect(owner.getByText("The proof holds").first()).toBeVisible();
    expect(await booksOf(shop)).toEqual({ on_hand: 40, committed: 40, held: 0, ordered: 40, holds: 0 });
    expect(await servedOutOfTurn(shop)).toEqual([]);
    await bea.goto(`/items/${loaf.slug}?day=${shop.firstDay}`);
    await expect(bea.getByRole("button", { name: "Sold out" })).toBeVisible();
    expect(await orderOne(shop, loaf.sku)).toMatchObject({ status: 409, code: "out_of_stock" });
  });
});

/** Staff receive what was baked on top of the one that is there. */
async function bake(staff: Page, shop: Shop, units: number): Promise<void> {
  await staff.goto(`/admin/stock?day=${shop.firstDay}`);
  await staff.getByRole("button", { name: new RegExp(`^Receive ${loaf.name}`) }).click();
  await staff.getByLabel("How many came").fill(String(units));
  await staff.getByLabel("Where from").fill("The night bake");
  await staff.getByRole("button", { name: `Receive ${units}` }).click();
  await expect(staff.getByText(`${units} received`)).toBeVisible();
}

async function setTimes(staff: Page, shop: Shop): Promise<void> {
  await staff.goto("/admin/settings/times");
  const weekday = new Date(shop.firstDay).toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" });
  const times = staff.getByRole("group", { name: weekday });
  for (const [row, [from, to, fits]] of [
    ["09:00", "10:00", String(fitsFirst)],
    ["10:00", "12:00", "90"],
  ].entries()) {
    await times.getByLabel("From").nth(row).fill(from!);
    await times.getByLabel("To", { exact: true }).nth(row).fill(to!);
    await times.getByLabel("Fits in", { exact: true }).nth(row).fill(fits!);
  }
  await staff.getByRole("button", { name: "Save" }).first().click();
  await expect(staff.getByText("Saved, and in force at once")).toBeVisible();
}

async function announce(staff: Page, shop: Shop): Promise<void> {
  await staff.goto("/admin/drops/new");
  await staff.getByRole("textbox", { name: "Name" }).fill("Forty loaves");
  await staff.getByLabel("Begins").fill(`${shop.firstDay}T09:00`);
  await staff.getByRole("checkbox", { name: new RegExp(loaf.name) }).check();
  await staff.getByRole("button", { name: "Make the drop" }).click();
  await expect(staff).toHaveURL(/\/admin\/drops\/drp_/);
}

/** The morning comes sooner than it would: the drop's moment is moved near. */
async function nineComesIn(shop: Shop, seconds: number): Promise<void> {
  await shop.database.ask("UPDATE drops SET starts_at = holdfast_now() + make_interval(secs => $1)", [seconds]);
}

async function slotsOf(shop: Shop): Promise<Slot[]> {
  const rows = await shop.database.ask<{ id: string }>(
    "SELECT id FROM pickup_slots WHERE day = $1 ORDER BY starts_at",
    [shop.firstDay],
  );
  return rows.map(({ id }, at) => ({ id, words: [first, second][at]! }));
}

/** Joins the waiting list and confirms by the link of the letter. */
async function wait(page: Page, shop: Shop, email: string): Promise<void> {
  await page.goto(`/items/${loaf.slug}?day=${shop.firstDay}`);
  await page.getByRole("textbox", { name: "Email or mobile number" }).fill(email);
  await page.getByRole("button", { name: "Join the waiting list" }).click();
  await expect(page.getByText("We wrote to you.")).toBeVisible();
  await expect.poll(() => shop.mailbox.mailTo(email)).toHaveLength(1);
  await page.goto(/http\S+\/waiting\/[\w-]{22}/.exec(shop.mailbox.mailTo(email)[0]!.text ?? "")![0]);
  await page.getByRole("button", { name: "Confirm my place" }).click();
  await expect(page.getByRole("heading", { name: /in line$/ })).toBeVisible();
}

/** What came back is offered on the open page, and ordered from there. */
async function takeTurn(page: Page, customer: Customer): Promise<void> {
  await expect(page.getByRole("heading", { name: "It is your turn" })).toBeVisible();
  await page.getByRole("button", { name: "Order now" }).click();
  await expect(page).toHaveURL(/\/checkout/);
  await introduce(page, customer);
  await page.locator("label", { hasText: second }).click();
  await placeOrder(page);
}

async function cancelOwn(page: Page, { url }: Placed): Promise<void> {
  await page.goto(url);
  await page.getByText("Cancel this order").click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByText("You cancelled this order.")).toBeVisible();
}

async function cancelAsShop(staff: Page, shop: Shop, { token }: Placed): Promise<void> {
  await staff.goto(`/admin/orders/${await idOf(shop, token)}`);
  await staff.getByText("Cancel order…").click();
  const form = staff.getByRole("form", { name: "Cancel this order" });
  await form.getByLabel("Reason, as the customer will read it").fill("You asked us to");
  await form.getByRole("button", { name: "Cancel order" }).click();
  await expect(staff.getByText(/You asked us to/).first()).toBeVisible();
}

async function moveTo(staff: Page, shop: Shop, customer: Page, time: string): Promise<void> {
  const token = /\/orders\/([\w-]{22})/.exec(customer.url())![1]!;
  await staff.goto(`/admin/orders/${await idOf(shop, token)}/change`);
  const times = staff.getByRole("combobox", { name: /^Time/ });
  const wanted = await times.locator("option", { hasText: time }).getAttribute("value");
  await times.selectOption(wanted);
  await staff.getByRole("button", { name: "Save the change" }).click();
  await expect(staff).toHaveURL(/\/admin\/orders\/ord_\w+$/);
}

async function idOf(shop: Shop, token: string): Promise<string> {
  const [order] = await shop.database.ask<{ id: string }>("SELECT id FROM orders WHERE token = $1", [token]);
  return order!.id;
}

async function booksOf(shop: Shop) {
  const [books] = await shop.database.ask<Record<string, number>>(
    `SELECT l.on_hand, l.committed, l.held, (SELECT count(*)::int FROM holds) AS holds,
            (SELECT sum(n.quantity)::int FROM order_lines n JOIN orders o ON o.id = n.order_id
              WHERE n.variant_id = v.id AND o.status <> 'cancelled') AS ordered
       FROM stock_levels l JOIN variants v ON v.id = l.variant_id WHERE v.sku = $1 AND l.day = $2`,
    [loaf.sku, shop.firstDay],
  );
  return books;
}

/** Places of the line that were offered something after one who stood behind them, or never. */
async function servedOutOfTurn(shop: Shop) {
  return shop.database.ask(
    `SELECT one.id FROM waiting_places one
      WHERE one.state <> 'taken'
         OR EXISTS (SELECT 1 FROM waiting_places other WHERE other.position > one.position AND other.offered_at < one.offered_at)`,
  );
}
