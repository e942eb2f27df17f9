import { storedLimiter } from "@/lib/db/limiter";
import { env } from "@/lib/env";
import { refuseCommon } from "@/lib/refusal";

const joins = storedLimiter({ name: "waiting_join", points: 8, seconds: 3_600 });

/** Counts a message to a person who may not have asked for it. Refuses `too_many`. */
export async function countJoin(person: string): Promise<void> {
  if (!env().RATE_LIMITS) return;
  const retryAfterSeconds = await joins.take(person);
  if (retryAfterSeconds > 0) refuseCommon("too_many", { retryAfterSeconds });
}
