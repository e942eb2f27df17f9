import { ShownNumber } from "@/components/orders/shown-number";
import s from "@/components/print/print.module.css";
import { roundsOf, sumLines, unitsIn, unitsWords } from "@/components/print/ticket-words";
import type { Ticket } from "@/lib/orders/ticket-queries";

type Props = {
  tickets: Ticket[];
  dayWords: string;
  printed: string;
  locale: string;
  /** The ids of the times that are no longer offered. */
  gone: ReadonlySet<string>;
};

/** A day's work: everything summed, then order by order, time by time where the day has times. */
export function PickList({ tickets, dayWords, printed, locale, gone }: Props) {
  const sums = sumLines(tickets);
  const units = sums.reduce((all, sum) => all + sum.units, 0);
  const notes = tickets.filter(({ note }) => note !== "").length;
  return (
    <article className={s.pick} aria-label={`Pick list, ${dayWords}`}>
      <header className={s.pickHead}>
        <h2>{dayWords}</h2>
        <p>
          <b>{tickets.length === 1 ? "1 order" : `${tickets.length} orders`}</b>, {units} units
          {notes > 0 && `, ${notes} with a note`} <span className={s.stamp}>as of {printed}</span>
        </p>
      </header>
      <table className={s.sums}>
        <caption>In all</caption>
        <tbody>
          {sums.map((sum) => (
            <tr key={sum.key}>
              <td className={s.sumUnits}>{sum.units}</td>
              <td>
                <b>{sum.itemName}</b> {sum.variantName}
                {sum.contains && <span className={s.lesser}>Contains {sum.contains}</span>}
              </td>
              <td>
                <span className={s.box} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className={s.byOrder}>Order by order</h3>
      {roundsOf(tickets, locale).map(({ key, words, tickets: some }) => (
        <section key={key} aria-label={words || undefined}>
          {words && (
            <h4 className={s.round}>
              {words}{" "}
              <span className={s.stamp}>
                {roundSum(some)}
                {gone.has(some[0]?.slot?.id ?? "") && ", no longer offered"}
              </span>
            </h4>
          )}
          <ol className={s.picks}>
            {some.map((ticket) => (
              <PickOrder key={ticket.id} ticket={ticket} />
            ))}
          </ol>
        </section>
      ))}
    </article>
  );
}

function roundSum(tickets: readonly Ticket[]): string {
  const units = unitsIn(tickets.flatMap(({ lines }) => lines));
  return `${tickets.length === 1 ? "1 order" : `${tickets.length} orders`}, ${unitsWords(units)}`;
}

function PickOrder({ ticket }: { ticket: Ticket }) {
  const { customer, note, lines, status } = ticket;
  return (
    <li className={s.pickOrder}>
      <p className={s.pickName}>
        <span className={s.box} data-ticked={status === "ready" || undefined} />
        <span>
          <b>
            <ShownNumber of={ticket} />
          </b>{" "}
          {customer.name}
        </span>
        <span className={s.count}>{status === "ready" ? "packed" : `${unitsIn(lines)}`}</span>
      </p>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <b>{line.quantity}</b>
            <span>
              {line.itemName} <span className={s.variantOf}>{line.variantName}</span>
            </span>
          </li>
        ))}
      </ul>
      {note && <p className={s.pickNote}>{note}</p>}
    </li>
  );
}
