import { expect, test, vi } from "vitest";

/** Next bundles a module once for each part that uses it, and shared objects carry errors from one copy to another. */
async function copies<Module>(load: () => Promise<Module>): Promise<[Module, Module]> {
  const one = await load();
  vi.resetModules();
  return [one, await load()];
}

test("a refusal of one copy is a refusal to another", async () => {
  const [one, other] = await copies(() => import("@/lib/refusal"));
  expect(one.Refusal).not.toBe(other.Refusal);
  expect(other.isRefusal(new one.Refusal("busy", {}, "words"), "busy")).toBe(true);
  expect(other.isRefusal(new Error("bug"))).toBe(false);
});

test("an outage named by one copy is an outage to another", async () => {
  const [one, other] = await copies(() => import("@/lib/db/transaction"));
  expect(one.DatabaseUnreachable).not.toBe(other.DatabaseUnreachable);
  expect(new one.DatabaseUnreachable("away") instanceof other.DatabaseUnreachable).toBe(true);
  expect(new Error("bug") instanceof other.DatabaseUnreachable).toBe(false);
});

test("limiters that one copy made refuse with words through another", async () => {
  vi.stubEnv("RATE_LIMITS", "on");
  vi.stubEnv("AUTH_SECRET", "a".repeat(40));
  vi.stubEnv("SECRETS_KEY", Buffer.alloc(32, 7).toString("base64"));
  const [one, other] = await copies(() => import("@/lib/web/throttle"));
  for (let use = 0; use < 30; use += 1) await one.throttle("place_order", "192.0.2.7");
  await expect(other.throttle("place_order", "192.0.2.7")).rejects.toMatchObject({ code: "too_many" });
});
