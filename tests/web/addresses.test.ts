import { describe, expect, it } from "vitest";
import { networkOf } from "@/lib/address";
import { safePath } from "@/lib/web/safe-path";
import { isSameOrigin } from "@/lib/web/same-origin";

describe("the network that limits count by", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["::1", "::/64"],
    ["fe80::1%eth0", "fe80::/64"],
    ["unknown", "unknown"],
    ["", "unknown"],
    ["192.0.2.7, 198.51.100.1", "unknown"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe("where sign-in leads", () => {
  it.each([
    ["/admin/orders?day=2026-11-28#top", "/admin/orders?day=2026-11-28#top"],
    ["/", "/"],
    [undefined, "/admin"],
    ["", "/admin"],
    ["admin", "/admin"],
    ["https://evil.example/", "/admin"],
    ["//evil.example/", "/admin"],
    ["/\\evil.example/", "/admin"],
    ["/\t/evil.example/", "/admin"],
    ["/\n//evil.example/", "/admin"],
    ["/.//evil.example/", "/admin"],
    ["javascript:alert(1)", "/admin"],
    ["/api/auth/signout", "/admin"],
    ["/sign-in?to=/sign-in", "/admin"],
    [`/${"a".repeat(3000)}`, "/admin"],
  ])("from %j is %s", (given, path) => {
    expect(safePath(given)).toBe(path);
  });
});

describe("a request that changes something", () => {
  const asked = (headers: Record<string, string>) =>
    isSameOrigin(new Headers({ host: "192.168.1.7:3000", ...headers }));

  it.each([
    ["from the shop's own page", { origin: "http://192.168.1.7:3000" }, true],
    ["from no browser", {}, true],
    ["from the shop's own page behind a proxy", { origin: "https://a.example", "x-forwarded-host": "a.example" }, true],
    ["from another site", { origin: "http://evil.example" }, false],
    ["from another port", { origin: "http://192.168.1.7:4000" }, false],
    ["from nowhere it would tell", { origin: "null" }, false],
    ["from what is no address", { origin: "http://a, http://b" }, false],
    ["from a site that the browser calls another", { "sec-fetch-site": "cross-site" }, false],
    ["from a neighbouring site", { "sec-fetch-site": "same-site" }, false],
    ["from a page that the browser calls the same", { "sec-fetch-site": "same-origin" }, true],
  ])("%s", (_from, headers, allowed) => {
    expect(asked(headers)).toBe(allowed);
  });
});
