import { storedLimiter } from "@/lib/db/limiter";
import { env } from "@/lib/env";
import { refuseCommon } from "@/lib/refusal";

const tries = storedLimiter({ name: "second_factor", points: 6, seconds: 15 * 60 });

/**
 * Counts a try at a person's code before it is looked at: six in a quarter of an hour, from wherever they come. Refuses `too_many`.
 * Returns how to forget them when the code was right.
 */
export async function countCode(staffId: string): Promise<() => Promise<void>> {
  if (!env().RATE_LIMITS) return async () => undefined;
  const retryAfterSeconds = await tries.take(staffId);
  if (retryAfterSeconds > 0) refuseCommon("too_many", { retryAfterSeconds });
  return () => tries.forget(staffId);
}
