import { networkOf } from "@/lib/address";
import { storedLimiter } from "@/lib/db/limiter";
import { env } from "@/lib/env";
import { refuseCommon } from "@/lib/refusal";

const uses = storedLimiter({ name: "link_use", points: 20, seconds: 15 * 60 });

/** Counts a try at a link by the network it came from. Refuses `too_many`. */
export async function countUse(address: string): Promise<void> {
  if (!env().RATE_LIMITS) return;
  const retryAfterSeconds = await uses.take(networkOf(address));
  if (retryAfterSeconds > 0) refuseCommon("too_many", { retryAfterSeconds });
}
