import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import type { Answer } from "@/lib/deliveries/rules";

type Attempt = (delivery: ClaimedDelivery, stopping: AbortSignal) => Promise<Answer>;

/**
 * A way out of the shop. Trouble outside is an answer, never a throw; the database is read only before anything is sent.
 * When `stopping` is aborted it answers within a second.
 */
export type Channel = {
  send: Attempt;
  /** Asks whether an unknown one arrived. */
  resolve: Attempt;
};
