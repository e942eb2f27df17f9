import { unitsOf } from "@/components/orders/board/ticket-sums";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { tellWords } from "@/lib/orders/words-of-change";

/** What cancelling an order will do, said before it is done. */
export function cancelConsequences(order: OrderSnapshot, day: string): string[] {
  const units = unitsOf(order.lines);
  const back = units === 1 ? "1 unit returns" : `${units} units return`;
  const told = order.notify.email || order.notify.text;
  return [
    `${back} to the stock of ${day.replace(/^Today/, "today")} and can be sold at once, but for what you write off.`,
    told
      ? `${order.customer.name} is told ${tellWords(order.notify)}, with your reason.`
      : `${order.customer.name} asked not to be told: please call.`,
    ...(order.paidAt ? ["It is ticked as paid: the money is yours to give back."] : []),
    "This cannot be undone.",
  ];
}

/** What giving up on a customer does to the units, unless staff say otherwise: "3 units are written off, 1 goes back to stock". */
export function uncollectedWords({ lines }: OrderSnapshot, keeping: readonly string[]): string {
  const back = unitsOf(lines.filter((line) => keeping.includes(line.id)));
  const off = unitsOf(lines) - back;
  const units = (count: number) => (count === 1 ? "1 unit" : `${count} units`);
  if (back === 0) return `${units(off)} of the day written off`;
  if (off === 0) return `${units(back)} that ${back === 1 ? "keeps" : "keep"} back to stock`;
  return `${units(off)} of the day written off, ${back} that ${back === 1 ? "keeps" : "keep"} back to stock`;
}
