"use client";

import type { TimeOption } from "@/components/orders/change/change-view";
import { useOpened } from "@/components/orders/change/use-opened";
import { SelectField } from "@/components/ui/admin-field";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { Day } from "@/lib/time";

type Props = {
  order: OrderSnapshot;
  /** The day that is chosen, and its times. */
  day: Day;
  times: readonly TimeOption[];
};

/** The time of the day that is chosen. The order's own is a choice like the others, so that two who change it can compare theirs. */
export function ChangeTime({ order, day, times }: Props) {
  const opened = useOpened(order);
  const had = opened.pickupDay === day ? opened.slot : null;
  const known = !had || times.some(({ value }) => value === had.id);
  const options = known ? times : [...times, { value: had.id, words: `${timeWords(had, order.locale)}, as it was` }];
  return (
    <section className="panel" aria-label="Time">
      <SelectField
        key={`${day} ${had?.id}`}
        name="slot"
        label="Time"
        hint={`As it was ordered it needs room for ${order.work}`}
        options={options}
        defaultValue={had?.id ?? ""}
      />
    </section>
  );
}
