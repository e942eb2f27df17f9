import { describe, expect, test } from "vitest";
import { connectInput } from "@/lib/deliveries/destination-input";

const common = { name: "Kitchen", "event:order.placed": "on" };

/** What is wrong with a form, by its field. */
function wrongIn(form: object): Record<string, string> {
  const parsed = connectInput.safeParse({ ...common, ...form });
  return Object.fromEntries((parsed.error?.issues ?? []).map(({ path, message }) => [path.join("."), message]));
}

describe("what is asked of a new destination", () => {
  test.each(["", "kitchen", "javascript:alert(1)", "ftp://kitchen.example", "https://"])(
    "the address %s is none",
    (url) => {
      expect(wrongIn({ kind: "webhook", url })).toEqual({ url: "Enter a whole address, beginning with https://." });
    },
  );

  test("an address keeps no password, which the ledger would show", () => {
    expect(Object.keys(wrongIn({ kind: "webhook", url: "https://me:secret@kitchen.example/" }))).toEqual(["url"]);
  });

  test.each(["../outside", "/etc", "a/b", "", ".hidden", "x".repeat(61)])("the folder %s leads nowhere", (folder) => {
    expect(wrongIn({ kind: "folder", folder })).toEqual({ folder: "Use letters, digits, - and _ only." });
  });

  test.each(["https://evil.example/services/T/B/x", "http://hooks.slack.com/services/T/B/x", "hooks.slack.com"])(
    "the Slack address %s is not Slack's",
    (hook) => {
      expect(Object.keys(wrongIn({ kind: "slack", hook }))).toEqual(["hook"]);
    },
  );

  test("a Slack address is a secret: its host alone is shown", () => {
    const hook = "https://hooks.slack.com/services/T0/B0/secret";
    expect(connectInput.parse({ ...common, kind: "slack", hook })).toMatchObject({
      address: "hooks.slack.com",
      secret: hook,
    });
  });

  test("a sheet needs its address and the whole key file", () => {
    const wrong = wrongIn({ kind: "sheet", sheet: "my sheet", tab: "Orders", key: '{"client_email":"x"}' });
    expect(Object.keys(wrong)).toEqual(["sheet", "key"]);
  });

  test("it has a name and hears of something", () => {
    expect(wrongIn({ kind: "folder", folder: "accounts", name: " ", "event:order.placed": undefined })).toEqual({
      name: "Give it a name, so that everyone knows what it is.",
      events: "Choose at least one thing that it hears of.",
    });
  });

  test("persons go along only if that was ticked", () => {
    const form = { ...common, kind: "folder", folder: "accounts" };
    expect(connectInput.parse(form).personal).toBe(false);
    expect(connectInput.parse({ ...form, personal: "on" })).toMatchObject({ personal: true, events: ["order.placed"] });
  });
});
