import { openDrops } from "@/lib/catalog/open-drops";
import { DatabaseUnreachable, translateTrouble } from "@/lib/db/transaction";
import { tellOfLevels } from "@/lib/deliveries/tell-of-levels";
import { wakeDue } from "@/lib/deliveries/wake";
import { log, logFailure } from "@/lib/log";
import { isRefusal } from "@/lib/refusal";
import { offerWaiting } from "@/lib/stock/offer-waiting";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { suspendOffers } from "@/lib/stock/suspend-offers";

const everyMs = 1_000;
/** After so many seconds stock is looked at although no change was announced: an announcement may be lost. */
const stockAtLeastEvery = 5;

export type Lookout = { stockChanged: () => void; stop: () => void };

/**
 * Looks every second whether a destination has something due that nobody was woken for, which holds have ended, who on a waiting list could have
 * what is free, which drops have begun, and, when stock changed, what destinations are to be told of it.
 */
export function startLooking(): Lookout {
  let changed = true;
  let seconds = 0;
  const lookAtStock = async () => {
    seconds += 1;
    if (!changed && seconds < stockAtLeastEvery) return;
    [changed, seconds] = [false, 0];
    const { more } = await tellOfLevels();
    changed ||= more;
  };
  const stops = [wakeDue, releaseEndedHolds, suspendOffers, offerWaiting, openDrops, lookAtStock].map(everySecond);
  return {
    stockChanged: () => {
      changed = true;
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

/** One look at a time: one that takes longer is waited for. */
function everySecond(look: () => Promise<unknown>): () => void {
  let [looking, stopped] = [false, false];
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    await look().catch((error) => stopped || tell(error));
    looking = false;
  }, everyMs);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** An outage passes, and is told of by the heartbeat; anything else is a bug. */
function tell(error: unknown): void {
  const trouble = translateTrouble(error);
  if (trouble instanceof DatabaseUnreachable || isRefusal(trouble, "busy"))
    log().debug({ err: error }, "what is due could not be looked for");
  else logFailure(error, "looking for what is due");
}
