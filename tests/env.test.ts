import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "@/lib/env";

const secrets = { AUTH_SECRET: "x".repeat(32), SECRETS_KEY: Buffer.alloc(32).toString("base64") };
const read = (given: Record<string, string>) => readSettings({ ...secrets, ...given });

test("without any setting, a shop on this machine with its demo", () => {
  expect(read({})).toMatchObject({
    PORT: 3000,
    APP_URL: "http://localhost:3000",
    DEMO: true,
    RATE_LIMITS: true,
    LOG_LEVEL: "info",
    TRUSTED_PROXIES: [],
    PRIVATE_DESTINATIONS: [],
    ORDER_VIEWER_PORT: 3001,
  });
});

test("an empty value counts as unset, lists split at commas, an address loses its final slash", () => {
  const settings = read({ SMTP_URL: " ", TRUSTED_PROXIES: "10.0.0.0/8, ::1,", APP_URL: "https://shop.example/" });
  expect(settings.SMTP_URL).toBeUndefined();
  expect(settings.TRUSTED_PROXIES).toEqual(["10.0.0.0/8", "::1"]);
  expect(settings.APP_URL).toBe("https://shop.example");
});

const twilio = { TWILIO_ACCOUNT_SID: "AC123", TWILIO_AUTH_TOKEN: "token" };

describe("a wrong value is refused with one line that names the setting and keeps the value to itself", () => {
  test.each<[string, Record<string, string>]>([
    ["PORT", { PORT: "70000" }],
    ["PORT", { PORT: "http" }],
    ["APP_URL", { APP_URL: "shop.example" }],
    ["APP_URL", { APP_URL: "https://shop.example/path" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://hunter2@host/shop" }],
    ["AUTH_SECRET", { AUTH_SECRET: "hunter2" }],
    ["AUTH_SECRET", { AUTH_SECRET: "" }],
    ["SECRETS_KEY", { SECRETS_KEY: "hunter2" }],
    ["SECRETS_KEY", { SECRETS_KEY: "" }],
    ["SECRETS_KEY", { SECRETS_KEY: `${secrets.SECRETS_KEY},hunter2` }],
    ["OWNER_EMAIL", { OWNER_EMAIL: "owner" }],
    ["OWNER_PASSWORD", { OWNER_PASSWORD: "hunter2" }],
    ["DEMO", { DEMO: "yes" }],
    ["SMTP_URL", { SMTP_URL: "mail.example" }],
    ["SMTP_URL", { SMTP_URL: "smtp://" }],
    ["MAIL_FROM", { SMTP_URL: "smtp://mail.example" }],
    ["MAIL_FROM", { MAIL_FROM: "the shop" }],
    ["MAIL_FROM", { MAIL_FROM: "Shop\r\nBcc: x <a@b.example>" }],
    ["TWILIO_ACCOUNT_SID", { TWILIO_ACCOUNT_SID: "hunter2" }],
    ["TWILIO_FROM", twilio],
    ["TWILIO_FROM", { ...twilio, TWILIO_FROM: "not a sender, surely" }],
    ["TWILIO_API_BASE", { TWILIO_API_BASE: "ftp://gateway" }],
    ["EXPORT_WEBHOOK_URL", { EXPORT_WEBHOOK_URL: "javascript:alert(1)" }],
    ["EXPORT_WEBHOOK_SECRET", { EXPORT_WEBHOOK_SECRET: "whsec_hunter2" }],
    ["PRIVATE_DESTINATIONS", { PRIVATE_DESTINATIONS: "http://localhost" }],
    ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "proxy.example" }],
    ["RATE_LIMITS", { RATE_LIMITS: "1" }],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
    ["ORDER_VIEWER_PORT", { ORDER_VIEWER_PORT: "0" }],
  ])("%s %o", (name, given) => {
    const failure = refusalOf(given);
    expect(failure).toBeInstanceOf(SettingsError);
    expect(failure.message).toMatch(new RegExp(`^The setting ${name} .+\\.$`));
    expect(failure.message).not.toContain("hunter2");
  });
});

function refusalOf(given: Record<string, string>): Error {
  try {
    read(given);
  } catch (error) {
    return error as Error;
  }
  throw new Error("It was taken.");
}
