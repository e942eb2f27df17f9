import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessibility";
import { giveCredentials, hire, mailedLink } from "@/e2e/support/hire";
import { password } from "@/e2e/support/staff";
import { expect, test } from "@/e2e/support/test";

/** From the page of all staff, which has a choice of roles of its own. */
async function openMember(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("an owner invites somebody by mail, who joins on a phone and is out the moment they are removed @desktop", async ({
  openBrowser,
  shop,
}) => {
  const email = `tess.${randomInt(1e9)}@fernhill.example`;
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await owner.goto("/admin/staff");
  await owner.getByLabel("Email").fill(email);
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(owner.getByRole("list", { name: "Invites that are out" })).toContainText(email);
  const link = await mailedLink(shop, email, "invite");

  const tess = await (await openBrowser({ phone: true, javaScript: false })).newPage();
  await tess.goto(link);
  await expect(tess.getByText(email)).toBeVisible();
  await tess.getByLabel("Your name").fill("Tess Marlow");
  await tess.getByLabel("Password").fill("flour");
  await tess.getByRole("button", { name: "Join" }).click();
  await expect(tess.getByText("Use at least 10 characters.")).toBeVisible();
  await tess.getByLabel("Password").fill("flour and more flour");
  await tess.getByRole("button", { name: "Join" }).click();
  await expect(tess).toHaveURL(/\/admin/);
  await tess.goto(link);
  await expect(tess.getByText(/was used already/)).toBeVisible();

  await owner.goto("/admin/staff");
  await openMember(owner, "Tess Marlow");
  await owner.getByRole("combobox", { name: "Role" }).selectOption("manager");
  await owner.getByRole("button", { name: "Change the role" }).click();
  await expect(owner.getByText("Role: Manager")).toBeVisible();
  await tess.goto("/admin/audit");
  await expect(tess.getByRole("heading", { name: "Audit log" })).toBeVisible();
  await expect(tess.getByText("Changed the role of Tess Marlow")).toBeVisible();

  await owner.getByRole("button", { name: "Remove from the staff" }).click();
  await owner.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(owner.getByRole("button", { name: "Take Tess Marlow back" })).toBeVisible();
  await tess.goto("/admin/orders");
  await expect(tess).toHaveURL(/\/sign-in/);
  await owner.getByRole("button", { name: "Take Tess Marlow back" }).click();
  await expect(owner.getByRole("button", { name: "Remove from the staff" })).toBeVisible();
});

test("an invite can be withdrawn, and its link is shown on no page of the shop @desktop", async ({
  openBrowser,
  shop,
  page,
}) => {
  const email = `rue.${randomInt(1e9)}@fernhill.example`;
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await owner.goto("/admin/staff");
  await owner.getByLabel("Email").fill(email);
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await mailedLink(shop, email, "invite");
  const token = link.split("/").at(-1)!;
  const [mail] = await shop.database.ask<{ id: string }>("SELECT id FROM deliveries WHERE address = $1", [email]);
  await owner.goto(`/admin/deliveries/${mail!.id}`);
  await expect(owner.frameLocator("iframe").getByRole("link", { name: "Join" })).toHaveAttribute("href", /invite\/•••/);
  expect(await owner.content()).not.toContain(token);
  await owner.goto("/admin/staff");
  await owner.getByRole("button", { name: `Withdraw the invite to ${email}` }).click();
  await expect(owner.getByText("The invite was withdrawn")).toBeVisible();
  await page.goto(link);
  await expect(page.getByText(/This link was withdrawn/)).toBeVisible();
});

test("making an owner asks for one's own password, and nothing else does @desktop", async ({ openBrowser, shop }) => {
  const { name, email } = await hire(shop, "staff", "Robin");
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await owner.goto("/admin/staff");
  const proof = owner.getByLabel("Your password");
  const invited = owner.getByRole("form", { name: "Invite someone" });
  await expect(proof).toBeHidden();
  await invited.getByLabel("Email").fill(`second.${email}`);
  await invited.getByRole("combobox", { name: "Role" }).selectOption("owner");
  await invited.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(invited.getByRole("alert")).toContainText("Making someone an owner takes your password.");
  await proof.fill(password);
  await invited.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(owner.getByRole("list", { name: "Invites that are out" })).toContainText(`second.${email}`);

  await openMember(owner, name);
  await owner.getByRole("combobox", { name: "Role" }).selectOption("owner");
  await proof.fill("not the password");
  await owner.getByRole("button", { name: "Change the role" }).click();
  await expect(owner.getByText("That is not your password. Nothing was changed.")).toBeVisible();
  await proof.fill(password);
  await owner.getByRole("button", { name: "Change the role" }).click();
  await expect(owner.getByText("Role: Owner")).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole("button", { name: "Remove from the staff" }).click();
  await owner.getByRole("button", { name: "Remove", exact: true }).click();
  await owner.getByRole("button", { name: `Take ${name} back…` }).click();
  await proof.fill(password);
  await owner.getByRole("button", { name: "Take back", exact: true }).click();
  await expect(owner.getByRole("button", { name: "Remove from the staff" })).toBeVisible();
  await owner.getByRole("combobox", { name: "Role" }).selectOption("staff");
  await owner.getByRole("button", { name: "Change the role" }).click();
  await expect(owner.getByText("Role: Staff")).toBeVisible();
});

test("the only owner stays one @desktop", async ({ openBrowser }) => {
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await owner.goto("/admin/staff");
  await openMember(owner, "Nora");
  await owner.getByRole("combobox", { name: "Role" }).selectOption("staff");
  await owner.getByRole("button", { name: "Change the role" }).click();
  await expect(owner.getByText(/Nora is the only owner/)).toBeVisible();
});

test("the log tells before and after, is asked by person, and comes as a file @desktop", async ({
  openBrowser,
  shop,
}) => {
  const tess = await hire(shop, "manager");
  const page = await (await openBrowser({})).newPage();
  await page.goto("/admin/account");
  await giveCredentials(page, tess);
  await page.getByRole("textbox", { name: "Name" }).fill("Tess Marlow");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.goto("/admin/audit");
  await page.getByRole("combobox", { name: "Who" }).selectOption(tess.id);
  await expect(page).toHaveURL(new RegExp(`person=${tess.id}`));
  await expect(page.getByText("Changed their name to Tess Marlow")).toBeVisible();
  const change = page.getByRole("listitem").filter({ hasText: "Changed their name" });
  await expect(change.locator("dd")).toContainText(["before: Tess → , now: Tess Marlow"]);
  await expect(page.getByRole("link", { name: "Signed in", exact: true })).toBeVisible();
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/);
  expect(await readFile(await file.path(), "utf8")).toContain("Name: Tess → Tess Marlow");
  await page.reload();
  await expect(page.getByText("Downloaded a file: Audit log")).toBeVisible();
});

test("a colleague's page is accessible @desktop", async ({ openBrowser }) => {
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await owner.goto("/admin/staff");
  await openMember(owner, "Mina");
  await expectAccessible(owner);
});
