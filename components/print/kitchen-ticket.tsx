import { ShownNumber } from "@/components/orders/shown-number";
import s from "@/components/print/print.module.css";
import {
  cameWords,
  owedWords,
  type PrintPlace,
  printedMoment,
  reprintWords,
  unitsIn,
  unitsWords,
} from "@/components/print/ticket-words";
import { orderNumber } from "@/lib/orders/number";
import type { Ticket } from "@/lib/orders/ticket-queries";
import { formatShortDay } from "@/lib/time";

type Props = { ticket: Ticket; place: PrintPlace; hours: string };

/** One order on a roll of 80 mm, black on white. */
export function KitchenTicket({ ticket, place, hours }: Props) {
  const { id, customer, note, lines, pickupDay, slot, placedAt } = ticket;
  const again = reprintWords(ticket, place);
  return (
    <article id={id} className={s.ticket} aria-label={`Ticket ${orderNumber(ticket)}`}>
      {again && <p className={s.again}>{again}</p>}
      <header>
        <h2 className={s.number}>
          <ShownNumber of={ticket} />
        </h2>
        <p className={s.name}>{customer.name}</p>
        <p className={s.when}>
          <b>{formatShortDay(pickupDay, place.locale)}</b>
          {slot ? <b className={s.time}>{hours}</b> : hours && ` ${hours}`}
        </p>
      </header>
      {note && (
        <p className={s.note}>
          <b>Note</b> {note}
        </p>
      )}
      <ul className={s.lines}>
        {lines.map((line) => (
          <li key={line.id}>
            <b className={s.units}>{line.quantity}</b>
            <span>
              <b>{line.itemName}</b>
              {line.variantName && <span className={s.variant}>{line.variantName}</span>}
              {line.contains && <span className={s.contains}>Contains {line.contains}</span>}
            </span>
          </li>
        ))}
      </ul>
      <footer className={s.tail}>
        <span>
          <b>{unitsWords(unitsIn(lines))}</b>, {owedWords(ticket)}
        </span>
        <span>{[cameWords(ticket) || "Ordered", printedMoment(new Date(placedAt), place)].join(" ")}</span>
      </footer>
    </article>
  );
}
