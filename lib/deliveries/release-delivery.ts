import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { recordAttempt } from "@/lib/deliveries/record-attempt";
import type { DeliveryState } from "@/lib/deliveries/status";

/** Gives a claimed delivery back untried: any worker may take it at once. Null if the lease was lost. */
export function releaseDelivery(claimed: ClaimedDelivery): Promise<DeliveryState | null> {
  return recordAttempt(claimed, { outcome: "handed_back", detail: "The worker was stopped before it began to send." });
}
