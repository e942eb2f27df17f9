import { setTimeout as sleep } from "node:timers/promises";
import type { Heard } from "@/lib/deliveries/breaker";
import type { Kind } from "@/lib/deliveries/channels/kind";
import { channelKinds } from "@/lib/deliveries/channels/kinds";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { claimDue } from "@/lib/deliveries/claim-due";
import { answerOfThrow, recordUntilStored } from "@/lib/deliveries/deliver";
import { openDestination } from "@/lib/deliveries/open-destination";
import { untried } from "@/lib/deliveries/release-delivery";
import type { Answer } from "@/lib/deliveries/rules";
import type { OpenDestination } from "@/lib/deliveries/rules-of-destinations";
import { reached } from "@/lib/deliveries/steps";

/** A worker's place is given back after this; whatever is left is due still. */
const longestMs = 60_000;

/**
 * Carries what is due to one destination, wave after wave: claims, sends, records. May run twice at once: what one has claimed the other does not see.
 * `stopping` asks to finish or hand back. Returns how many attempts were made.
 */
export async function drainDestination(id: string, stopping: AbortSignal, kinds = channelKinds): Promise<number> {
  const to = await openDestination(id);
  if (!to) return 0;
  const kind = kinds[to.kind];
  const until = Date.now() + longestMs;
  let made = 0;
  while (!stopping.aborted && Date.now() < until) {
    const claimed = await claimDue(id, { most: kind.sideBySide, alone: kind.alone });
    if (claimed.length === 0) break;
    reached("claimed", kind.channel);
    const heard = await carry(kind, claimed, { to, stopping });
    reached("heard", kind.channel);
    await recordUntilStored(heard);
    reached("recorded", kind.channel);
    made += claimed.length;
    // Handed back, because our database was away or we are to stop: whoever looks next finds it.
    if (heard.some(({ answer }) => answer.outcome === "handed_back")) break;
    if (kind.restMs > 0) await sleep(kind.restMs, undefined, { signal: stopping }).catch(() => undefined);
  }
  return made;
}

type Way = { to: OpenDestination; stopping: AbortSignal };

/** Those whose fate is not known are asked about; the rest are sent. */
async function carry(kind: Kind, claimed: readonly ClaimedDelivery[], way: Way): Promise<Heard[]> {
  const tasks = (["resolve", "send"] as const).map(async (task) => {
    const batch = claimed.filter((delivery) => delivery.task === task);
    const answers = await attempt(batch, (those) => kind[task](those, way.to, way.stopping), way.stopping);
    return batch.map((delivery, index) => ({ claimed: delivery, answer: answers[index]! }));
  });
  return (await Promise.all(tasks)).flat();
}

type Send = (batch: readonly ClaimedDelivery[]) => Promise<Answer[]>;

async function attempt(batch: readonly ClaimedDelivery[], send: Send, stopping: AbortSignal): Promise<Answer[]> {
  if (batch.length === 0) return [];
  if (stopping.aborted) return batch.map((one) => untried(one, "The worker was stopped before it began to send."));
  try {
    return await send(batch);
  } catch (error) {
    return batch.map((one) => answerOfThrow(one, error));
  }
}
