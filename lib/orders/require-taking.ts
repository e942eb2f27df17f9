import { refuse } from "@/lib/orders/refusals";

/** What a shop said of ordering when it was read. Instants in milliseconds since 1970. */
type Taking = {
  orderingOpen: boolean;
  closedMessage: string;
  pausedUntil: number | null;
  pausedMessage: string;
  readAt: number;
  locale: string;
  timezone: string;
};

/** Refuses `shop_closed` and `paused`. */
export function refuseUnlessTaking({ orderingOpen, closedMessage, pausedUntil, ...rest }: Taking): void {
  if (!orderingOpen) refuse("shop_closed", { message: closedMessage });
  if (pausedUntil === null) return;
  const { pausedMessage: message, readAt: now, locale, timezone } = rest;
  refuse("paused", { until: pausedUntil, now, message, locale, timezone });
}
