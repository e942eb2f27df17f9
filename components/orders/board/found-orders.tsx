import Link from "next/link";
import { StateMark } from "@/components/layout/admin-icons";
import { statusMarks } from "@/components/orders/admin/status-marks";
import s from "@/components/orders/board/found-orders.module.css";
import type { TicketView } from "@/components/orders/board/ticket-view";
import { statusWords } from "@/lib/orders/status";

/** What a search found, newest first. */
export function FoundOrders({ typed, tickets }: { typed: string; tickets: TicketView[] }) {
  return (
    <section aria-labelledby="found">
      <h2 id="found" className={s.head}>
        {tickets.length === 0 ? "Nothing" : tickets.length === 50 ? "The newest 50" : tickets.length} found for “{typed}
        ”{" "}
        <Link href="/admin/orders" className="link meta mid">
          Back to the board
        </Link>
      </h2>
      {tickets.length === 0 ? (
        <p className="empty">
          <b>No order has this number, name, email or phone.</b>
          Try a part of the name, or the last digits of the phone number.
        </p>
      ) : (
        <ul className={s.list}>
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <Link href={`/admin/orders/${ticket.id}`}>
                <b>{ticket.shown}</b>
                <span className={s.name}>{ticket.name}</span>
                <span className="mid">{ticket.dayWords}</span>
                <span className="mid">
                  {ticket.units} {ticket.units === 1 ? "item" : "items"},{" "}
                  {ticket.owed ? `${ticket.owed} to pay` : "paid"}
                </span>
                <StateMark {...statusMarks[ticket.status]}>{statusWords[ticket.status]}</StateMark>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
