import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { expect, test } from "@/e2e/support/test";

const mailIn = (page: Page) => page.getByRole("region", { name: "Preview" }).locator("iframe").contentFrame();

test("a letter is seen as its words are typed, and a placeholder that is none is refused with the one that was meant @everywhere", async ({
  openBrowser,
}, { project }) => {
  const page = await (await openBrowser({ as: "owner", phone: project.name === "phone" })).newPage();
  await page.goto("/admin/settings/messages");
  await page.getByRole("link", { name: /The order is ready/ }).click();
  const subject = page.getByRole("textbox", { name: "Subject of the email" });
  await expect(subject).toHaveValue("{shop}: order {number} is ready");
  await expect(mailIn(page).getByRole("heading", { name: "Your order is ready" })).toBeVisible();

  await subject.fill("Come by, {nmae}");
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByText("Did you mean {name}?")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("We do not know {nmae}. Did you mean {name}?").first()).toBeVisible();
  await expect(subject).toBeFocused();
  await expect(subject).toHaveValue("Come by, {nmae}");

  await subject.fill("Come by, ");
  await page.getByRole("button", { name: "Put {name} into: Subject of the email" }).click();
  await expect(subject).toHaveValue("Come by, {name}");
  await page.getByRole("textbox", { name: "First words of the email" }).fill("<b>Warm</b>, {name}.");
  await expect(preview.getByText("Come by, Maya")).toBeVisible();
  await expect(mailIn(page).getByText("<b>Warm</b>, Maya.", { exact: true })).toBeVisible();
  await preview.getByRole("button", { name: "Plain text" }).click();
  await expect(preview.getByText("<b>Warm</b>, Maya.")).toBeVisible();
  await preview.getByRole("button", { name: "Text message" }).click();
  await expect(preview.getByText(/One segment|2 segments/)).toBeVisible();

  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved, and in force at once")).toBeVisible();
  await page.goto("/admin/settings/messages");
  await expect(page.getByRole("link", { name: /The order is ready.*Come by, Maya.*Your words/ })).toBeVisible();
});

test("a letter is shown in the light and the dark, on a phone and a desktop, and goes back to our words @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await page.goto("/admin/settings/messages/placed");
  const ground = () =>
    mailIn(page)
      .locator("body")
      .evaluate((body) => getComputedStyle(body).backgroundColor);
  await expect.poll(ground).toBe("rgb(250, 247, 240)");
  await page.getByRole("button", { name: "Dark" }).click();
  await expect.poll(ground).toBe("rgb(23, 21, 18)");
  const width = () =>
    mailIn(page)
      .locator("body")
      .evaluate(() => window.innerWidth);
  await expect.poll(width).toBe(390);
  await page.getByRole("button", { name: "Desktop" }).click();
  await expect.poll(width).toBe(700);

  const closing = page.getByRole("textbox", { name: "Last words of the email" });
  await closing.fill("The bakers");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved, and in force at once")).toBeVisible();
  await page.getByRole("button", { name: "Our words" }).click();
  await expect(closing).toHaveValue("");
  await page.getByRole("button", { name: "Save" }).click();
  // The words of the first save are still on the page: the shop is what says that this one is over.
  await expect
    .poll(async () => (await shop.database.ask("SELECT message_words::text AS words FROM shop"))[0]?.words)
    .not.toContain("The bakers");
  await page.goto("/admin/settings/messages");
  await expect(page.getByRole("link", { name: /The order is in.*Our words/ })).toBeVisible();
  await expectAccessible(page);
});

test("a letter to try arrives with both parts and the calendar file, which its delivery shows @desktop", async ({
  openBrowser,
  shop,
}) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await page.goto("/admin/settings/messages/reminder");
  await page.getByLabel("Remind customers").selectOption("The day before, at");
  await expect(page.getByLabel("At", { exact: true })).toBeVisible();
  await page.getByRole("textbox", { name: "First words of the email" }).fill("Do not forget, {name}.");
  await page.getByRole("button", { name: "Send it to me" }).click();
  await expect(page.getByText("On its way to nora@fernhill.example.")).toBeVisible();
  const mails = () =>
    shop.mailbox.mailTo("nora@fernhill.example").filter(({ subject }) => subject?.startsWith("Test: "));
  await expect.poll(() => mails().length).toBe(1);
  const [mail] = mails();
  expect(mail!.text).toContain("Do not forget, Maya.");
  expect(mail!.html).toContain("Do not forget, Maya.");
  expect(mail!.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ["pickup.ics", "text/calendar"],
  ]);

  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved, and in force at once")).toBeVisible();
  expect(await shop.database.ask("SELECT remind_pickup, remind_pickup_minute FROM shop")).toEqual([
    { remind_pickup: "evening", remind_pickup_minute: 1080 },
  ]);
  await page.goto("/admin/deliveries");
  await page
    .getByRole("link", { name: /letter to try/i })
    .first()
    .click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Open", exact: true }).click();
  expect((await download).suggestedFilename()).toBe("pickup.ics");
});
