import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "@/lib/db/client";
import { outagePage, recordsAnswer, wantsDocument } from "@/lib/web/records";
import { useDatabase } from "@/tests/support/database";

useDatabase();

let now = 0;

beforeEach(() => {
  now += 1_000_000;
});

afterEach(async () => {
  vi.unstubAllEnvs();
});

afterAll(closeDatabase);

describe("whether the database can be reached", () => {
  it("is asked again after a second, and found out", async () => {
    expect(await recordsAnswer(now)).toBe(true);
    vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");
    expect(await recordsAnswer(now + 999)).toBe(true);
    expect(await recordsAnswer(now + 1_001)).toBe(false);
  });

  it("is found out as soon as it is back", async () => {
    vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");
    expect(await recordsAnswer(now)).toBe(false);
    vi.unstubAllEnvs();
    expect(await recordsAnswer(now)).toBe(true);
  });
});

describe("the page of an outage", () => {
  it("comes back by itself, with JavaScript and without", () => {
    const page = outagePage("bm9uY2U=", "GET");
    expect(page).toContain("The shop cannot reach its records.");
    expect(page).toContain('<script nonce="bm9uY2U=">');
    expect(page).toContain('<noscript><meta http-equiv="refresh"');
  });

  it("does not send a form again by itself", () => {
    const page = outagePage("bm9uY2U=", "POST");
    expect(page).toContain("Nothing was changed. Go back");
    expect(page).not.toMatch(/script|refresh/);
  });

  it.each([
    [{ accept: "text/html,*/*;q=0.8" }, true],
    [{ accept: "text/html", "next-action": "1" }, false],
    [{ accept: "*/*", rsc: "1" }, false],
    [{}, false],
  ])("is for a document: %j", (headers, document) => {
    expect(wantsDocument(new Headers(headers as Record<string, string>))).toBe(document);
  });
});
