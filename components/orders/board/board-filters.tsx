import Link from "next/link";
import {
  type BoardFilter,
  boardAddress,
  chips,
  countChips,
  itemsOn,
  narrow,
} from "@/components/orders/board/board-filter";
import s from "@/components/orders/board/board-filters.module.css";
import { columns, ticketsIn } from "@/components/orders/board/columns";
import type { TicketView } from "@/components/orders/board/ticket-view";
import { SelectField } from "@/components/ui/admin-field";
import { FilterBar } from "@/components/ui/toolbar";

type Props = { filter: BoardFilter; tickets: TicketView[] };

/** What narrows the board: chips with their counts, a status, an item. All of it stands in the address. */
export function BoardFilters({ filter, tickets }: Props) {
  const counts = countChips(tickets, filter);
  const narrowed = filter.only !== null || filter.item !== null || filter.column !== null;
  return (
    <div className={s.filters}>
      <nav className={s.chips} aria-label="Show only">
        {chips.map(({ only, words }) => (
          <Link
            key={only}
            className={s.chip}
            href={boardAddress(filter, { only: filter.only === only ? null : only })}
            aria-current={filter.only === only ? "true" : undefined}
            scroll={false}
          >
            {words} <span className="quiet">{counts[only]}</span>
          </Link>
        ))}
      </nav>
      <FilterBar action="/admin/orders" label="Filter the board" keep={{ day: filter.day, only: filter.only }}>
        <SelectField
          name="status"
          label="Status"
          quiet
          defaultValue={filter.column ?? ""}
          options={[{ value: "", words: "Every status" }, ...statusOptions(filter, tickets)]}
        />
        <SelectField
          name="item"
          label="Item"
          quiet
          defaultValue={filter.item ?? ""}
          options={[{ value: "", words: "Every item" }, ...itemOptions(filter, tickets)]}
        />
      </FilterBar>
      {narrowed && (
        <Link className="link meta mid" href={boardAddress({ ...filter, column: null, item: null, only: null })}>
          Show everything
        </Link>
      )}
    </div>
  );
}

function statusOptions(filter: BoardFilter, tickets: readonly TicketView[]) {
  const left = narrow(tickets, filter);
  return columns.map(({ name, words }) => ({ value: name, words: `${words} (${ticketsIn(name, left).length})` }));
}

function itemOptions(filter: BoardFilter, tickets: readonly TicketView[]) {
  const items = itemsOn(narrow(tickets, { ...filter, item: null }));
  const options = items.map(({ id, name, count }) => ({ value: id, words: `${name} (${count})` }));
  const chosen = filter.item;
  if (!chosen || items.some(({ id }) => id === chosen)) return options;
  return [...options, { value: chosen, words: "An item that is on no order here" }];
}
