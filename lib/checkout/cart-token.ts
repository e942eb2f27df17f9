import { createHash } from "node:crypto";

/** How a cart's token is kept: SHA-256 in hex, so that reading the table opens nobody's cart. Null if it cannot be a token. */
export function tokenHash(token: string | undefined): string | null {
  if (!token || !/^[\w-]{22}$/.test(token)) return null;
  return createHash("sha256").update(token).digest("hex");
}
