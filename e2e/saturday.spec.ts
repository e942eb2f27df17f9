import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { type Buyer, enterCheckout, orderOrHear, takeOne } from "@/e2e/support/buyers";
import { addToCart, type Customer, introduce, placeOrder, someCustomer } from "@/e2e/support/customer";
import { forgetHistory, keepHistory } from "@/e2e/support/history";
import { buyAtOnce, keepComingBy, orderOne, type Slot } from "@/e2e/support/rush";
import { ordersToday, saidOfFirstTime, saidOfOrder, saidOfPlace, saidOfStock } from "@/e2e/support/said";
import type { Shop } from "@/e2e/support/shop";
import { expect, test } from "@/e2e/support/test";
import { openLookout } from "@/e2e/support/watch";

const loaf = { sku: "BAG-320", slug: "baguettes", name: "Long baguette" };
const [first, second] = ["9 am to 10 am", "10 am to 12 noon"];
const times = { 540: first!, 600: second! };
const fitsFirst = 12;

/** Of the three hundred, these come in browsers of their own: half of them without JavaScript. Three more check out before everybody else. */
const inBrowsers = { early: 10, late: 2 };
const throughApi = 300 - 3 - inBrowsers.early - inBrowsers.late;

// Two dozen browsers at once: pictures of every page at every step would cost more than the steps.
test.use({ trace: { mode: "retain-on-failure", screenshots: false, snapshots: false } });
test.afterEach(({ shop }) => forgetHistory(shop));

test("a Saturday: forty loaves at nine, three hundred customers, a line, a full hour and a moved order: the books are right, and every page said how it was @desktop", async ({
  page: noor,
  openBrowser,
  shop,
}, testInfo) => {
  test.setTimeout(600_000);
  const office = await openBrowser({ as: "owner" });
  const owner = await office.newPage();
  const phone = async () => (await openBrowser({ phone: true })).newPage();
  const [ada, bea, cy, dan, eli, fay] = [
    await phone(),
    await phone(),
    await phone(),
    await phone(),
    await phone(),
    await phone(),
  ];
  const holm = someCustomer("Ada Holm");
  const lookout = openLookout(shop);

  await test.step("the shop bakes forty, gives the day two times, and announces the drop", async () => {
    await bake(owner, shop, 39);
    await setTimes(owner, shop);
    await keepHistory(shop);
    await announce(owner);
  });
  const { levelId, slots } = await idsOf(shop);
  const stock = saidOfStock(levelId);

  const buyers = await test.step("before nine its pages count down, and no door opens", async () => {
    await Promise.all(
      [ada, bea, cy, eli].map(async (page) => {
        await page.goto("/drops/forty-loaves");
        await expect(page.getByText("There are 40 of them.")).toBeVisible();
        await expect(page.getByText(/^On sale /)).toBeVisible();
        await page.evaluate(() => Object.assign(window, { openedBefore: true }));
      }),
    );
    expect(await orderOne(shop, loaf.sku)).toMatchObject({ status: 409, code: "not_yet" });
    await expectAccessible(ada);
    return Promise.all(
      Array.from({ length: inBrowsers.early + inBrowsers.late }, async (_, at): Promise<Buyer> => {
        const [from, javaScript] = [`198.51.100.${at + 1}`, at % 2 === 0];
        const page = await (await openBrowser({ phone: true, javaScript, from })).newPage();
        await page.goto(itemPage(shop));
        return { page, name: `Buyer ${at + 1}`, javaScript };
      }),
    );
  });

  await test.step("at nine the open pages turn, and three customers are at the front", async () => {
    for (const page of [ada, bea, eli]) {
      const add = page.getByRole("button", { name: `Add to cart: ${loaf.name}` });
      await expect(add).toBeVisible({ timeout: 150_000 });
      expect(await page.evaluate(() => "openedBefore" in window)).toBe(true);
      await add.click();
      await expect(page.getByLabel(`1 of ${loaf.name} in your cart. Change`)).toBeVisible();
    }
    await eli.clock.install();
    for (const page of [ada, bea, eli]) {
      await page.goto("/cart");
      await page.getByRole("button", { name: "Check out" }).filter({ visible: true }).click();
      await expect(page.getByRole("region", { name: "Kept for you" })).toBeVisible();
    }
  });

  await test.step("other pages are open all the while, and what they say is looked at", async () => {
    const [item, catalogue, cart] = [await phone(), await (await openBrowser()).newPage(), await phone()];
    await item.goto(itemPage(shop));
    await catalogue.goto(`/?day=${shop.firstDay}`);
    await addToCart(cart, { item: loaf.slug, day: shop.firstDay, quantity: 3 });
    await cart.goto("/cart");
    const [grid, today] = [await office.newPage(), await office.newPage()];
    await grid.goto(`/admin/stock?day=${shop.firstDay}`);
    await today.goto("/admin");
    await lookout.follow(item, stock.item);
    await lookout.follow(catalogue, stock.card);
    await lookout.follow(cy, { ...stock.card, named: "the page of the drop" });
    await lookout.follow(cart, stock.cart);
    await lookout.follow(grid, stock.staff);
    await lookout.follow(today, ordersToday);
    await lookout.follow(ada, saidOfFirstTime(slots[0]!.id));
  });

  await test.step("three hundred come at once: thirty-seven are served, and the first hour fills up", async () => {
    await Promise.all(buyers.map(takeOne));
    const [early, late] = [buyers.slice(0, inBrowsers.early), buyers.slice(inBrowsers.early)];
    await Promise.all(early.map(enterCheckout));
    const order = (buyer: Buyer) => orderOrHear(buyer, second!);
    const [{ placed, refused }, ordered, heard] = await Promise.all([
      buyAtOnce(shop, { sku: loaf.sku, buyers: throughApi, slots }),
      Promise.all(early.map(order)),
      Promise.all(late.map((buyer) => enterCheckout(buyer).then(() => order(buyer)))),
    ]);
    // Whoever entered checkout in time had a loaf kept.
    expect(ordered).toEqual(Array(inBrowsers.early).fill("ordered"));
    const byApi = 37 - [...ordered, ...heard].filter((outcome) => outcome === "ordered").length;
    expect(placed).toHaveLength(byApi);
    expect(refused).toEqual({ out_of_stock: throughApi - byApi });
    expect(placed.filter(({ slot }) => slot === first)).toHaveLength(fitsFirst);
    await Promise.all(buyers.map(({ page }) => page.context().close()));
  });

  await test.step("every open page shows how it is", async () => {
    await expect(cy.getByText(/sold out/i).first()).toBeVisible();
    await noor.goto(itemPage(shop));
    await expect(noor.getByText("Others are checking out with the last 3: they may come back.")).toBeVisible();
    await expect(ada.locator("label", { hasText: first })).toContainText("Full");
    await owner.goto(`/admin/slots?day=${shop.firstDay}`);
    await expect(owner.getByText(`${fitsFirst} of ${fitsFirst}, full`)).toBeVisible();
  });

  await test.step("who checked out in time has a loaf, in the hour that has room", async () => {
    await introduce(ada, holm);
    await ada.locator("label", { hasText: second }).click();
    await lookout.leave(ada);
    await placeOrder(ada);
    await expect(ada.getByText(new RegExp(second!))).toBeVisible();
    await lookout.follow(ada, saidOfOrder(tokenIn(ada), times));
  });

  const line = [
    { page: cy, customer: someCustomer("Cy Rowan") },
    { page: dan, customer: someCustomer("Dan Abbey") },
    { page: noor, customer: someCustomer("Noor Said") },
    { page: fay, customer: someCustomer("Fay Dunn") },
  ];
  const served = await lastEntry(shop);
  const takeTurn = async (at: number) => {
    const { page, customer } = line[at]!;
    await expect(heading(page, "It is your turn")).toBeVisible();
    await lookout.leave(page);
    await orderOffered(page, customer);
    const next = line[at + 1];
    if (next) await expect(heading(next.page, "You are next in line")).toBeVisible();
  };
  await lookout.leave(cy);
  await test.step("four wait in line", async () => {
    for (const { page, customer } of line) {
      await wait(page, shop, customer.email);
      await lookout.follow(page, saidOfPlace(tokenIn(page)));
    }
    const words = [
      "You are next in line",
      "One is before you in line",
      "2 are before you in line",
      "3 are before you in line",
    ];
    for (const [at, said] of words.entries()) await expect(heading(line[at]!.page, said)).toBeVisible();
  });
  const nobodyElse = await keepComingBy(shop, loaf.sku);

  await test.step("one who checks out lets go: it is the first's, and nobody else's", async () => {
    await bea.getByRole("button", { name: "Give it back" }).click();
    await takeTurn(0);
  });

  await test.step("another's time runs out: it is the next one's", async () => {
    await endTime(shop);
    await takeTurn(1);
    await eli.clock.fastForward("10:01");
    await expect(eli.getByText("Your time is over. What is still there you can order.")).toBeVisible();
    await expect(eli.getByRole("button", { name: /^Sold out/ })).toBeDisabled();
  });

  await test.step("two cancel: the next in line have their loaves", async () => {
    const [one, other] = await ordersIn(shop, slots[0]!);
    await cancelOwn(bea, one!);
    await takeTurn(2);
    await cancelAsShop(owner, other!);
    await takeTurn(3);
    expect(await ordersIn(shop, slots[0]!)).toHaveLength(fitsFirst - 2);
  });

  await test.step("the shop moves an order into the hour that two left, and its customer sees and hears it", async () => {
    await moveTo(owner, shop, ada, first!);
    await expect(ada.getByText(new RegExp(`From ${first}`))).toBeVisible();
    const letters = () => shop.mailbox.mailTo(holm.email).map(({ text }) => text);
    await expect.poll(() => letters().join(), { timeout: 30_000 }).toContain(first);
    await owner.goto(`/admin/slots?day=${shop.firstDay}`);
    await expect(owner.getByText(`${fitsFirst - 1} of ${fitsFirst}`, { exact: true })).toBeVisible();
  });

  await test.step("nothing was oversold, nobody skipped, and the proof is green", async () => {
    const answers = await nobodyElse();
    expect(Object.keys(answers)).toEqual(["out_of_stock"]);
    expect(await whoWasServed(shop, { levelId, since: served })).toEqual([
      ...["hold_given_back", "offered", "order_placed 1"],
      ...["hold_ended", "offered", "order_placed 2"],
      ...["order_cancelled", "offered", "order_placed 3"],
      ...["order_cancelled", "offered", "order_placed 4"],
    ]);
    expect(await servedOutOfTurn(shop)).toEqual([]);
    await prove(owner, shop);
    expect(await booksOf(shop)).toEqual({ on_hand: 40, committed: 40, held: 0, ordered: 40, holds: 0 });
    await bea.goto(itemPage(shop));
    await expect(bea.getByRole("button", { name: "Sold out" })).toBeVisible();
  });

  await test.step("every page said all the while how it was, and says how it is", async () => {
    await lookout.agree();
    const judged = await lookout.judge();
    await testInfo.attach("how old what pages showed was at worst", {
      body: JSON.stringify(judged, null, 2),
      contentType: "application/json",
    });
    expect(judged.filter(({ stale, within }) => stale > within)).toEqual([]);
  });
});

const itemPage = (shop: Shop) => `/items/${loaf.slug}?day=${shop.firstDay}`;
const heading = (page: Page, name: string) => page.getByRole("heading", { name });
const tokenIn = (page: Page) => /\/(?:orders|waiting)\/([\w-]{22})/.exec(page.url())![1]!;

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

/** Nine comes sooner than it would: the form takes any minute, and it is the first that leaves time to open the pages. */
async function announce(staff: Page): Promise<void> {
  await staff.goto("/admin/drops/new");
  await staff.getByRole("textbox", { name: "Name" }).fill("Forty loaves");
  await staff.getByLabel("Begins").fill(minuteIn(45));
  await staff.getByRole("checkbox", { name: new RegExp(loaf.name) }).check();
  await staff.getByRole("button", { name: "Make the drop" }).click();
  await expect(staff).toHaveURL(/\/admin\/drops\/drp_/);
}

/** The first whole minute that is no sooner than in so many seconds, as the shop's clock shows it. */
function minuteIn(seconds: number): string {
  const minute = new Date(Math.ceil((Date.now() + seconds * 1_000) / 60_000) * 60_000);
  const parts = { dateStyle: "short", timeStyle: "short", timeZone: "Europe/London" } as const;
  return minute.toLocaleString("sv-SE", parts).replace(" ", "T");
}

/** The loaf's level of that day, and the day's times. */
async function idsOf(shop: Shop): Promise<{ levelId: string; slots: Slot[] }> {
  const [level] = await shop.database.ask<{ id: string }>(
    "SELECT l.id FROM stock_levels l JOIN variants v ON v.id = l.variant_id WHERE v.sku = $1 AND l.day = $2",
    [loaf.sku, shop.firstDay],
  );
  const rows = await shop.database.ask<{ id: string }>(
    "SELECT id FROM pickup_slots WHERE day = $1 ORDER BY starts_at",
    [shop.firstDay],
  );
  return { levelId: level!.id, slots: rows.map(({ id }, at) => ({ id, words: [first, second][at]! })) };
}

/** Joins the waiting list and confirms by the link of the letter. */
async function wait(page: Page, shop: Shop, email: string): Promise<void> {
  await page.goto(itemPage(shop));
  await page.getByRole("textbox", { name: "Email or mobile number" }).fill(email);
  await page.getByRole("button", { name: "Join the waiting list" }).click();
  await expect(page.getByText("We wrote to you.")).toBeVisible();
  await expect.poll(() => shop.mailbox.mailTo(email)).toHaveLength(1);
  await page.goto(/http\S+\/waiting\/[\w-]{22}/.exec(shop.mailbox.mailTo(email)[0]!.text ?? "")![0]);
  await page.getByRole("button", { name: "Confirm my place" }).click();
  await expect(page.getByRole("heading", { name: /in line$/ })).toBeVisible();
}

/** What came back is ordered from the open page that offers it. */
async function orderOffered(page: Page, customer: Customer): Promise<void> {
  await page.getByRole("button", { name: "Order now" }).click();
  await expect(page).toHaveURL(/\/checkout/);
  await introduce(page, customer);
  await page.locator("label", { hasText: second! }).click();
  await placeOrder(page);
}

/** The time of the only checkout that keeps something is over, as if it had been ten minutes. */
async function endTime(shop: Shop): Promise<void> {
  const ended = await shop.database.ask(
    "UPDATE holds SET ends_at = holdfast_now() WHERE cart_id IS NOT NULL RETURNING id",
  );
  expect(ended).toHaveLength(1);
}

type Stored = { id: string; token: string };

/** The orders that stand in a time, the oldest first. */
async function ordersIn(shop: Shop, { id }: Slot): Promise<Stored[]> {
  return shop.database.ask<Stored>(
    "SELECT id, token FROM orders WHERE slot_id = $1 AND status <> 'cancelled' ORDER BY placed_at, number",
    [id],
  );
}

async function cancelOwn(page: Page, { token }: Stored): Promise<void> {
  await page.goto(`/orders/${token}`);
  await page.getByText("Cancel this order").click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByText("You cancelled this order.")).toBeVisible();
}

async function cancelAsShop(staff: Page, { id }: Stored): Promise<void> {
  await staff.goto(`/admin/orders/${id}`);
  await staff.getByText("Cancel order…").click();
  const form = staff.getByRole("form", { name: "Cancel this order" });
  await form.getByLabel("Reason, as the customer will read it").fill("You asked us to");
  await form.getByRole("button", { name: "Cancel order" }).click();
  await expect(staff.getByText(/You asked us to/).first()).toBeVisible();
}

async function moveTo(staff: Page, shop: Shop, customer: Page, time: string): Promise<void> {
  await staff.goto(`/admin/orders/${await idOf(shop, tokenIn(customer))}/change`);
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

/** Proves the books, and sees what that proof found, not an older one. */
async function prove(staff: Page, shop: Shop): Promise<void> {
  const newest = async () => {
    const [proof] = await shop.database.ask<{ id: string }>("SELECT id FROM stock_proofs ORDER BY at DESC LIMIT 1");
    return proof?.id;
  };
  const before = await newest();
  await staff.goto("/admin/stock/proof");
  await staff.getByRole("button", { name: "Prove it now" }).click();
  await expect.poll(newest).not.toBe(before);
  const result = staff.getByRole("region", { name: "Result" });
  const file = result.getByRole("link", { name: "Download as JSON" });
  await expect(file).toHaveAttribute("href", new RegExp(`/${await newest()}\\?`));
  await expect(result.getByRole("heading", { name: "The proof holds" })).toBeVisible();
}

async function lastEntry(shop: Shop): Promise<number> {
  const [entry] = await shop.database.ask<{ id: number }>("SELECT max(id)::int AS id FROM stock_entries");
  return entry!.id;
}

/** What became of a level's units since an entry, one entry after the other: an order goes with the place in line that it was for. */
async function whoWasServed(shop: Shop, { levelId, since }: { levelId: string; since: number }): Promise<string[]> {
  const entries = await shop.database.ask<{ what: string }>(
    `SELECT concat_ws(' ', e.reason, CASE WHEN e.reason = 'order_placed' THEN coalesce(p.turn::text, 'of nobody in line') END) AS what
       FROM stock_entries e
       LEFT JOIN (SELECT order_id, rank() OVER (ORDER BY position) AS turn FROM waiting_places) p ON p.order_id = e.order_id
      WHERE e.level_id = $1 AND e.id > $2 ORDER BY e.id`,
    [levelId, since],
  );
  return entries.map(({ what }) => what);
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
