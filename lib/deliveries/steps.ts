import type { DeliveryChannel } from "@/lib/deliveries/status";

/**
 * The moments on a message's way at which a worker may die: made, about to be stored, stored; about to be claimed, claimed; handed over (a folder's file
 * beside its place), heard of, about to be recorded, recorded.
 */
export type Step =
  | "composed"
  | "planning"
  | "planned"
  | "claiming"
  | "claimed"
  | "written"
  | "heard"
  | "recording"
  | "recorded";

type Watched = typeof globalThis & { holdfastStep?: (step: Step, channel: DeliveryChannel | "any") => void };

/** Says that a step is reached. Nobody listens in a shop; the faults suite ends the process there. */
export function reached(step: Step, channel: DeliveryChannel | "any" = "any"): void {
  (globalThis as Watched).holdfastStep?.(step, channel);
}
