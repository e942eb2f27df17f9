import { afterEach, describe, expect, it, vi } from "vitest";

async function loadThrottle(rateLimits: string) {
  vi.resetModules();
  vi.stubEnv("RATE_LIMITS", rateLimits);
  return (await import("@/lib/web/throttle")).throttle;
}

async function refused(use: Promise<void>): Promise<boolean> {
  return use.then(
    () => false,
    (error) => error.code === "too_many",
  );
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe("the throttle of a thing done by an address", () => {
  it("lets a full café order, and then asks for a pause", async () => {
    const throttle = await loadThrottle("on");
    for (let order = 0; order < 30; order += 1) await throttle("place_order", "192.0.2.1");
    const thrown = await throttle("place_order", "192.0.2.1").catch((error: unknown) => error);
    expect(thrown).toMatchObject({
      code: "too_many",
      detail: { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds >= 1 && seconds <= 60) },
    });
    expect(await refused(throttle("place_order", "192.0.2.2"))).toBe(false);
    expect(await refused(throttle("read_api", "192.0.2.1"))).toBe(false);
  });

  it("counts a household's IPv6 addresses as one", async () => {
    const throttle = await loadThrottle("on");
    for (let order = 0; order < 30; order += 1) await throttle("place_order", `2001:db8::${order}`);
    expect(await refused(throttle("place_order", "2001:db8::ffff:ffff"))).toBe(true);
  });

  it("does nothing when RATE_LIMITS is off", async () => {
    const throttle = await loadThrottle("off");
    for (let order = 0; order < 500; order += 1) await throttle("place_order", "192.0.2.1");
  });
});
