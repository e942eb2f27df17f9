import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { recordAttempt } from "@/lib/deliveries/record-attempt";
import type { Answer } from "@/lib/deliveries/rules";
import type { DeliveryState } from "@/lib/deliveries/status";

/**
 * Gives a claimed delivery back untried, with the reason: any worker may take it at once. One that was to be looked up
 * stays unknown. Null if the lease was lost.
 */
export function releaseDelivery(claimed: ClaimedDelivery, reason: string): Promise<DeliveryState | null> {
  return recordAttempt(claimed, untried(claimed, reason));
}

/** The answer of an attempt that did not begin. A mail that is to go once more goes still: nobody is asked about it. */
export function untried({ task, channel }: ClaimedDelivery, detail: string): Answer {
  return { outcome: task === "resolve" && channel !== "email" ? "unknown" : "handed_back", detail };
}
