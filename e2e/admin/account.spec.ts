import type { Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { expectAccessible } from "@/e2e/support/accessibility";
import { giveCredentials, hire, mailedLink } from "@/e2e/support/hire";
import { password } from "@/e2e/support/staff";
import { expect, test } from "@/e2e/support/test";

/** Goes through the pages of setting a second factor up. Returns its secret and the recovery codes. */
async function setUpFactor(page: Page): Promise<{ secret: string; codes: string[] }> {
  await expect(page.getByRole("heading", { name: "A second factor" })).toBeVisible();
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("img", { name: /Scan this/ })).toBeVisible();
  await page.getByText("The camera does not work").click();
  const secret = (await page.locator("details code").textContent())!.replaceAll(" ", "");
  await earlyInItsStep(page);
  await page.getByLabel("Code").fill(codeOf(secret, -1));
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByRole("heading", { name: "Keep these codes" })).toBeVisible();
  const codes = await page.getByRole("list", { name: "Recovery codes" }).locator("code").allTextContents();
  await page.getByRole("link", { name: "I have kept them" }).click();
  return { secret, codes };
}

/** Waits for the next half minute if this one is about to end: a code must still be this step's when it is looked at. */
async function earlyInItsStep(page: Page): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 6_000) await page.waitForTimeout(left);
}

function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

test("somebody sets a second factor up, and signs in with its code or a recovery code @everywhere", async ({
  openBrowser,
  shop,
  page,
}) => {
  const tess = await hire(shop);
  await page.goto("/admin/account");
  await giveCredentials(page, tess);
  await page.getByRole("link", { name: "Set it up" }).click();
  const { secret, codes } = await setUpFactor(page);
  expect(codes).toHaveLength(10);
  await expect(page).toHaveURL(/\/admin\/account/);
  await expect(page.getByText("10 of 10 recovery codes are left.")).toBeVisible();

  const other = await (await openBrowser({ phone: true, javaScript: false })).newPage();
  await other.goto("/admin/stock");
  await giveCredentials(other, tess);
  await expect(other.getByRole("heading", { name: "Your code" })).toBeVisible();
  await other.goto("/admin/orders");
  await expect(other.getByRole("heading", { name: "Your code" })).toBeVisible();
  await other.getByLabel("Code").fill("000000");
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByText(/That code is not right/)).toBeVisible();
  await other.getByLabel("Code").fill(codeOf(secret));
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other).toHaveURL(/\/admin\/orders/);

  const third = await (await openBrowser({ javaScript: false })).newPage();
  await third.goto("/sign-in");
  for (const outcome of [/\/admin$/, /\/sign-in\/code/]) {
    await giveCredentials(third, tess);
    await third.getByLabel("Code").fill(codes[0]!);
    await third.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(third).toHaveURL(outcome);
    if (outcome.source.includes("admin")) {
      await third.context().clearCookies();
      await third.goto("/sign-in");
    }
  }
});

test("where everyone is asked for a second factor, who has none sets it up before anything else, also without JavaScript @desktop", async ({
  openBrowser,
  shop,
}) => {
  const tess = await hire(shop);
  await shop.database.ask("UPDATE shop SET two_factor_required = true");
  const page = await (await openBrowser({ javaScript: false })).newPage();
  await page.goto("/admin/stock");
  await giveCredentials(page, tess);
  await expect(page.getByText("This shop asks everyone for a second factor.")).toBeVisible();
  await page.goto("/admin/orders");
  await expect(page).toHaveURL(/\/sign-in\/second-factor/);
  expect((await page.request.get("/api/live?topics=admin")).status()).toBe(401);
  expect((await page.request.get("/api/staff/stock/ledger")).status()).toBe(401);
  await setUpFactor(page);
  await expect(page).toHaveURL(/\/admin\/orders/);
});

test("a forgotten password is set anew by a mailed link, and says the same for everyone @desktop", async ({
  page,
  shop,
}) => {
  const tess = await hire(shop);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  const answers: string[] = [];
  for (const email of ["nobody@fernhill.example", tess.email]) {
    await page.goto("/reset");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    answers.push((await page.getByRole("status").textContent())!);
  }
  expect(answers[0]).toBe(answers[1]);
  await page.goto(await mailedLink(shop, tess.email, "reset"));
  await expectAccessible(page);
  await page.getByLabel("New password").fill("salt water flour time");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("Your new password counts from now on.")).toBeVisible();
  await giveCredentials(page, tess);
  await expect(page.getByText(/do not belong together/)).toBeVisible();
  await giveCredentials(page, tess, "salt water flour time");
  await expect(page).toHaveURL(/\/admin/);
  expect(shop.mailbox.mailTo("nobody@fernhill.example")).toEqual([]);
});

test("a new email address counts once its link is pressed, and the old one is told @desktop", async ({
  page,
  shop,
}) => {
  const tess = await hire(shop);
  const fresh = `new.${tess.email}`;
  await page.goto("/admin/account");
  await giveCredentials(page, tess);
  const form = page.getByRole("form", { name: "Your email" });
  await form.getByLabel("Email").fill(fresh);
  await form.getByLabel("Your password").fill(password);
  await form.getByRole("button", { name: "Change the email" }).click();
  await expect(page.getByText(/We sent a link to the new address/)).toBeVisible();
  await page.goto(await mailedLink(shop, fresh, "confirm-email"));
  await page.getByRole("button", { name: "Yes, use this address" }).click();
  await expect(page.getByText(`From now on you sign in with ${fresh}.`)).toBeVisible();
  await expect
    .poll(() => shop.mailbox.mailTo(tess.email).map(({ subject }) => subject), { timeout: 30_000 })
    .toContainEqual(expect.stringContaining("Your email address was changed"));
});

test("somebody sees where they are signed in, and signs out everywhere else @desktop", async ({
  openBrowser,
  shop,
}) => {
  const tess = await hire(shop);
  const here = await (await openBrowser({})).newPage();
  const there = await (await openBrowser({ phone: true })).newPage();
  for (const page of [there, here]) {
    await page.goto("/admin/account");
    await giveCredentials(page, tess);
    await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  }
  const list = here.getByRole("list", { name: "Signed in" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await expect(list).toContainText("This browser");
  await here.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await there.reload();
  await expect(there).toHaveURL(/\/sign-in/);
});
