import path from "node:path";
import { z } from "zod";
import { isAddressOrRange, isKey, isOrigin, isWebAddress, isWebhookSecret } from "@/lib/env-rules";

/** A setting that is missing or wrong. Its message is one line that names the setting, never its value. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

const logLevels = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;

const splitOnCommas = (value = "") =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

const absolute = (folder: string) => path.resolve(folder);

/** Settings that say nothing without others. */
const together = [
  ["SMTP_URL", ["MAIL_FROM"]],
  ["EXPORT_WEBHOOK_URL", ["EXPORT_WEBHOOK_SECRET"]],
  ["TWILIO_ACCOUNT_SID", ["TWILIO_AUTH_TOKEN", "TWILIO_FROM"]],
  ["TWILIO_AUTH_TOKEN", ["TWILIO_ACCOUNT_SID"]],
  ["TWILIO_FROM", ["TWILIO_ACCOUNT_SID"]],
] as const;

const schema = z
  .object({
    PORT: port().default(3000),
    HOST: z.string().optional(),
    APP_URL: z.string().refine(isOrigin, "must be an address such as https://shop.example, without a path").optional(),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, "must start with postgresql://")
      .refine(URL.canParse, "must be an address such as postgresql://user:password@host:5432/shop")
      .optional(),
    DATA_DIR: z.string().default("data").transform(absolute),
    AUTH_SECRET: list(z.string().min(32, "must have at least 32 characters; several have commas between")).refine(
      (secrets) => secrets.length > 0,
      "is not set",
    ),
    SECRETS_KEY: list(
      z.string().refine(isKey, "must be 32 random bytes in base64, or several such keys with commas between"),
    ).refine((keys) => keys.length > 0, "is not set"),
    OWNER_EMAIL: z.email("must be an email address").optional(),
    OWNER_PASSWORD: z
      .string()
      .min(10, "must have at least 10 characters")
      .max(200, "must have at most 200 characters")
      .optional(),
    DEMO: onOff().default(true),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/[^/]/, "must start with smtp:// or smtps:// and name a host")
      .refine(URL.canParse, "must be an address such as smtps://user:password@mail.example:465")
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, "must be an email address, or a name and <an address>")
      .optional(),
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC[0-9a-zA-Z]+$/, "must start with AC")
      .optional(),
    TWILIO_AUTH_TOKEN: z.string().optional(),
    TWILIO_FROM: z
      .string()
      .regex(
        /^(\+\d{6,15}|MG\w+|[A-Za-z0-9 ]{1,11})$/,
        "must be a number such as +441632960000, a sender name, or a messaging service",
      )
      .optional(),
    TWILIO_API_BASE: webAddress().optional(),
    EXPORT_WEBHOOK_URL: webAddress().optional(),
    EXPORT_WEBHOOK_SECRET: z
      .string()
      .refine(isWebhookSecret, "must be whsec_ and 24 to 64 random bytes in base64")
      .optional(),
    SHEETS_API_BASE: webAddress().optional(),
    EXPORT_FOLDER: z.string().transform(absolute).optional(),
    PRIVATE_DESTINATIONS: list(
      z.string().regex(/^(\[[0-9a-fA-F:]+\]|[\w.-]+)(:\d{1,5})?$/, "must be hosts, or host:port, with commas between"),
    ),
    TRUSTED_PROXIES: list(
      z.string().refine(isAddressOrRange, "must be addresses or ranges such as 10.0.0.0/8, with commas between"),
    ),
    RATE_LIMITS: onOff().default(true),
    LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
    ORDER_VIEWER_PORT: port().optional(),
  })
  .superRefine((given, found) => {
    for (const [set, needed] of together) {
      for (const name of needed) if (given[set] && !given[name]) missing(found, name, set);
    }
  })
  .transform((given) => ({
    ...given,
    APP_URL: given.APP_URL ? new URL(given.APP_URL).origin : `http://localhost:${given.PORT}`,
    ORDER_VIEWER_PORT: given.ORDER_VIEWER_PORT ?? given.PORT + 1,
  }));

/** Every setting of Holdfast, read and checked. Lists are arrays, on/off is a boolean, DATA_DIR is absolute. */
export type Settings = z.output<typeof schema>;

/**
 * The settings in `source`. An empty value counts as unset.
 * Refuses a missing or wrong one with a SettingsError.
 */
export function readSettings(source: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new SettingsError(`The setting ${String(issue.path[0])} ${issue.message}.`);
}

let cached: Settings | undefined;

/** This process's settings, read once when first asked for. */
export function env(): Settings {
  cached ??= readSettings();
  return cached;
}

function port() {
  const says = "must be a port number from 1 to 65535";
  return z
    .string()
    .regex(/^\d{1,5}$/, says)
    .transform(Number)
    .refine((number) => number >= 1 && number <= 65_535, says);
}

function onOff() {
  return z.enum(["on", "off"], "must be on or off").transform((value) => value === "on");
}

function list(of: z.ZodString) {
  return z.string().optional().transform(splitOnCommas).pipe(z.array(of));
}

function webAddress() {
  return z.string().refine(isWebAddress, "must be an address that starts with https:// or http://");
}

function missing(found: z.RefinementCtx, name: string, because: string): void {
  found.addIssue({ code: "custom", path: [name], message: `is not set, and ${because} needs it` });
}
