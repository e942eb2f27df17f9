import Link from "next/link";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { StateMark } from "@/components/layout/admin-icons";
import s from "@/components/pickup/day-load.module.css";
import { ActionForm } from "@/components/ui/action-form";
import type { DayLoad as Load, OrderInSlot, SlotLoad } from "@/lib/pickup/queries-of-load";
import { timeWords } from "@/lib/pickup/rules-of-slots";

type DayLoadProps = {
  day: string;
  title: string;
  /** That it is closed, and why; empty if it is not. */
  note: string;
  slots: readonly SlotLoad[];
  load: Load | undefined;
  locale: string;
  mayClose: boolean;
  mayChange: boolean;
  close: StaffAction;
  reopen: StaffAction;
};

/** A day's times, each with how full it is and the orders in it; how full the day is, and which of its orders have no time. */
export function DayLoad({ day, title, note, slots, load, mayChange, ...rest }: DayLoadProps) {
  const { bound = null, timeless = [] } = load ?? {};
  const dayFull = bound !== null && bound.taken >= bound.capacity;
  return (
    <section className={`panel ${s.day}`} aria-labelledby={`day-${day}`}>
      <header className={s.title}>
        <h2 id={`day-${day}`}>{title}</h2>
        {note && <span className="mid">{note}</span>}
        {bound && (
          <span className="mid">
            Whole day: {bound.taken} of {bound.capacity}
            {dayFull && ", full"}
          </span>
        )}
        {mayChange && (
          <Link className="btn small" href={`/admin/slots/day?day=${day}`}>
            Change<span className="sr"> the times of {title}</span>
          </Link>
        )}
      </header>
      <ul>
        {slots.map((slot) => (
          <Slot key={slot.id} slot={slot} day={title} dayFull={dayFull} {...rest} />
        ))}
        {timeless.length > 0 && <Timeless orders={timeless} />}
      </ul>
    </section>
  );
}

/** Orders for the day, most of them from before it had times: they take up none, and not the day's bound. */
function Timeless({ orders }: { orders: readonly OrderInSlot[] }) {
  const work = orders.reduce((sum, order) => sum + order.work, 0);
  return (
    <li className={s.slot}>
      <div className={s.head}>
        <b>No time</b>
        <span className="mid">{work}, not counted above</span>
      </div>
      <Orders orders={orders} open />
    </li>
  );
}

type SlotProps = Pick<DayLoadProps, "day" | "locale" | "mayClose" | "close" | "reopen"> & {
  slot: SlotLoad;
  dayFull: boolean;
};

function Slot({ slot, day, dayFull, locale, mayClose, close, reopen }: SlotProps) {
  const { id, capacity, taken, closed, offered, orders } = slot;
  const words = timeWords(slot, locale);
  const full = taken >= capacity ? "full" : dayFull && "day full";
  const state = [full, closed && "closed"].filter(Boolean).join(", ");
  return (
    <li className={s.slot}>
      <div className={s.head}>
        <b>{words}</b>
        <span className="mid">
          {taken} of {capacity}
          {state && `, ${state}`}
        </span>
        {!offered && (
          <StateMark hue="unsure" glyph="unknown">
            No longer offered
          </StateMark>
        )}
        {mayClose && offered && (
          <ActionForm
            action={closed ? reopen : close}
            label={`${closed ? "Open" : "Close"} ${words}, ${day}`}
            about={id}
          >
            <input type="hidden" name="slotId" value={id} />
            <button type="submit" className="btn small">
              {closed ? "Open again" : "Close"}
            </button>
          </ActionForm>
        )}
      </div>
      <meter
        className="sr"
        min={0}
        max={capacity}
        value={Math.min(taken, capacity)}
        aria-label={`${words}: ${taken} of ${capacity} taken`}
      />
      <svg className={s.bar} aria-hidden="true">
        <rect width={`${capacity > 0 ? Math.min(100, (100 * taken) / capacity) : 100}%`} height="100%" />
      </svg>
      {orders.length > 0 && <Orders orders={orders} open={!offered} />}
    </li>
  );
}

function Orders({ orders, open }: { orders: readonly OrderInSlot[]; open: boolean }) {
  return (
    <details open={open || undefined}>
      <summary>
        {orders.length} {orders.length === 1 ? "order" : "orders"}
      </summary>
      <ul className={s.orders}>
        {orders.map((order) => (
          <li key={order.id}>
            <Link className="link" href={`/admin/orders/${order.id}`}>
              {order.number} {order.name}
            </Link>{" "}
            <span className="mid">takes {order.work}</span>{" "}
            <Link className="btn small" href={`/admin/orders/${order.id}/change`}>
              Move
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
