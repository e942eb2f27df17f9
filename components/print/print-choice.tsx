import Link from "next/link";
import { StateMark } from "@/components/layout/admin-icons";
import s from "@/components/print/choice.module.css";
import { type PrintPlace, printedMoment, unitsIn } from "@/components/print/ticket-words";
import { Empty } from "@/components/ui/empty";
import { type Column, Table } from "@/components/ui/table";
import { orderNumber } from "@/lib/orders/number";
import { statusWords } from "@/lib/orders/status";
import type { Ticket } from "@/lib/orders/ticket-queries";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { Day } from "@/lib/time";

type Props = { day: Day; tickets: Ticket[]; place: PrintPlace };

/** What of a day is on paper already, and everything that can be printed of it. */
export function PrintChoice({ day, tickets, place }: Props) {
  if (tickets.length === 0)
    return <Empty title="No open order for this day.">What is ordered for it stands here.</Empty>;
  const fresh = tickets.filter(({ printedAt, status }) => printedAt === null && status !== "ready");
  const timed = tickets.some(({ slot }) => slot);
  const changed = tickets.filter(({ changedSince }) => changedSince);
  return (
    <form action="/admin/print/tickets">
      <input type="hidden" name="chosen" value="yes" />
      <p className={s.bar}>
        {fresh.length > 0 && (
          <Link className="btn go" href={`/admin/print/tickets?day=${day}&which=unprinted`}>
            {fresh.length === 1 ? "1 new ticket" : `${fresh.length} new tickets`}
          </Link>
        )}
        {changed.length > 0 && (
          <Link className="btn" href={`/admin/print/tickets?orders=${changed.map(({ id }) => id).join()}`}>
            {changed.length === 1 ? "1 changed ticket" : `${changed.length} changed tickets`}
          </Link>
        )}
        <Link className="btn" href={`/admin/print/pick-list?day=${day}`}>
          Pick list
        </Link>
        <Link className="btn" href={`/admin/print/slips?day=${day}`}>
          All packing slips
        </Link>
        <span className="push" />
        <button type="submit" className="btn">
          Chosen tickets
        </button>
        <button type="submit" className="btn" formAction="/admin/print/slips">
          Chosen slips
        </button>
      </p>
      <Table caption="Open orders" rows={tickets} keyOf={({ id }) => id} columns={columnsFor(place, timed)} />
    </form>
  );
}

function columnsFor(place: PrintPlace, timed: boolean): Column<Ticket>[] {
  return [
    {
      head: "",
      label: "Choose",
      cell: (ticket) => (
        <label className={s.tick}>
          <input type="checkbox" name="orders" value={ticket.id} />
          <span className="sr">Choose {orderNumber(ticket)}</span>
        </label>
      ),
    },
    {
      head: "Order",
      main: true,
      cell: (ticket) => (
        <Link href={`/admin/orders/${ticket.id}`}>
          <b>{orderNumber(ticket)}</b> {ticket.customer.name}
        </Link>
      ),
    },
    ...(timed
      ? [{ head: "Time", cell: ({ slot }: Ticket) => slot && timeWords(slot, place.locale) } satisfies Column<Ticket>]
      : []),
    { head: "Units", num: true, cell: ({ lines }) => unitsIn(lines) },
    { head: "Status", cell: ({ status }) => statusWords[status] },
    { head: "Note", quietOnPhone: true, cell: ({ note }) => note },
    { head: "Ticket", cell: (ticket) => <Printed ticket={ticket} place={place} /> },
  ];
}

function Printed({ ticket, place }: { ticket: Ticket; place: PrintPlace }) {
  const { printedAt, printedBy, changedSince } = ticket;
  if (!printedAt) return <span className="quiet">Not printed</span>;
  const words = `${printedMoment(printedAt, place)}${printedBy && `, ${printedBy}`}`;
  if (changedSince)
    return (
      <StateMark hue="placed" glyph="note">
        Changed since {words}
      </StateMark>
    );
  return (
    <StateMark hue="ready" glyph="tick">
      {words}
    </StateMark>
  );
}
