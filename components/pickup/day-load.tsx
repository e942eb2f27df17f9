import Link from "next/link";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { StateMark } from "@/components/layout/admin-icons";
import s from "@/components/pickup/day-load.module.css";
import { ActionForm } from "@/components/ui/action-form";
import type { SlotLoad } from "@/lib/pickup/queries-of-load";
import { timeWords } from "@/lib/pickup/rules-of-slots";

type DayLoadProps = {
  day: string;
  title: string;
  /** That it is closed, and why; empty if it is not. */
  note: string;
  slots: readonly SlotLoad[];
  locale: string;
  mayClose: boolean;
  mayChange: boolean;
  close: StaffAction;
  reopen: StaffAction;
};

/** A day's times, each with how full it is and the orders in it. */
export function DayLoad({ day, title, note, slots, mayChange, ...rest }: DayLoadProps) {
  return (
    <section className={`panel ${s.day}`} aria-labelledby={`day-${day}`}>
      <header className={s.title}>
        <h2 id={`day-${day}`}>{title}</h2>
        {note && <span className="mid">{note}</span>}
        {mayChange && (
          <Link className="btn small" href={`/admin/slots/day?day=${day}`}>
            Change<span className="sr"> the times of {title}</span>
          </Link>
        )}
      </header>
      <ul>
        {slots.map((slot) => (
          <Slot key={slot.id} slot={slot} day={title} {...rest} />
        ))}
      </ul>
    </section>
  );
}

type SlotProps = Omit<DayLoadProps, "title" | "note" | "slots" | "mayChange"> & { slot: SlotLoad };

function Slot({ slot, day, locale, mayClose, close, reopen }: SlotProps) {
  const { id, capacity, taken, closed, offered, orders } = slot;
  const words = timeWords(slot, locale);
  const state = [taken >= capacity && "full", closed && "closed"].filter(Boolean).join(", ");
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
        value={taken}
        aria-label={`${words}: ${taken} of ${capacity} taken`}
      />
      <svg className={s.bar} aria-hidden="true">
        <rect width={`${capacity > 0 ? Math.min(100, (100 * taken) / capacity) : 100}%`} height="100%" />
      </svg>
      {orders.length > 0 && (
        <details open={!offered || undefined}>
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
      )}
    </li>
  );
}
