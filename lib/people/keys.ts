import { createHmac } from "node:crypto";
import { domainToASCII } from "node:url";
import { networkOf } from "@/lib/address";

/** By what a person is known again: the hash of a contact, or of the network address that an order came from. */
export type PersonKey = { key: string; kind: "contact" | "address" };

export type Known = { email: string; phone: string; address?: string | undefined };

/**
 * An email address as one person's, however it was typed: small letters, the same signs for the same letters (NFKC), without what follows a plus, and
 * without dots where the provider ignores them. Empty for what is no address.
 */
export function normalEmail(typed: string): string {
  const email = typed.normalize("NFKC").trim().toLowerCase();
  const at = email.lastIndexOf("@");
  const domain = domainToASCII(email.slice(at + 1).replace(/\.$/, ""));
  const local = email.slice(0, Math.max(at, 0));
  const bare = local.replace(/(?<!^)\+.*$/, "");
  if (!bare || !domain) return "";
  const isGoogle = domain === "gmail.com" || domain === "googlemail.com";
  return isGoogle ? `${bare.replaceAll(".", "")}@gmail.com` : `${bare}@${domain}`;
}

/**
 * The keys of whoever has this email or this phone (E.164), and of the address they order from. Hashed with the shop's pepper: the database alone
 * does not tell whose they are. Empty for who gave neither.
 */
export function keysOf(pepper: string, { email, phone, address }: Known): PersonKey[] {
  const mail = normalEmail(email);
  const network = address === undefined ? "unknown" : networkOf(address);
  return [
    ...(mail ? [{ key: hash(pepper, `email ${mail}`), kind: "contact" as const }] : []),
    ...(phone ? [{ key: hash(pepper, `phone ${phone}`), kind: "contact" as const }] : []),
    ...(network === "unknown" ? [] : [{ key: hash(pepper, `address ${network}`), kind: "address" as const }]),
  ];
}

function hash(pepper: string, what: string): string {
  return createHmac("sha256", Buffer.from(pepper, "base64")).update(what).digest("base64url");
}
