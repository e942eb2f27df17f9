import { momentWords, type Place } from "@/components/layout/admin-clock";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";
import { stepsOf, stepWho } from "@/components/orders/admin/timeline";
import type { OrderView } from "@/lib/orders/queries";
import { statusWords } from "@/lib/orders/status";

/** The order's way from placed to collected, with when and by whom. */
export function OrderRail({ order, place }: { order: OrderView; place: Place }) {
  return (
    <ol className={s.rail} aria-label="Progress">
      {stepsOf(order).map(({ status, hue, glyph, reached, current }) => (
        <li
          key={status}
          data-hue={hue}
          data-reached={reached ? true : undefined}
          aria-current={current ? "step" : undefined}
        >
          <Glyph name={glyph} />
          <b>{statusWords[status]}</b>
          <span>{reached && `${momentWords(reached.at, place)}, ${stepWho(reached, order.channel)}`}</span>
        </li>
      ))}
    </ol>
  );
}
