import { z } from "zod";
import { serviceAccountInput } from "@/lib/deliveries/channels/google";
import type { DestinationKind } from "@/lib/deliveries/rules-of-destinations";
import { emailInput } from "@/lib/orders/input";

const httpsUrl = z
  .string()
  .trim()
  .max(2_000, "At most 2,000 characters.")
  .refine(
    (text) => /^https?:\/\/[^/\s]+/.test(text) && URL.canParse(text),
    "Enter a whole address, beginning with https://.",
  )
  .refine(
    (text) => !URL.canParse(text) || !(new URL(text).username || new URL(text).password),
    "Leave the name and password out of the address.",
  );

const minutes = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time, such as 18:00.")
  .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));

const slackUrl = z
  .string()
  .trim()
  .regex(
    /^https:\/\/hooks\.slack(-gov)?\.com\/(services|workflows|triggers)\/\S+$/,
    "Paste the address that Slack gave you; it begins with https://hooks.slack.com/services/.",
  );

const sheetUrl = z
  .string()
  .trim()
  .transform((text) => /\/spreadsheets\/d\/([\w-]{20,})/.exec(text)?.[1] ?? text)
  .pipe(z.string().regex(/^[\w-]{20,}$/, "Paste the sheet's address from your browser."));

const keyFile = z.string().transform((text, context) => {
  const parsed = serviceAccountInput.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  context.addIssue(
    "Paste the whole key file of the service account: it begins with { and holds client_email and private_key.",
  );
  return z.NEVER;
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What is kept of a destination: as people read it, what is no secret, and what is. `secret` null: one is made, or none is needed. */
export type Connection = { address: string; settings: Record<string, string | number>; secret: string | null };

/** What each kind asks for. */
export const connections = {
  webhook: z
    .object({ url: httpsUrl })
    .transform(({ url }): Connection => ({ address: url, settings: {}, secret: null })),
  slack: z
    .object({ hook: slackUrl })
    .transform(({ hook }): Connection => ({ address: new URL(hook).host, settings: {}, secret: hook })),
  sheet: z
    .object({
      sheet: sheetUrl,
      tab: z.string().trim().min(1, "Name the tab at the foot of the sheet.").max(100),
      key: keyFile,
    })
    .transform(
      ({ sheet, tab, key }): Connection => ({
        address: `https://docs.google.com/spreadsheets/d/${sheet}`,
        settings: { spreadsheetId: sheet, tab, clientEmail: key.client_email },
        secret: JSON.stringify(key),
      }),
    ),
  folder: z
    .object({
      folder: z
        .string()
        .trim()
        .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/i, "Use letters, digits, - and _ only."),
    })
    .transform(({ folder }): Connection => ({ address: folder, settings: {}, secret: null })),
  colleague: z
    .object({
      email: emailInput,
      when: z.enum(["each", "daily"]),
      at: minutes.or(z.literal("").transform(() => 18 * 60)),
    })
    .transform(({ email, when, at }): Connection => ({ address: email, settings: { when, at }, secret: null })),
} satisfies Record<DestinationKind, z.ZodType<Connection>>;

/** A secret as it is kept for a kind; null if it is none. */
export function secretOf(kind: DestinationKind, text: string): string | null {
  if (kind === "slack") return slackUrl.safeParse(text).data ?? null;
  if (kind === "sheet") return keyFile.safeParse(text).success ? text : null;
  return kind === "webhook" && /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(text) ? text : null;
}
