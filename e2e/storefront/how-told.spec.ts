import { expectAccessible } from "@/e2e/support/accessibility";
import { addToCart, introduce, placeOrder, someCustomer } from "@/e2e/support/customer";
import { expect, test } from "@/e2e/support/test";

test("a customer asks to be told elsewhere: what follows goes there, and staff see it @everywhere", async ({
  page,
  shop,
  openBrowser,
}) => {
  const customer = someCustomer();
  const other = someCustomer("Maya Elsewhere");
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await expect(page.getByRole("checkbox", { name: "Text" })).not.toBeChecked();
  await expect(page.getByText("Reply STOP to any of them")).toBeVisible();
  await introduce(page, customer);
  const number = await placeOrder(page);
  await expect(page.getByText(`By email to ${customer.email} and by text to ${customer.number}.`)).toBeVisible();
  await expect.poll(() => shop.mailbox.mailTo(customer.email)).toHaveLength(1);

  await page.getByText("Tell me otherwise").click();
  await page.getByLabel("Mobile number").fill("07700 90014");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("One digit seems to be missing.")).toBeVisible();
  await page.getByRole("textbox", { name: "Email" }).fill(other.email);
  await page.getByLabel("Mobile number").fill("");
  await page.getByRole("checkbox", { name: "Text" }).uncheck();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`By email to ${other.email}.`)).toBeVisible();
  await expect(page.getByText("You changed how we tell you.")).toBeVisible();

  await expect.poll(() => shop.mailbox.mailTo(other.email)).toHaveLength(1);
  expect(shop.mailbox.mailTo(other.email)[0]!.text).toContain(page.url());
  expect(shop.mailbox.mailTo(customer.email)).toHaveLength(1);
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  await staff.goto("/admin/orders/all");
  await staff.getByRole("link", { name: number }).first().click();
  await expect(staff.getByRole("region", { name: "Timeline" })).toContainText(
    `Email: ${customer.email} → ${other.email}`,
  );
  await expect(staff.getByRole("region", { name: "Customer" })).toContainText("Told by email.");
});

test("a customer asks to be told otherwise without JavaScript @everywhere", async ({ openBrowser, page, shop }) => {
  const customer = someCustomer();
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, customer);
  await placeOrder(page);
  const plain = await (await openBrowser({ javaScript: false, phone: true })).newPage();
  await plain.goto(page.url());
  await plain.getByText("Tell me otherwise").click();
  await plain.getByRole("checkbox", { name: "Email" }).uncheck();
  await plain.getByRole("checkbox", { name: "Text" }).uncheck();
  await plain.getByRole("button", { name: "Save" }).click();
  await expect(plain.getByText("Please choose how to be told.")).toBeVisible();
  await plain.getByRole("checkbox", { name: "Text" }).check();
  await plain.getByRole("button", { name: "Save" }).click();
  await expect(plain.getByText(`By text to ${customer.number}.`)).toBeVisible();
  expect(new URL(plain.url()).pathname).toBe(new URL(page.url()).pathname);
});

test("who replies STOP gets no more texts, reads why, and gets emails instead", async ({ page, shop, openBrowser }) => {
  const customer = someCustomer();
  await addToCart(page, { item: "honey", day: shop.firstDay });
  await page.goto("/checkout");
  await introduce(page, customer);
  await page.getByRole("checkbox", { name: "Email" }).uncheck();
  const number = await placeOrder(page);
  await expect.poll(() => shop.gateway.textsTo(customer.number)).toHaveLength(1);
  expect(await shop.gateway.reply(shop.url, customer.number, "Stop")).toBe(200);
  await page.reload();
  await expect(page.getByText(`You replied STOP from ${customer.number}`)).toBeVisible();

  const staff = await (await openBrowser({ as: "staff" })).newPage();
  await staff.goto("/admin/orders/all");
  await staff.getByRole("link", { name: number }).first().click();
  await expect(staff.getByText(`The customer replied STOP: no texts go to ${customer.number}.`)).toBeVisible();
  await expect(staff.getByRole("region", { name: "Timeline" })).toContainText("Replied STOP: no more texts");
  await staff.getByRole("button", { name: /^Accept/ }).click();
  await staff.getByRole("button", { name: /^Ready/ }).click();
  await expect.poll(() => shop.mailbox.mailTo(customer.email).length, { timeout: 30_000 }).toBe(2);
  expect(shop.gateway.textsTo(customer.number)).toHaveLength(1);
});
