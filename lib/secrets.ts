import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const version = "s1";

/** Thrown when no key of SECRETS_KEY opens a sealed text, or the text was changed. Says nothing of its content. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

/**
 * Encrypts a text for storing, with the first key of SECRETS_KEY (AES-256-GCM). The result names its key:
 * `s1.<key id>.<nonce>.<tag and bytes>`.
 */
export function seal(text: string, keys: readonly string[] = env().SECRETS_KEY): string {
  const [key] = keys;
  if (!key) throw new SealBroken("There is no key to seal with.");
  const head = `${version}.${keyId(key)}`;
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", bytesOf(key), nonce).setAAD(Buffer.from(head));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [head, nonce.toString("base64url"), Buffer.concat([cipher.getAuthTag(), body]).toString("base64url")].join(
    ".",
  );
}

/** Decrypts what `seal` made, with whichever key of SECRETS_KEY made it. Throws SealBroken. */
export function unseal(sealed: string, keys: readonly string[] = env().SECRETS_KEY): string {
  const [made, id, nonce, payload] = sealed.split(".");
  if (made !== version || !id || !nonce || !payload) throw new SealBroken("This is not a sealed text.");
  const key = keys.find((candidate) => keyId(candidate) === id);
  if (!key) throw new SealBroken(`SECRETS_KEY has no key ${id}; add the key that this was sealed with.`);
  return open(key, `${made}.${id}`, { nonce, payload });
}

/** The same; null for what no key of SECRETS_KEY opens. */
export function tryUnseal(sealed: string, keys: readonly string[] = env().SECRETS_KEY): string | null {
  try {
    return unseal(sealed, keys);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

function open(key: string, head: string, { nonce, payload }: { nonce: string; payload: string }): string {
  const bytes = Buffer.from(payload, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", bytesOf(key), Buffer.from(nonce, "base64url"), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(head)).setAuthTag(bytes.subarray(0, 16));
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new SealBroken("A sealed text was changed since it was sealed.", { cause: error });
  }
}

/** The ids by which sealed texts name these keys. They say nothing of the keys. */
export function keyIds(keys: readonly string[]): string[] {
  return keys.map(keyId);
}

function bytesOf(key: string): Buffer {
  return Buffer.from(key, "base64");
}

function keyId(key: string): string {
  return createHash("sha256").update("holdfast key id").update(bytesOf(key)).digest("hex").slice(0, 8);
}
