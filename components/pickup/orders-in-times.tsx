import Link from "next/link";
import s from "@/components/pickup/orders-in-times.module.css";
import type { TimeWithOrders } from "@/lib/pickup/refusals-of-days";

type Props = { times: readonly TimeWithOrders[]; label: string };

/** Orders in times that would go, time by time, each with the way to move it. */
export function OrdersInTimes({ times, label }: Props) {
  return (
    <ul className={s.times} aria-label={label}>
      {times.map(({ day, words, orders }) => (
        <li key={`${day} ${words}`}>
          <b>
            {day}, {words}
          </b>
          <ul>
            {orders.map(({ id, number, name }) => (
              <li key={id}>
                <Link className="link" href={`/admin/orders/${id}/change`}>
                  Move {number} {name}
                </Link>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
