import type { Page } from "@playwright/test";
import { expect } from "@/e2e/support/test";

/** Waits until a page of the staff hears keys, and its forms know what they were opened with. */
export async function listens(page: Page): Promise<void> {
  await expect(page.locator("[data-area=admin][data-listens]")).toBeAttached();
}

/** Opens the form that changes an order. */
export async function startChange(page: Page, orderId: string): Promise<void> {
  await page.goto(`/admin/orders/${orderId}/change`);
  await listens(page);
}

/** From now on a page hears nothing of what changes elsewhere: it is as it was read, however long a test takes until its next step. */
export async function hearsNothing(page: Page): Promise<void> {
  await page.route(/\/api\/live/, (route) => route.abort());
}
