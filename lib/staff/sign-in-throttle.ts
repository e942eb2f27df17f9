import { createHash } from "node:crypto";
import { networkOf } from "@/lib/address";
import { type StoredLimiter, storedLimiter } from "@/lib/db/limiter";
import { env } from "@/lib/env";
import { refuseCommon } from "@/lib/refusal";
import { isKnownNetwork } from "@/lib/staff/known-network";

type Attempt = { email: string; address: string };
type Counter = {
  limiter: StoredLimiter;
  key: (attempt: Attempt) => string;
  /** Whom it does not stop, although it is over. */
  spares?: (attempt: Attempt) => Promise<boolean>;
};

/**
 * Failed sign-ins that are allowed: per account from one address, per address, per account. The narrowest is asked first,
 * so that a stubborn guesser soon stops counting against the account that he guesses at. Strangers who guess at an account from
 * everywhere do not lock its owner out at the places where they work.
 */
const counters: readonly Counter[] = [
  {
    limiter: storedLimiter({ name: "sign_in_pair", points: 5, seconds: 15 * 60 }),
    key: ({ email, address }) => digest(`${email} ${networkOf(address)}`),
  },
  {
    limiter: storedLimiter({ name: "sign_in_address", points: 50, seconds: 60 * 60 }),
    key: ({ address }) => networkOf(address),
  },
  {
    limiter: storedLimiter({ name: "sign_in_account", points: 40, seconds: 60 * 60 }),
    key: ({ email }) => digest(email),
    spares: isKnownNetwork,
  },
];

/**
 * Counts an attempt before the password is looked at, so that parallel guesses are all counted.
 * Refuses `too_many`. Returns how to take it back when the password was right.
 */
export async function countAttempt(attempt: Attempt): Promise<() => Promise<void>> {
  if (!env().RATE_LIMITS) return async () => undefined;
  for (const { limiter, key, spares } of counters) {
    const retryAfterSeconds = await limiter.take(key(attempt));
    if (retryAfterSeconds > 0 && !(await spares?.(attempt))) refuseCommon("too_many", { retryAfterSeconds });
  }
  return () => takeBack(attempt);
}

async function takeBack(attempt: Attempt): Promise<void> {
  const [pair, ...wider] = counters;
  await pair?.limiter.forget(pair.key(attempt));
  for (const { limiter, key } of wider) await limiter.giveBack(key(attempt));
}

/** Addresses of people who mistyped are not kept in the clear. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
