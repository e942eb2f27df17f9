import "server-only";
import { headers } from "next/headers";

/** Where the server in front of Next writes the peer's real address, over anything that a client sent. */
export const addressHeader = "x-holdfast-address";

/** The network address that this request came from. A forwarded-for header was believed only from TRUSTED_PROXIES. */
export async function peerAddress(): Promise<string> {
  return (await headers()).get(addressHeader) ?? "unknown";
}

/** What the browser calls itself. */
export async function browserName(): Promise<string> {
  return (await headers()).get("user-agent") ?? "";
}
