import type { Because } from "@/lib/deliveries/rules-of-reach";
import type { DeliveryChannel, DeliveryState } from "@/lib/deliveries/status";
import { undoSeconds } from "@/lib/orders/status";

/** What the calendar file of an email is called. */
export const calendarName = "pickup.ics";

/** How one attempt ended. */
export type Outcome =
  | "delivered"
  /** Nothing is set up to send it. */
  | "kept"
  /** It did not arrive; the next try may. */
  | "failed"
  /** It did not arrive because the other side is too busy. */
  | "slow_down"
  /** It did not arrive and never will: the address or the message is refused. */
  | "refused"
  /** It did not go: the number said STOP. */
  | "stopped"
  /** The other side no longer wants any exports (410). */
  | "gone"
  /** It may have arrived: the answer was lost. */
  | "unknown"
  /** A look-up showed that an unknown one did not arrive. */
  | "not_sent"
  /** The worker was stopped before it began to send. */
  | "handed_back";

/** What a channel answers about an attempt. `detail` is for people and holds no secret. */
export type Answer = {
  outcome: Outcome;
  detail: string;
  /** The other side's status code. */
  status?: number;
  /** The other side's id of the message. */
  providerId?: string;
  retryAfterSeconds?: number;
  /** Why, where it is about whom it goes to and not about this message alone. */
  because?: Because;
};

/** Seconds between a try and the one before it: ten tries in about three days. */
export const gapsInSeconds = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** How many tries a delivery has. */
export const mostTries = gapsInSeconds.length;

/** A Retry-After is honoured up to this. */
export const longestRetryAfterSeconds = 86_400;

/** Longest that an attempt may take before another worker may think its worker dead. Longer than any channel's time-outs together. */
export const leaseSeconds = 90;

/** Seconds after which the provider is asked whether an unknown one arrived. */
export const lookUpAfterSeconds = 60;

/**
 * What the customer is told of a staff move waits until it cannot be undone: one second longer, for an undo that began
 * in its last moment.
 */
export const customerWaitsSeconds = undoSeconds + 1;

type Again = "by_schedule" | "slower" | "at_once" | "by_look_up" | "never";

/** The state machine: where an outcome leads, and when it is tried again. */
const transitions: Record<Outcome, { state: DeliveryState; again: Again }> = {
  delivered: { state: "delivered", again: "never" },
  kept: { state: "kept", again: "never" },
  failed: { state: "waiting", again: "by_schedule" },
  slow_down: { state: "waiting", again: "slower" },
  refused: { state: "dead", again: "never" },
  stopped: { state: "withdrawn", again: "never" },
  gone: { state: "dead", again: "never" },
  unknown: { state: "unknown", again: "by_look_up" },
  not_sent: { state: "waiting", again: "by_schedule" },
  handed_back: { state: "waiting", again: "at_once" },
};

export type Settlement = { state: DeliveryState; againInSeconds: number | null };

/** `tried` counts the tries so far, from 1, this one among them; a breaker's probe is none. */
export type Tried = { channel: DeliveryChannel; tried: number; probe: boolean };

/** Where a delivery goes after an attempt. Out of tries is dead; `random` is from 0 to 1. */
export function settle(answer: Answer, { channel, tried, probe }: Tried, random = Math.random()): Settlement {
  const { state, again } = transitions[answer.outcome];
  if (again === "never") return { state, againInSeconds: null };
  if (again === "at_once") return { state, againInSeconds: 0 };
  if (again === "by_look_up") return { state, againInSeconds: lookUpIn(channel, tried) };
  // The breaker says when the next probe is; this one goes to the end of those that wait.
  if (probe) return { state, againInSeconds: 0 };
  if (tried >= mostTries) return { state: "dead", againInSeconds: null };
  return { state, againInSeconds: gapAfter(answer, tried, random) };
}

/** Where somebody can be asked whether a delivery arrived. */
const canBeAsked: readonly DeliveryChannel[] = ["text", "sheet"];
/** Whether a repeat does harm, so that a delivery whose fate is not known is not simply sent again. */
export function repeatHarms(channel: DeliveryChannel): boolean {
  return channel === "email" || canBeAsked.includes(channel);
}

function lookUpIn(channel: DeliveryChannel, tried: number): number | null {
  return canBeAsked.includes(channel) && tried < mostTries ? lookUpAfterSeconds : null;
}

/** The schedule's gap with up to a fifth more; twice that, or what the other side asks for, if it is to be slower. */
function gapAfter(answer: Answer, attempt: number, random: number): number {
  const gap = gapsInSeconds[attempt]! * (1 + random / 5);
  if (answer.outcome !== "slow_down") return gap;
  return Math.max(gap * 2, Math.min(answer.retryAfterSeconds ?? 0, longestRetryAfterSeconds));
}

/** Where a delivery goes whose worker died holding it. */
export function settleLost(channel: DeliveryChannel, tried: number): Settlement {
  if (repeatHarms(channel)) return { state: "unknown", againInSeconds: lookUpIn(channel, tried) };
  return tried < mostTries ? { state: "waiting", againInSeconds: 0 } : { state: "dead", againInSeconds: null };
}

/** Whether a state is the last: nothing more happens by itself. */
export function isSettled({ state, againInSeconds }: Settlement): boolean {
  return againInSeconds === null && state !== "waiting" && state !== "sending";
}
