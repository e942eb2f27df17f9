import Link from "next/link";
import { Empty } from "@/components/ui/empty";
import { type DeliveryFilter, isNarrowed, numberIn } from "@/lib/deliveries/list-filter";
import { deliveryStateWords } from "@/lib/deliveries/status";
import type { Day } from "@/lib/time";

type Props = {
  filter: DeliveryFilter;
  /** The destination's name, if the filter has one that is known. */
  destination: string | null;
  /** Older records of what arrived may have been taken out. */
  keptFrom: Day;
};

/** Says why the list is empty. */
export function NothingHere({ filter, destination, keptFrom }: Props) {
  if (!isNarrowed(filter))
    return (
      <Empty title="Nothing has gone out yet.">
        Each order makes its messages: to the customer, to the shop, to other systems.
      </Empty>
    );
  return (
    <Empty
      title={titleOf(filter, destination)}
      action={
        <Link className="btn" href="/admin/deliveries">
          Show all deliveries
        </Link>
      }
    >
      {whyNot(filter, keptFrom)}
    </Empty>
  );
}

function titleOf({ order, state, channel, from, to }: DeliveryFilter, destination: string | null): string {
  if (order && numberIn(order) === null) return `“${order}” is no order number.`;
  if (order) return `Nothing like that went out about order ${order}.`;
  if (destination && !state && !channel && !from && !to) return `Nothing has gone to ${destination} yet.`;
  if (state && !channel && !from && !to) return `No message is in the state “${deliveryStateWords[state]}”.`;
  return "No message is like that.";
}

function whyNot({ order, from, to }: DeliveryFilter, keptFrom: Day): string {
  if (order && numberIn(order) === null) return "A number looks like 1042 or FB-1042.";
  if (from && to && from > to) return "The first day is after the last one.";
  if (to && to < keptFrom)
    return "Records that old are taken out. The timeline of each order still says what became of its messages.";
  return "A wider choice may show more.";
}
