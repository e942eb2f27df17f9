import Link from "next/link";
import s from "@/components/customers/customers.module.css";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { StateMark } from "@/components/layout/admin-icons";
import { statusMarks } from "@/components/orders/admin/status-marks";
import { Table } from "@/components/ui/table";
import type { CustomerOrder } from "@/lib/customers/orders-queries";
import type { CustomerView } from "@/lib/customers/queries";
import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import { channelPhrase, statusWords } from "@/lib/orders/status";
import { pickupWords } from "@/lib/orders/words-of-change";

type Props = { customer: CustomerView; place: Place };

/** All that somebody ordered, newest first. */
export function CustomerOrders({ customer: { orders, sums }, place }: Props) {
  return (
    <section aria-labelledby="their-orders">
      <h2 id="their-orders" className={s.title}>
        Orders
      </h2>
      <Table
        caption="Orders"
        rows={orders}
        keyOf={({ id }) => id}
        columns={[
          {
            head: "Order",
            main: true,
            cell: (order) => (
              <Link className="link" href={`/admin/orders/${order.id}`}>
                <b>{orderNumber(order)}</b>
              </Link>
            ),
          },
          { head: "Placed", cell: (order) => placedWords(order, place) },
          { head: "Pickup", cell: (order) => pickupWords({ ...order, locale: place.locale }) },
          { head: "What", quietOnPhone: true, cell: ({ lines }) => <span className={s.what}>{whatWords(lines)}</span> },
          {
            head: "Status",
            cell: ({ status }) => <StateMark {...statusMarks[status]}>{statusWords[status]}</StateMark>,
          },
          {
            head: "Total",
            num: true,
            cell: ({ totalMinor, currency, locale }) => formatMoney(totalMinor, currency, locale),
          },
        ]}
      />
      {sums.orders > orders.length && (
        <p className="meta quiet">
          The newest {orders.length} of {sums.orders}.
        </p>
      )}
    </section>
  );
}

function placedWords({ placedAt, channel }: CustomerOrder, place: Place): string {
  const when = momentWords(placedAt, place);
  return channel === "web" ? when : `${when}, ${channelPhrase(channel)}`;
}

function whatWords(lines: CustomerOrder["lines"]): string {
  return lines.map(({ quantity, itemName }) => `${quantity} ${itemName}`).join(", ");
}
