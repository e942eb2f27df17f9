import { readFile } from "node:fs/promises";
import path from "node:path";
import { Webhook } from "standardwebhooks";
import { expectAccessible } from "@/e2e/support/accessibility";
import { orderElsewhere } from "@/e2e/support/customer";
import { connectWebhook, kitchen } from "@/e2e/support/kitchen";
import { expect, test } from "@/e2e/support/test";

type Told = { type: string; data: { order: { number: string; customer: { name: string | null } } } };

test("an owner connects a webhook, tries it, and every order arrives there signed @desktop", async ({
  openBrowser,
  shop,
}) => {
  const place = await kitchen();
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await owner.goto("/admin/destinations");
  await owner.getByRole("link", { name: /^Webhook Signed/ }).click();
  await owner.getByRole("textbox", { name: "Name" }).fill("Kitchen screen");
  await owner.getByLabel("Address", { exact: true }).fill("kitchen");
  await owner.getByRole("button", { name: "Connect" }).click();
  await expect(owner.getByText("Enter a whole address, beginning with https://.")).toBeVisible();
  await owner.getByLabel("Address", { exact: true }).fill(place.url);
  await owner.getByRole("checkbox", { name: /Names, addresses/ }).uncheck();
  await owner.getByRole("button", { name: "Connect" }).click();
  await expect(owner.getByText("Give this secret to the receiver now.")).toBeVisible();
  const secret = (await owner.getByRole("alert").locator("code").textContent())!;
  await owner.getByRole("link", { name: "Go on: send a sample" }).click();
  await owner.getByRole("button", { name: "Send a sample" }).click();
  await expect(owner.getByText("It took the sample: 204")).toBeVisible();
  await expectAccessible(owner);

  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  await expect.poll(() => place.told.length).toBe(2);
  const [sample, order] = place.told.map(({ body, headers }) => new Webhook(secret).verify(body, headers) as Told);
  expect(sample!.data.order.number).toContain("SAMPLE");
  expect(order).toMatchObject({ type: "order.placed", data: { order: { customer: { name: null } } } });
  await owner.reload();
  await expect(owner.getByText("has confirmed the last news of every order")).toBeVisible();
  place.close();
});

test("a system that stops answering is shown, costs no order anything, and catches up by itself @desktop", async ({
  openBrowser,
  shop,
}) => {
  const place = await kitchen();
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await connectWebhook(owner, { name: "Kitchen screen", url: place.url });
  place.status = 503;
  for (let orders = 0; orders < 6; orders += 1) await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  await expect(async () => {
    await owner.reload();
    await expect(owner.getByText("Not answering")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(owner.getByRole("region", { name: "What it has not confirmed" }).getByRole("row")).toHaveCount(7);
  await owner.goto("/admin");
  await expect(owner.getByText("Kitchen screen is not answering")).toBeVisible();
  place.status = 204;
  await owner.goto("/admin/destinations");
  await owner.getByRole("link", { name: "Kitchen screen" }).click();
  await owner.getByRole("button", { name: "Try now" }).click();
  await expect.poll(() => place.told.length, { timeout: 30_000 }).toBe(6);
  expect(new Set(place.told.map(({ id }) => id)).size).toBe(6);
  await expect
    .poll(async () => (await shop.database.ask("SELECT 1 FROM events WHERE type = 'destination.recovered'")).length)
    .toBe(1);
  place.close();
});

test("a till that asks for it hears that the last one is gone, and that there are more @desktop", async ({
  openBrowser,
  shop,
}) => {
  const place = await kitchen();
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await owner.goto("/admin/destinations/new?kind=webhook");
  await owner.getByRole("textbox", { name: "Name" }).fill("Till");
  await owner.getByLabel("Address", { exact: true }).fill(place.url);
  await owner.getByRole("checkbox", { name: "Order placed" }).uncheck();
  await owner.getByRole("checkbox", { name: "Sold out" }).check();
  await owner.getByRole("checkbox", { name: "Can be had again" }).check();
  await owner.getByRole("button", { name: "Connect" }).click();
  await owner.getByRole("link", { name: "Go on: send a sample" }).click();
  await expect(owner.getByRole("checkbox", { name: "Sold out" })).toBeChecked();
  await expect(owner.getByRole("checkbox", { name: "Stock runs low" })).not.toBeChecked();
  await expect.poll(() => shop.database.ask("SELECT 1 FROM marks WHERE name = 'stock_told'")).toHaveLength(1);
  const told = () => place.told.map(({ body }) => JSON.parse(body) as { type: string; data: { stock: object } });

  const address = await orderElsewhere(shop, [{ sku: "HON-340", quantity: 18 }]);
  await expect
    .poll(told)
    .toMatchObject([{ type: "stock.sold_out", data: { stock: { sku: "HON-340", day: null, available: 0 } } }]);
  const token = address.split("/").at(-1)!;
  const [order] = await shop.database.ask<{ id: string }>("SELECT id FROM orders WHERE token = $1", [token]);
  await owner.goto(`/admin/orders/${order!.id}`);
  await owner.getByText("Cancel order…").click();
  const form = owner.getByRole("form", { name: "Cancel this order" });
  await form.getByLabel("Reason").fill("They rang.");
  await form.getByRole("button", { name: "Cancel order" }).click();
  await expect.poll(() => told().at(-1)).toMatchObject({ type: "stock.back", data: { stock: { available: 18 } } });
  await owner.goto("/admin/deliveries");
  await expect(owner.getByRole("link", { name: /^Till: sold out, / })).toBeVisible();
  place.close();
});

test("orders go into a folder as a file a day, and a paused folder catches up @desktop", async ({
  openBrowser,
  shop,
}) => {
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await owner.goto("/admin/destinations/new?kind=folder");
  await owner.getByRole("textbox", { name: "Name" }).fill("Accounts");
  await owner.getByRole("textbox", { name: "Folder" }).fill("../outside");
  await owner.getByRole("button", { name: "Connect" }).click();
  await expect(owner.getByText("Use letters, digits, - and _ only.")).toBeVisible();
  await owner.getByRole("textbox", { name: "Folder" }).fill("accounts");
  await owner.getByRole("button", { name: "Connect" }).click();
  await expect(owner.getByRole("heading", { name: "Accounts", level: 1 })).toBeVisible();
  await owner.getByRole("button", { name: "Pause" }).click();
  await expect(owner.getByText("Paused", { exact: true })).toBeVisible();
  await orderElsewhere(shop, [{ sku: "HON-340", quantity: 1 }]);
  await owner.getByRole("button", { name: "Go on" }).click();
  const [order] = await shop.database.ask<{ number: number; day: string }>(
    "SELECT number, pickup_day::text AS day FROM orders",
  );
  const file = path.join(shop.exportFolder, "accounts", `orders-${order!.day}.csv`);
  await expect.poll(() => readFile(file, "utf8").catch(() => "")).toContain(String(order!.number));
});

test("who is not an owner sees how destinations do, and connects none @desktop", async ({ openBrowser }) => {
  const manager = await (await openBrowser({ as: "manager" })).newPage();
  await manager.goto("/admin/destinations");
  await expect(manager.getByRole("link", { name: /Order viewer/ })).toBeVisible();
  await expect(manager.getByRole("heading", { name: "Connect another system" })).toHaveCount(0);
  await manager.goto("/admin/destinations/new?kind=webhook");
  await expect(manager.getByRole("button", { name: "Connect" })).toHaveCount(0);
});
