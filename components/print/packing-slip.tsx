import { ShownNumber } from "@/components/orders/shown-number";
import s from "@/components/print/print.module.css";
import { owedWords, unitsIn, unitsWords } from "@/components/print/ticket-words";
import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import type { Ticket, TicketLine } from "@/lib/orders/ticket-queries";
import { formatDay } from "@/lib/time";

type Shop = { name: string; logo: string; address: string; phone: string; locale: string };
type Props = { ticket: Ticket; shop: Shop; hours: string };

/** What goes into the bag: for whom, what, what is in it, what it comes to. */
export function PackingSlip({ ticket, shop, hours }: Props) {
  const { customer, note, lines, pickupDay, slot, currency, locale, totalMinor } = ticket;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  return (
    <article className={s.slip} aria-label={`Packing slip ${orderNumber(ticket)}`}>
      <header className={s.slipHead}>
        <div>
          {shop.logo && <img className={s.logo} src={`/photos/${shop.logo}-720.webp`} alt="" />}
          <p className={s.shop}>{shop.name}</p>
          <p className={s.lesser}>{[shop.address, shop.phone].filter(Boolean).join(" · ")}</p>
        </div>
        <div className={s.slipNumber}>
          <h2>
            <ShownNumber of={ticket} />
          </h2>
          <p>{customer.name}</p>
        </div>
      </header>
      <p className={s.slipWhen}>
        Collect on <b>{formatDay(pickupDay, shop.locale)}</b>
        {hours && ", "}
        {slot ? <b>{hours}</b> : hours}
        {customer.phone && ` · ${customer.phone}`}
      </p>
      {note && (
        <p className={s.note}>
          <b>Note</b> {note}
        </p>
      )}
      <table className={s.slipLines}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">Packed</span>
            </th>
            <th scope="col">Units</th>
            <th scope="col">{orderNumber(ticket)}, what is in the bag</th>
            <th scope="col" className={s.sum}>
              Sum
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <SlipLine key={line.id} line={line} sum={money(line.totalMinor)} />
          ))}
        </tbody>
      </table>
      <p className={s.slipTotal}>
        <span>{unitsWords(unitsIn(lines))}</span>
        <span>
          Total <b>{money(totalMinor)}</b>, {owedWords(ticket)}
        </span>
      </p>
    </article>
  );
}

function SlipLine({ line, sum }: { line: TicketLine; sum: string }) {
  return (
    <tr>
      <td>
        <span className={s.box} />
      </td>
      <td className={s.slipUnits}>{line.quantity}</td>
      <td>
        <b>{line.itemName}</b> {line.variantName}
        {line.contains && (
          <span className={s.lesser}>
            <b>Contains {line.contains}</b>
          </span>
        )}
        {line.mayContain && <span className={s.lesser}>May contain {line.mayContain}</span>}
      </td>
      <td className={s.sum}>{sum}</td>
    </tr>
  );
}
