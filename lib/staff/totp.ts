import { Secret, TOTP } from "otpauth";

const shape = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** A new secret of a second factor, in base32 as people can type it. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * The step (of 30 s since 1970) whose code this is: the present one, or one before or after for clocks that differ.
 * Null if it is none of these.
 */
export function totpStep(secret: string, code: string, now = Date.now()): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = TOTP.validate({ secret: Secret.fromBase32(secret), token: code, ...shape, timestamp: now, window: 1 });
  return delta === null ? null : TOTP.counter({ period: shape.period, timestamp: now }) + delta;
}

/** What the picture says to an app: whose code it is, and the secret. */
export function totpAddress(secret: string, { shop, email }: { shop: string; email: string }): string {
  return new TOTP({ issuer: shop, label: email, secret, ...shape }).toString();
}
