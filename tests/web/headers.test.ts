import { describe, expect, it } from "vitest";
import { pageHeaders } from "@/lib/web/policy";
import config from "@/next.config.mjs";

const nonce = "bm9uY2U=";
const http = "http://192.168.1.7:3000";
const https = "https://shop.example";

function policyOf(setting: Parameters<typeof pageHeaders>[0]): string[] {
  return pageHeaders(setting)["Content-Security-Policy"].split("; ");
}

describe("a page's headers", () => {
  it.each([
    ["default-src 'self'"],
    [`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`],
    ["style-src 'self' 'unsafe-inline'"],
    ["img-src 'self' data: blob:"],
    ["font-src 'self'"],
    ["connect-src 'self'"],
    ["manifest-src 'self'"],
    ["object-src 'none'"],
    ["base-uri 'none'"],
    ["form-action 'self'"],
    ["frame-ancestors 'none'"],
  ])("say %s", (directive) => {
    expect(policyOf({ nonce, path: "/", appUrl: http })).toContain(directive);
  });

  it("ask for https only where the shop is on https, so that a phone can open the demo", () => {
    const plain = pageHeaders({ nonce, path: "/", appUrl: http });
    expect(plain).not.toHaveProperty("Strict-Transport-Security");
    expect(plain["Content-Security-Policy"]).not.toContain("upgrade-insecure-requests");
    const secure = pageHeaders({ nonce, path: "/", appUrl: https });
    expect(secure).toHaveProperty("Strict-Transport-Security", "max-age=31536000");
    expect(secure["Content-Security-Policy"]).toContain("upgrade-insecure-requests");
  });

  it("let nothing evaluate text as code but the development server", () => {
    expect(policyOf({ nonce, path: "/", appUrl: http }).join()).not.toContain("unsafe-eval");
    expect(policyOf({ nonce, path: "/", appUrl: http, development: true }).join()).toContain("unsafe-eval");
  });

  it("tell no other site an order page's address, and leave the page's own forms their origin", () => {
    for (const path of ["/orders/abc", "/orders/abc/change", "/waiting/abc", "/wishes/abc"])
      expect(pageHeaders({ nonce, path, appUrl: http })["Referrer-Policy"]).toBe("same-origin");
    expect(pageHeaders({ nonce, path: "/", appUrl: http })["Referrer-Policy"]).toBe("strict-origin-when-cross-origin");
  });
});

describe("every answer's headers", () => {
  const steady = async (source: string) => {
    const rules = (await config.headers?.()) ?? [];
    const rule = rules.find((one) => one.source === source);
    return Object.fromEntries(rule?.headers.map(({ key, value }) => [key, value]) ?? []);
  };

  it("are on pages, the API and files alike", async () => {
    expect(await steady("/:path*")).toMatchObject({
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Permissions-Policy": expect.stringContaining("camera=()"),
    });
  });

  it.each(["/api/:path*", "/photos/:path*", "/icon.svg"])("let %s, opened as a page, do nothing", async (source) => {
    expect((await steady(source))["Content-Security-Policy"]).toMatch(/^default-src 'none';.* sandbox$/);
  });
});
