import Link from "next/link";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { StateMark } from "@/components/layout/admin-icons";
import { statusMarks } from "@/components/orders/admin/status-marks";
import { dayWords } from "@/components/orders/board/ticket-view";
import { channelName } from "@/components/orders/list/list-words";
import s from "@/components/orders/list/order-table.module.css";
import { ShownNumber } from "@/components/orders/shown-number";
import { Table } from "@/components/ui/table";
import { formatMoney } from "@/lib/money";
import type { OrderRow } from "@/lib/orders/list-queries";
import { statusWords } from "@/lib/orders/status";
import { timeWords } from "@/lib/pickup/rules-of-slots";

type Props = { rows: OrderRow[] /** The order whose number was typed. */; exact: string | null; place: Place };

/** Orders as rows, each leading to its page. */
export function OrderTable({ rows, exact, place }: Props) {
  return (
    <Table
      caption="Orders"
      rows={rows}
      keyOf={(row) => row.id}
      hueOf={(row) => (row.id === exact ? "placed" : undefined)}
      columns={[
        { head: "Order", main: true, cell: (row) => <Who row={row} /> },
        {
          head: "Status",
          cell: (row) => <StateMark {...statusMarks[row.status]}>{statusWords[row.status]}</StateMark>,
        },
        { head: "Pickup", cell: (row) => <Pickup row={row} place={place} /> },
        {
          head: "Placed",
          cell: (row) => <time dateTime={row.placedAt.toISOString()}>{momentWords(row.placedAt, place)}</time>,
        },
        { head: "From", quietOnPhone: true, cell: (row) => channelName(row.channel) },
        { head: "Items", num: true, quietOnPhone: true, cell: (row) => row.units },
        { head: "Total", num: true, cell: (row) => <Total row={row} /> },
      ]}
    />
  );
}

function Who({ row }: { row: OrderRow }) {
  return (
    <Link className={s.who} href={`/admin/orders/${row.id}`}>
      <b>
        <ShownNumber of={row} />
      </b>
      <span>{row.name || "Erased"}</span>
    </Link>
  );
}

function Pickup({ row: { pickupDay, slot }, place }: { row: OrderRow; place: Place }) {
  return (
    <span className={s.pickup}>
      {dayWords(pickupDay, place)}
      {slot && <span className={s.time}>{timeWords(slot, place.locale)}</span>}
    </span>
  );
}

function Total({ row }: { row: OrderRow }) {
  const owed = row.paidAt === null && row.status !== "cancelled" && row.status !== "not_collected";
  return (
    <span>
      {formatMoney(row.totalMinor, row.currency, row.locale)}
      {owed && <span className={s.owed}> to pay</span>}
    </span>
  );
}
