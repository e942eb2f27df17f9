import { type BrowserContext, test as base, expect } from "@playwright/test";
import { openShop, type Shop } from "@/e2e/support/shop";
import { password, type StaffRole, staff } from "@/e2e/support/staff";

export { expect };

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
type SignIns = Map<StaffRole, State>;

type Fixtures = {
  /** The shop as it opened, whatever the test before did. */
  shop: Shop;
  /** One more browser, with its own cookies; watched like the first: a desktop, or a tablet where the tests run on one. Signed in if a role is named. */
  openBrowser(options?: {
    as?: StaffRole;
    phone?: boolean;
    javaScript?: boolean;
    dark?: boolean;
    /** The network address that it comes from; all others share one. */
    from?: string;
  }): Promise<BrowserContext>;
};

/**
 * Every test runs in a shop of its own worker, put back to how it opened. Each browser is watched: a script or a style that the
 * Content-Security-Policy stopped, an uncaught error or a request to any other host fails the test.
 */
export const test = base.extend<Fixtures & { baseURL: string }, { worker: { shop: Shop; signIns: SignIns } }>({
  worker: [
    async ({}, use) => {
      const shop = await openShop();
      await use({ shop, signIns: new Map() });
      await shop.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  shop: [
    async ({ worker }, use, testInfo) => {
      await worker.shop.database.reopen();
      const before = worker.shop.output().length;
      await use(worker.shop);
      if (testInfo.status === testInfo.expectedStatus) return;
      await testInfo.attach("what the shop said", {
        body: worker.shop.output().slice(before),
        contentType: "text/plain",
      });
    },
    { auto: true },
  ],
  baseURL: async ({ worker }, use) => use(worker.shop.url),
  context: async ({ context, worker }, use) => {
    const trouble = watch(context, worker.shop);
    await use(context);
    expect(trouble).toEqual([]);
  },
  openBrowser: async ({ browser, contextOptions, worker }, use, { project }) => {
    const opened: { context: BrowserContext; trouble: string[] }[] = [];
    await use(async ({ as, phone, javaScript = true, dark = false, from } = {}) => {
      const context = await browser.newContext({
        ...contextOptions,
        ...(phone ? phoneScreen : project.name === "tablet" ? tabletScreen : desktopScreen),
        baseURL: worker.shop.url,
        javaScriptEnabled: javaScript,
        colorScheme: dark ? "dark" : "light",
        ...(from && { extraHTTPHeaders: { "X-Forwarded-For": from } }),
        ...(as && { storageState: worker.signIns.get(as) }),
      });
      opened.push({ context, trouble: watch(context, worker.shop) });
      if (as && !worker.signIns.has(as)) worker.signIns.set(as, await signIn(context, as));
      return context;
    });
    for (const { context } of opened) await context.close();
    expect(opened.flatMap(({ trouble }) => trouble)).toEqual([]);
  },
});

const phoneScreen = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const tabletScreen = { viewport: { width: 820, height: 1180 }, isMobile: false, hasTouch: true };
const desktopScreen = { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false };

/** Collects what should never happen in a browser, whatever the test is about. */
function watch(context: BrowserContext, { url, viewerUrl }: Shop): string[] {
  const trouble: string[] = [];
  const ours = [url, viewerUrl, "data:", "blob:", "about:"];
  context.on("request", (request) => {
    if (!ours.some((start) => request.url().startsWith(start))) trouble.push(`asked another host: ${request.url()}`);
  });
  context.on("console", (message) => {
    if (/Content.Security.Policy|Minified React error|hydrat/i.test(message.text())) trouble.push(message.text());
  });
  context.on("weberror", (error) => trouble.push(`not caught: ${error.error().stack}`));
  return trouble;
}

async function signIn(context: BrowserContext, role: StaffRole): Promise<State> {
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(staff[role].email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/admin/);
  await page.close();
  // Who is signed in, not what this browser has seen: another test's browser has seen nothing yet.
  return { ...(await context.storageState()), origins: [] };
}
