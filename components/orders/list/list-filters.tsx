import Link from "next/link";
import type { Place } from "@/components/layout/admin-clock";
import s from "@/components/orders/list/list-filters.module.css";
import { channelOptions, listAddress } from "@/components/orders/list/list-words";
import { SelectField, TextField } from "@/components/ui/admin-field";
import { Segments } from "@/components/ui/tabs";
import { FilterBar } from "@/components/ui/toolbar";
import { everyOrder, isNarrowed, type OrderFilter, statusChoices } from "@/lib/orders/list-filter";
import { statusWords } from "@/lib/orders/status";

type Props = { filter: OrderFilter; items: { id: string; name: string }[]; place: Place };

/** What narrows the list of all orders. Everything stands in the address; without JavaScript it is a form with a button. */
export function ListFilters({ filter, items, place }: Props) {
  const days = filter.pickupFrom ?? filter.pickupTo ?? filter.placedFrom ?? filter.placedTo;
  return (
    <>
      <div className={s.statuses}>
        <Segments label="Status" of={[null, ...statusChoices].map((status) => statusTab(filter, status))} />
      </div>
      <details className={s.filters} open={isNarrowed({ ...filter, find: "", status: null })}>
        <summary className="btn small">Filter</summary>
        <FilterBar
          key={listAddress(filter)}
          action="/admin/orders/all"
          label="Filter all orders"
          keep={{ find: filter.find, status: filter.status }}
        >
          <SelectField
            name="item"
            label="Item"
            defaultValue={filter.item ?? ""}
            options={[{ value: "", words: "Every item" }, ...items.map(({ id, name }) => ({ value: id, words: name }))]}
          />
          <SelectField
            name="channel"
            label="From"
            defaultValue={filter.channel ?? ""}
            options={[{ value: "", words: "Everywhere" }, ...channelOptions]}
          />
          <Days name="pickup" words="Pickup" from={filter.pickupFrom} to={filter.pickupTo} />
          <Days name="placed" words="Placed" from={filter.placedFrom} to={filter.placedTo} latest={place.today} />
        </FilterBar>
      </details>
      {(days === null || isNarrowed(filter)) && (
        <p className={s.links}>
          {days === null && (
            <Link className="link" href={listAddress({ ...filter, pickupFrom: place.today, pickupTo: place.today })}>
              For today
            </Link>
          )}
          {isNarrowed(filter) && (
            <Link className="link" href={listAddress(everyOrder)}>
              Show everything
            </Link>
          )}
        </p>
      )}
    </>
  );
}

function statusTab(filter: OrderFilter, status: OrderFilter["status"]) {
  const words = status === null ? "All" : status === "open" ? "Open" : statusWords[status];
  return { href: listAddress({ ...filter, status }), words, current: filter.status === status };
}

type DaysProps = { name: string; words: string; from: string | null; to: string | null; latest?: string };

function Days({ name, words, from, to, latest }: DaysProps) {
  return (
    <>
      <TextField type="date" name={`${name}_from`} label={`${words} from`} defaultValue={from ?? ""} max={latest} />
      <TextField type="date" name={`${name}_to`} label="to" defaultValue={to ?? ""} max={latest} />
    </>
  );
}
