import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Shop } from "@/e2e/support/shop";
import { password, type StaffRole } from "@/e2e/support/staff";
import { expect } from "@/e2e/support/test";
import { hashPassword } from "@/lib/staff/passwords";

/** Someone on the staff whom no other test knows. */
export type Hired = { id: string; name: string; email: string };

/** Puts someone on the staff of a shop, with the password of all tests. */
export async function hire(shop: Shop, role: StaffRole = "staff", name = "Tess"): Promise<Hired> {
  const number = randomInt(1e9);
  const hired = { id: `stf_e2e${number}`, name, email: `${name.toLowerCase()}.${number}@fernhill.example` };
  const hash = await hashPassword(password);
  await shop.database.ask(
    "INSERT INTO staff_members (id, name, email, password_hash, role) VALUES ($1, $2, $3, $4, $5::staff_role)",
    [hired.id, name, hired.email, hash, role],
  );
  return hired;
}

/** Types an email and a password on the page of signing in. */
export async function giveCredentials(page: Page, { email }: { email: string }, given = password): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(given);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The link in the newest mail to an address. */
export async function mailedLink(
  shop: Shop,
  email: string,
  kind: "invite" | "reset" | "confirm-email",
): Promise<string> {
  const link = new RegExp(`http://[^\\s"]+/${kind}/[\\w-]{22}`);
  const newest = () => link.exec(shop.mailbox.mailTo(email).at(-1)?.text ?? "")?.[0] ?? "";
  await expect.poll(newest, { timeout: 30_000 }).not.toBe("");
  return newest();
}
