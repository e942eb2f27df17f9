import path from "node:path";

// Read when needed, so that every message goes out by the settings of its own process. lib/env checks them at the start.

/** The mail server and the address that mail comes from. Null: mail is kept in the outbox. */
export function mailServer(): { url: string; from: string } | null {
  const url = setting("SMTP_URL");
  return url ? { url, from: setting("MAIL_FROM") ?? `orders@${new URL(appUrl()).hostname}` } : null;
}

export type TwilioAccount = { sid: string; token: string; from: string; base: string | null };

/** The account that sends texts. Null: texts are kept in the outbox. */
export function twilioAccount(): TwilioAccount | null {
  const [sid, token, from] = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"].map(setting);
  return sid && token && from ? { sid, token, from, base: setting("TWILIO_API_BASE") } : null;
}

/** Whether the shop's own settings have what a channel to people needs. */
export function canSend(channel: "email" | "text"): boolean {
  return channel === "email" ? mailServer() !== null : twilioAccount() !== null;
}

/** The shop's own address, without a slash at its end. */
export function appUrl(): string {
  return (setting("APP_URL") ?? `http://localhost:${setting("PORT") ?? 3000}`).replace(/\/+$/, "");
}

/** Hosts, or host:port, that may be private addresses: the owner's, and exactly the demo's order viewer. */
export function privateDestinations(): string[] {
  const viewer = orderViewer();
  const allowed = (setting("PRIVATE_DESTINATIONS") ?? "").split(",").map((host) => host.trim().toLowerCase());
  return [...allowed, viewer ? hostAndPort(new URL(viewer.url)) : ""].filter(Boolean);
}

/** The demo's order viewer, if the start of the shop brought one. */
export function orderViewer(): { url: string; secret: string } | null {
  const [url, secret] = [setting("ORDER_VIEWER_URL"), setting("ORDER_VIEWER_SECRET")];
  return url && secret ? { url, secret } : null;
}

/** The first destination as the settings name it. */
export function firstDestination(): { url: string; secret: string | null } | null {
  const url = setting("EXPORT_WEBHOOK_URL");
  return url ? { url, secret: setting("EXPORT_WEBHOOK_SECRET") } : null;
}

/** Where Google's Sheets API is, or a stand-in for it. */
export function sheetsBase(): string {
  return setting("SHEETS_API_BASE") ?? "https://sheets.googleapis.com";
}

/** The folder below which destinations write their files. */
export function exportFolder(): string {
  return setting("EXPORT_FOLDER") ?? path.join(setting("DATA_DIR") ?? "data", "exports");
}

/** host:port of an address, with the scheme's own port if it names none. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}`.toLowerCase();
}

function setting(name: string): string | null {
  return process.env[name]?.trim() || null;
}
