import Link from "next/link";
import type { Place } from "@/components/layout/admin-clock";
import { StateMark } from "@/components/layout/admin-icons";
import { Empty } from "@/components/ui/empty";
import { Table } from "@/components/ui/table";
import type { Stocktake } from "@/lib/stock/stocktake-queries";
import { formatShortDay } from "@/lib/time";

type Row = Stocktake & { counted: number };
type Props = { stocktakes: Row[]; place: Place; moment: (at: Date) => string };

/** The stocktakes so far, newest first. */
export function StocktakeList({ stocktakes, place, moment }: Props) {
  if (stocktakes.length === 0)
    return (
      <Empty title="Nothing was counted yet.">
        A stocktake compares the shelves with the books, and mends the books.
      </Empty>
    );
  return (
    <Table
      caption="Stocktakes"
      rows={stocktakes}
      keyOf={(stocktake) => stocktake.id}
      columns={[
        {
          head: "Stocktake",
          main: true,
          cell: ({ id, name, state }) => (
            <Link className="link" href={`/admin/stock/count/${id}${state === "open" ? "" : "/review"}`}>
              {name}
            </Link>
          ),
        },
        { head: "For", cell: ({ day }) => formatShortDay(day, place.locale) },
        { head: "Opened", cell: ({ openedAt, openedBy }) => `${moment(openedAt)}, ${openedBy.name ?? ""}` },
        { head: "Counted", num: true, cell: ({ counted }) => counted },
        { head: "State", cell: ({ state }) => <State state={state} /> },
      ]}
    />
  );
}

export function State({ state }: { state: Stocktake["state"] }) {
  if (state === "open")
    return (
      <StateMark hue="placed" glyph="placed">
        Open
      </StateMark>
    );
  return state === "applied" ? (
    <StateMark hue="ready" glyph="tick">
      Applied
    </StateMark>
  ) : (
    <StateMark hue="done" glyph="dash">
      Dropped
    </StateMark>
  );
}
