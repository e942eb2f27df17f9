import { hash, verify } from "@node-rs/argon2";

/** OWASP's least for argon2id, which is the library's default kind: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobody: Promise<string> | undefined;

/** A password as it is stored: argon2id with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(sameLetters(password), cost);
}

/**
 * Whether a password is the one that was hashed. Without a hash (no such account) the answer is no, after the same work,
 * so that the time taken does not tell which accounts exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword("nobody has this password");
  const right = await verify(stored ?? (await nobody), sameLetters(password));
  return right && stored !== null;
}

/** One keyboard types é as one letter, another as two: both are the same password. */
function sameLetters(password: string): string {
  return password.normalize("NFC");
}
