import { isPublicAddress } from "@/lib/deliveries/channels/address";
import { appUrl } from "@/lib/deliveries/channels/settings";

const inside = /\.(local|localhost|internal|lan|home|test)$/i;

/** The shop's own address if others on the internet can be told to call it: by https, at a name or an address that is not private. Else null. */
export function publicOrigin(): string | null {
  const { protocol, hostname, origin } = new URL(appUrl());
  if (protocol !== "https:") return null;
  const bare = hostname.replace(/^\[|\]$/g, "");
  const isName = /\.[a-z][a-z0-9-]*$/i.test(bare) && !inside.test(bare);
  return isName || isPublicAddress(bare) ? origin : null;
}
