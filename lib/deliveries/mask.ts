import type { DeliveryChannel } from "@/lib/deliveries/status";

/** The secret part of an order page's address, of a place in line's, or of a link to a colleague, hidden for showing a message to staff: `…/orders/•••`. */
export function maskSecrets(text: string): string {
  return text
    .replace(/(\/orders\/)(?!ord_)[\w-]{16,}/g, "$1•••")
    .replace(/\bcod_[0-9A-Z]{26}\b/g, "••••••")
    .replace(/(\/(?:invite|reset|confirm-email|waiting|wishes)\/)[\w-]{16,}/g, "$1•••");
}

/** Where a message goes, as people may read it: of a web address only the host, since its path is often a secret. */
export function maskAddress(channel: DeliveryChannel, address: string): string {
  return channel === "webhook" && URL.canParse(address) ? new URL(address).host : address;
}
