import { sendForm } from "@/e2e/support/form";
import { expect, test } from "@/e2e/support/test";

test.describe("a form", () => {
  test.use({ javaScriptEnabled: false });

  test("is taken from the shop's own pages and from nowhere else", async ({ page, context, shop }) => {
    await page.goto(`/?day=${shop.firstDay}`);
    const form = page.locator("form", { has: page.getByRole("button", { name: "Add to cart: Damson jam" }) });
    const carts = () => shop.database.ask("SELECT 1 FROM carts");
    const strangers: Record<string, string>[] = [
      { origin: "https://elsewhere.example" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const headers of strangers) {
      const answer = await sendForm(context.request, form, {}, headers);
      expect([headers, answer.status()]).toEqual([headers, 403]);
    }
    expect(await carts()).toHaveLength(0);
    await sendForm(context.request, form);
    expect(await carts()).toHaveLength(1);
  });
});

test("a form that is broken or too large is told so, on every kind of page, and is no failure of the shop", async ({
  request,
  shop,
}) => {
  const send = async (page: string, type: string, data: string, more: Record<string, string> = {}) =>
    (await request.post(page, { data, headers: { origin: shop.url, "content-type": type, ...more } })).status();
  const action = { "next-action": "0".repeat(42) };
  for (const page of ["/", "/checkout", "/waiting/aaaaaaaaaaaaaaaaaaaaaa", "/sign-in"]) {
    const answers = {
      garbage: await send(page, "multipart/form-data; boundary=x", "garbage"),
      noBoundary: await send(page, "multipart/form-data", "--x--"),
      noForm: await send(page, "text/plain;charset=UTF-8", '["$Q1"]', action),
      large: await send(page, "multipart/form-data; boundary=x", "x".repeat(300_000)),
    };
    expect([page, answers]).toEqual([page, { garbage: 400, noBoundary: 400, noForm: 400, large: 413 }]);
  }
  expect(await send("/admin", "text/plain;charset=UTF-8", "broken [", action)).toBe(400);
});

test("every page carries a policy with a nonce of its own, and the usual headers", async ({ request }) => {
  const nonces = new Set<string>();
  for (const address of ["/", "/items/sourdough", "/cart", "/sign-in", "/no-such-page"]) {
    const headers = (await request.get(address)).headers();
    const policy = headers["content-security-policy"] ?? "";
    const nonce = /script-src [^;]*'nonce-([^']{20,})'/.exec(policy)?.[1];
    expect([address, nonce]).toEqual([address, expect.any(String)]);
    nonces.add(nonce!);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("upgrade-insecure-requests");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBeTruthy();
    expect(headers["strict-transport-security"]).toBeUndefined();
    expect(headers["x-powered-by"]).toBeUndefined();
  }
  expect(nonces.size).toBe(5);
});

test("staff pages and their numbers are shown to nobody who is not signed in", async ({ request }) => {
  for (const address of ["/admin", "/admin/orders", "/admin/stock", "/admin/deliveries"]) {
    const answer = await request.get(address, { maxRedirects: 0 });
    expect([address, answer.status(), answer.headers().location]).toEqual([
      address,
      expect.any(Number),
      expect.stringMatching(/\/sign-in/),
    ]);
  }
  expect((await request.get("/api/live?topics=admin")).status()).toBeGreaterThanOrEqual(400);
});
