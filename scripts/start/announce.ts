import type { Settings } from "@/lib/env";
import type { FirstOwner } from "./first-run";
import { networkAddress } from "./ports";

type Opened = { owner: FirstOwner | undefined; viewer: boolean };

/** The block that the start ends with: where everything is. */
export function announceOpen(settings: Settings, { owner, viewer }: Opened): void {
  const rows: [string, string | undefined][] = [
    ["Shop", settings.APP_URL],
    ["On a phone", phoneAddress(settings)],
    ["Staff", `${settings.APP_URL}/admin`],
    ["Owner", ownerWords(owner)],
    ["Order viewer", viewer ? `http://localhost:${settings.ORDER_VIEWER_PORT}` : undefined],
    ["Email", settings.SMTP_URL ? `sent by ${new URL(settings.SMTP_URL).host}` : outbox(settings)],
    ["Texts", settings.TWILIO_ACCOUNT_SID ? "sent by Twilio" : outbox(settings)],
  ];
  const lines = rows.flatMap(([name, value]) => (value ? [`  ${name.padEnd(14)}${value}`] : []));
  console.log(["", "The shop is open.", "", ...lines, "", "  Ctrl-C closes it.", ""].join("\n"));
}

function phoneAddress({ HOST, PORT }: Settings): string | undefined {
  const address = networkAddress();
  const everywhere = !HOST || HOST === "0.0.0.0" || HOST === "::";
  return everywhere && address ? `http://${address}:${PORT} (on the same network)` : undefined;
}

function ownerWords(owner: FirstOwner | undefined): string {
  if (!owner) return "signs in as before (npm run owner makes a new password)";
  const password = owner.password ? `password ${owner.password} (shown only now)` : "the password you set";
  return `${owner.email}, ${password}`;
}

function outbox({ APP_URL }: Settings): string {
  return `kept, not sent: ${APP_URL}/admin/outbox`;
}
