import "server-only";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "@/lib/address";
import { env } from "@/lib/env";
import { refuseCommon } from "@/lib/refusal";

/**
 * How often one address may do a thing, the shortest window first. Generous: a café full of people shares an address.
 * Counted in this process's memory. Signing in is counted by its own command, in the database.
 */
const rules = {
  place_order: [
    { points: 30, seconds: 60 },
    { points: 200, seconds: 3_600 },
  ],
  ask_code: [{ points: 20, seconds: 3_600 }],
  confirm_code: [{ points: 60, seconds: 3_600 }],
  change_cart: [{ points: 300, seconds: 60 }],
  tell_me: [
    { points: 20, seconds: 60 },
    { points: 100, seconds: 3_600 },
  ],
  read_clock: [{ points: 600, seconds: 60 }],
  join_waiting: [
    { points: 10, seconds: 60 },
    { points: 60, seconds: 3_600 },
  ],
  read_api: [{ points: 300, seconds: 60 }],
  open_stream: [{ points: 600, seconds: 60 }],
  add_photo: [
    { points: 30, seconds: 60 },
    { points: 300, seconds: 3_600 },
  ],
} as const satisfies Record<string, readonly { points: number; seconds: number }[]>;

export type ThrottleRule = keyof typeof rules;

/** Shared by every copy of this module in the process, so that all doors count together. */
const shared = globalThis as typeof globalThis & { holdfastLimiters?: Map<ThrottleRule, RateLimiterMemory[]> };
shared.holdfastLimiters ??= new Map();
const limiters = shared.holdfastLimiters;

/** Counts one use by an address. Refuses `too_many` with the seconds to wait. Does nothing when RATE_LIMITS is off. */
export async function throttle(rule: ThrottleRule, address: string): Promise<void> {
  if (!env().RATE_LIMITS) return;
  for (const limiter of limitersOf(rule)) await take(limiter, networkOf(address));
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (thrown) {
    if (!saysWait(thrown)) throw thrown;
    refuseCommon("too_many", { retryAfterSeconds: Math.max(1, Math.ceil(thrown.msBeforeNext / 1000)) });
  }
}

/** The library's no, by its shape: the limiters are shared by bundles that each have a copy of its class. */
function saysWait(thrown: unknown): thrown is Pick<RateLimiterRes, "msBeforeNext"> {
  return typeof thrown === "object" && thrown !== null && "msBeforeNext" in thrown;
}

function limitersOf(rule: ThrottleRule): RateLimiterMemory[] {
  const known = limiters.get(rule);
  if (known) return known;
  const made = rules[rule].map(
    ({ points, seconds }) => new RateLimiterMemory({ keyPrefix: `${rule} ${seconds}`, points, duration: seconds }),
  );
  limiters.set(rule, made);
  return made;
}
