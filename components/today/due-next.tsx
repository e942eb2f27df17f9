import Link from "next/link";
import type { Place } from "@/components/layout/admin-clock";
import { StateMark } from "@/components/layout/admin-icons";
import { dayWords } from "@/components/orders/board/ticket-view";
import s from "@/components/today/today.module.css";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { DueOrder } from "@/lib/reports/today";

type Props = { due: { count: number; orders: readonly DueOrder[] }; place: Place; now: Date };

const waitsFor = { placed: "to accept", accepted: "to pack" } as const;

/** What is to be packed next, by the time at which it is collected. Nothing where no order has a time. */
export function DueNext({ due: { count, orders }, place, now }: Props) {
  if (orders.length === 0) return null;
  const more = count - orders.length;
  return (
    <section className={s.due} aria-labelledby="due">
      <h2 id="due">Due next</h2>
      <ol>
        {orders.map((order) => (
          <li key={order.id}>
            <span className={s.dueAt}>
              <b>{timeWords(order, place.locale)}</b>
              {order.day !== place.today && <span className="quiet meta">{dayWords(order.day, place)}</span>}
            </span>
            <Link href={`/admin/orders/${order.id}`} prefetch={false}>
              <b>{order.number}</b> {order.name || "Erased"}
            </Link>
            <span className="mid">
              {order.units === 1 ? "1 item" : `${order.units} items`},{" "}
              {order.startsAt <= now ? (
                <StateMark hue="stop" glyph="late">
                  not packed yet
                </StateMark>
              ) : (
                waitsFor[order.status]
              )}
            </span>
          </li>
        ))}
      </ol>
      {more > 0 && (
        <p className="meta mid">
          <Link className="link" href="/admin/orders?status=accepted" prefetch={false}>
            and {more} more to pack
          </Link>
        </p>
      )}
    </section>
  );
}
