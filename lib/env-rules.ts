import ipaddr from "ipaddr.js";

/** Whether text is 32 random bytes in base64. */
export const isKey = (key: string) => /^[\w+/=-]+$/.test(key) && Buffer.from(key, "base64").length === 32;

/** Whether text is an http or https address. */
export const isWebAddress = (value: string) => /^https?:\/\//.test(value) && URL.canParse(value);

/** Whether text is a web address without a path. */
export const isOrigin = (value: string) =>
  isWebAddress(value) && /^\/?$/.test(new URL(value).pathname) && !/[?#]/.test(value);

/** Whether text is an IP address, or a range of them. */
export const isAddressOrRange = (value: string) => ipaddr.isValid(value) || ipaddr.isValidCIDR(value);

/** Whether text is a Standard Webhooks secret: whsec_ and 24 to 64 bytes in base64. */
export function isWebhookSecret(secret: string): boolean {
  const bytes = Buffer.from(secret.replace(/^whsec_/, ""), "base64").length;
  return secret.startsWith("whsec_") && bytes >= 24 && bytes <= 64;
}
