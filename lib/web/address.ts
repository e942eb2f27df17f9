import "server-only";
import { headers } from "next/headers";
import type { Browser } from "@/lib/staff/make-session";

/** Where the server in front of Next writes the peer's real address, over anything that a client sent. */
export const addressHeader = "x-holdfast-address";

/** The network address that this request came from. A forwarded-for header was believed only from TRUSTED_PROXIES. */
export async function peerAddress(): Promise<string> {
  return (await headers()).get(addressHeader) ?? "unknown";
}

/** Where this request came from: its network address, and what the browser calls itself. */
export async function thisBrowser(): Promise<Browser> {
  return { address: await peerAddress(), browser: (await headers()).get("user-agent") ?? "" };
}
