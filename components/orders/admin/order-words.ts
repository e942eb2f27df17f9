import { unitsOf } from "@/components/orders/board/ticket-sums";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { formatMinute } from "@/lib/time";

/** What cancelling an order will do, said before it is done. */
export function cancelConsequences(order: OrderSnapshot, day: string): string[] {
  const units = unitsOf(order.lines);
  const back = units === 1 ? "1 unit returns" : `${units} units return`;
  const ways = [order.notify.email && "email", order.notify.text && "text"].filter(Boolean).join(" and ");
  return [
    `${back} to the stock of ${day.replace(/^Today/, "today")}, and can be sold at once.`,
    ways
      ? `${order.customer.name} is told by ${ways}, with your reason.`
      : `${order.customer.name} asked not to be told: please call.`,
    ...(order.paidAt ? ["It is ticked as paid: the money is yours to give back."] : []),
    "This cannot be undone.",
  ];
}

/** "8 am to 2 pm". */
export function hoursWords({ opensMinute, closesMinute }: { opensMinute: number; closesMinute: number }): string {
  return `${formatMinute(opensMinute)} to ${formatMinute(closesMinute)}`;
}
