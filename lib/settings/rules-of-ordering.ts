import { dayOf, formatDay, formatTime } from "@/lib/time";

/** Whether the shop takes orders, and what customers read while it does not. */
export type Ordering = {
  /** The open/closed switch. */
  open: boolean;
  closedMessage: string;
  /** Until then nothing is ordered although the shop is open, in milliseconds since 1970; null while it is not paused. */
  pausedUntil: number | null;
  pausedMessage: string;
};

type Settings = {
  orderingOpen: boolean;
  closedMessage: string;
  orderingPausedUntil: Date | null;
  pausedMessage: string;
};

/** A pause, and by which clock it is told. Instants in milliseconds since 1970. */
export type Pause = { until: number; now: number; message: string; locale: string; timezone: string };

/** For how many minutes ordering may be paused. It is meant for a rush: for longer the shop is closed. */
export const pauseLimits = { min: 1, max: 1_440 } as const;

/** What the settings say of ordering at an instant. A pause that is over is none. */
export function orderingAt(shop: Settings, now: Date): Ordering {
  const { orderingOpen: open, closedMessage, orderingPausedUntil: until, pausedMessage } = shop;
  const paused = until !== null && until > now;
  return {
    open,
    closedMessage,
    pausedUntil: paused ? until.getTime() : null,
    pausedMessage: paused ? pausedMessage : "",
  };
}

/** Whether customers can order at an instant: the shop is open, and ordering is not paused. */
export function takesOrders(shop: Settings, now: Date): boolean {
  const { open, pausedUntil } = orderingAt(shop, now);
  return open && pausedUntil === null;
}

/** Ordering as a page begins with it, read at a moment in milliseconds since 1970, and what times are written by. */
export type OrderingOfPage = {
  ordering: Ordering & { readAt: number };
  place: { locale: string; timezone: string };
};

/** What a page begins with. */
export function orderingOf(shop: Settings & OrderingOfPage["place"] & { readAt: number }): OrderingOfPage {
  const { locale, timezone, readAt } = shop;
  return { ordering: { ...orderingAt(shop, new Date(readAt)), readAt }, place: { locale, timezone } };
}

/** "14:30", or "14:30 on Saturday 28 November" where that is another day. */
export function untilWords({ until, now, locale, timezone }: Omit<Pause, "message">): string {
  const [at, today] = [dayOf(new Date(until), timezone), dayOf(new Date(now), timezone)];
  const time = formatTime(new Date(until), locale, timezone);
  return at === today ? time : `${time} on ${formatDay(at, locale)}`;
}

/** "Ordering is paused until 14:30. The oven is full." */
export function pausedWords({ message, ...pause }: Pause): string {
  return `Ordering is paused until ${untilWords(pause)}. ${message || "You can look around, and order then."}`;
}

/** Milliseconds as minutes that have begun: "1 minute", "12 minutes". */
export function minutesWords(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
