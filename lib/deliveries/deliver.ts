import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseUnreachable, translateTrouble } from "@/lib/db/transaction";
import type { Heard } from "@/lib/deliveries/breaker";
import type { Channel } from "@/lib/deliveries/channels/channel";
import { type ClaimedDelivery, claimDelivery } from "@/lib/deliveries/claim-delivery";
import { recordAttempts } from "@/lib/deliveries/record-attempt";
import { releaseDelivery, untried } from "@/lib/deliveries/release-delivery";
import { type Answer, leaseSeconds, repeatHarms } from "@/lib/deliveries/rules";
import type { DeliveryState } from "@/lib/deliveries/status";
import { reached } from "@/lib/deliveries/steps";
import { log, logFailure } from "@/lib/log";
import { isRefusal } from "@/lib/refusal";

/**
 * Claims a delivery, sends it over its channel and records the answer. May run twice: only one claim succeeds.
 * `stopping` asks to finish or hand back. Null if there was nothing to do, or the lease was lost.
 */
export async function deliver(id: string, channel: Channel, stopping: AbortSignal): Promise<DeliveryState | null> {
  if (stopping.aborted) return null;
  const claimed = await claimDelivery(id);
  if (!claimed) return null;
  reached("claimed", claimed.channel);
  if (stopping.aborted) return releaseDelivery(claimed, "The worker was stopped before it began to send.");
  const answer = await attempt(claimed, channel, stopping);
  reached("heard", claimed.channel);
  const [state = null] = await recordUntilStored([{ claimed, answer }]);
  reached("recorded", claimed.channel);
  return state;
}

async function attempt(claimed: ClaimedDelivery, channel: Channel, stopping: AbortSignal): Promise<Answer> {
  try {
    return await channel[claimed.task](claimed, stopping);
  } catch (error) {
    return answerOfThrow(claimed, error);
  }
}

/**
 * What became of an attempt that threw. A channel reads from the database only before it sends, so an outage is no attempt. Anything else is a
 * bug: the message may have gone, so it is unknown, or failed where a repeat is harmless.
 */
export function answerOfThrow(claimed: ClaimedDelivery, error: unknown): Answer {
  const trouble = translateTrouble(error);
  if (trouble instanceof DatabaseUnreachable || isRefusal(trouble, "busy"))
    return untried(claimed, "Our database could not be reached before it was sent.");
  const reference = logFailure(error, `delivery over ${claimed.channel}`);
  const outcome = repeatHarms(claimed.channel) ? "unknown" : "failed";
  return { outcome, detail: `Something went wrong on our side (${reference}).` };
}

/** Records what is known only here: while the lease lasts, an outage of the database is waited out. */
export async function recordUntilStored(heard: readonly Heard[]): Promise<(DeliveryState | null)[]> {
  const giveUpAt = Date.now() + leaseSeconds * 1_000;
  for (let tries = 1; ; tries += 1) {
    try {
      return await recordAttempts(heard);
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      if (tries === 1)
        log().warn({ err: error, deliveryId: heard[0]?.claimed.id }, "an answer is not stored yet; trying again");
      await sleep(Math.min(200 * 2 ** tries, 5_000));
    }
  }
}
