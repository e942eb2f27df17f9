import Link from "next/link";
import s from "@/components/deliveries/deliveries.module.css";
import { SelectField, TextField } from "@/components/ui/admin-field";
import { Segments } from "@/components/ui/tabs";
import { FilterBar } from "@/components/ui/toolbar";
import {
  channels,
  type DeliveryFilter,
  dayChoices,
  deliveriesPath,
  filterFields,
  isNarrowed,
  states,
} from "@/lib/deliveries/list-filter";
import { channelWords, deliveryStateWords } from "@/lib/deliveries/status";
import type { Day } from "@/lib/time";

type Props = {
  filter: DeliveryFilter;
  destinations: readonly { id: string; name: string; removed: boolean }[];
  /** How many of these want a person. */
  counts: { dead: number; unknown: number };
  today: Day;
  /** What the address says beside the filter. */
  keep?: Readonly<Record<string, string>>;
};

/** What of the ledger to show; each choice is an address. */
export function DeliveryFilterBar({ filter, destinations, counts, today, keep = {} }: Props) {
  const days = dayChoices(today).map(({ words, from, to }) => ({
    ...{ words, href: deliveriesPath({ ...filter, from, to }, keep) },
    current: filter.from === from && filter.to === to,
  }));
  const typed = JSON.stringify(filterFields(filter));
  return (
    <div className={s.filters}>
      <Segments label="Days" of={days} />
      <FilterBar key={typed} action="/admin/deliveries" label="Filter the deliveries" keep={keep}>
        <SelectField
          name="state"
          label="State"
          defaultValue={filter.state ?? ""}
          options={[{ value: "", words: "Any state" }, ...states.map((value) => stateOption(value, counts))]}
        />
        <SelectField
          name="channel"
          label="Channel"
          defaultValue={filter.channel ?? ""}
          options={[
            { value: "", words: "Any channel" },
            ...channels.map((value) => ({ value, words: channelWords[value] })),
          ]}
        />
        <SelectField
          name="destination"
          label="Destination"
          defaultValue={filter.destination ?? ""}
          options={[
            { value: "", words: "Anywhere" },
            ...destinations.map(({ id, name, removed }) => ({
              value: id,
              words: removed ? `${name} (removed)` : name,
            })),
          ]}
        />
        <TextField name="order" label="Order number" inputMode="numeric" maxLength={20} defaultValue={filter.order} />
        <TextField name="from" label="Made from" type="date" defaultValue={filter.from ?? ""} />
        <TextField name="to" label="Made to" type="date" defaultValue={filter.to ?? ""} />
        {isNarrowed(filter) && (
          <Link className="btn bare" href={deliveriesPath({}, keep)}>
            Show all
          </Link>
        )}
      </FilterBar>
    </div>
  );
}

function stateOption(value: (typeof states)[number], counts: Props["counts"]) {
  const count = value === "dead" || value === "unknown" ? counts[value] : 0;
  return { value, words: count > 0 ? `${deliveryStateWords[value]} (${count})` : deliveryStateWords[value] };
}
