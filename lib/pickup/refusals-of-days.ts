import { refusals } from "@/lib/refusal";

/** A time of a day, both in words, and the open orders in it. */
export type TimeWithOrders = { day: string; words: string; orders: { id: string; number: string; name: string }[] };

type DayRefusals = {
  /** Times that would no longer be offered, though somebody collects then. */
  times_have_orders: { times: TimeWithOrders[] };
  /** The same of the week’s times, which go if whoever asks was shown these orders and says so. */
  orders_would_stay: { times: TimeWithOrders[] };
  day_over: Record<string, never>;
};

const mostNamed = 8;

/** What changing the times of a single day, or of the week, can refuse, with words for the staff. */
export const refuseDay: <Code extends keyof DayRefusals>(code: Code, detail: DayRefusals[Code]) => never =
  refusals<DayRefusals>({
    times_have_orders: ({ times }) =>
      `Orders are in times that would go: ${times.map(timeWithOrders).join("; ")}. Move them first, or keep the time. Nothing was changed.`,
    orders_would_stay: ({ times }) =>
      `${standing(times)} in times that would no longer be offered. Nothing was saved yet: look at the list, then say that they stay.`,
    day_over: () => "This day is over. Its times stay as they were.",
  });

function timeWithOrders({ words, orders }: TimeWithOrders): string {
  const named = orders.slice(0, mostNamed).map(({ number, name }) => `${number} ${name}`.trim());
  const more = orders.length - named.length;
  return `${words} has ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function standing(times: readonly TimeWithOrders[]): string {
  const orders = times.reduce((sum, time) => sum + time.orders.length, 0);
  return orders === 1 ? "One open order is" : `${orders} open orders are`;
}
