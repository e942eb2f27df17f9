import Link from "next/link";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/board/board.module.css";
import { type ColumnKind, stubs } from "@/components/orders/board/columns";
import { Ticket } from "@/components/orders/board/ticket";
import { byDay, stillToPack } from "@/components/orders/board/ticket-sums";
import type { TicketView } from "@/components/orders/board/ticket-view";
import type { BoardActions } from "@/components/orders/board/use-moves";
import { statusWords } from "@/lib/orders/status";

export type ColumnProps = {
  kind: ColumnKind;
  tickets: TicketView[];
  now: number;
  acceptWithin: number;
  day: string | null;
  actions: BoardActions | null;
  fresh: ReadonlySet<string>;
  reasons: Readonly<Record<string, string>>;
  onMove: (ticket: TicketView, form: FormData) => void;
};

const nothing: Record<ColumnKind["name"], { words: string; next: string }> = {
  placed: { words: "No orders to accept.", next: "The next one appears here by itself." },
  accepted: { words: "Nothing to pack.", next: "Accepted orders wait here until they are ready." },
  ready: { words: "Nobody is expected yet.", next: "Orders that are packed wait here." },
  completed: { words: "None yet.", next: "" },
};

export function Column(props: ColumnProps) {
  const { kind, tickets } = props;
  const { words, next } = nothing[kind.name];
  return (
    <section
      className={s.column}
      data-hue={kind.hue}
      data-column={kind.name}
      aria-label={`${kind.words}, ${tickets.length} ${tickets.length === 1 ? "order" : "orders"}`}
    >
      <header className={s.head}>
        <Glyph name={kind.glyph} />
        <h2>{kind.words}</h2>
        <span className={s.count}>{tickets.length}</span>
        <span className={s.aside}>{tickets.length > 0 && kind.aside}</span>
      </header>
      {tickets.length === 0 ? (
        <p className={s.nothing}>
          <b>{words}</b> {next}
        </p>
      ) : (
        <Content {...props} />
      )}
    </section>
  );
}

function Content(props: ColumnProps) {
  if (props.kind.name === "completed") return <Rows tickets={props.tickets} />;
  if (props.kind.name === "placed") return <Tickets {...props} showDay />;
  const groups = byDay(props.tickets);
  const divided = props.day === null && (groups.length > 1 || props.kind.name === "accepted");
  return groups.map((group) => (
    <div key={group.day}>
      {divided && (
        <h3 className={s.slot}>
          {group.words}
          <span>
            {group.tickets.length} {group.tickets.length === 1 ? "order" : "orders"}
          </span>
        </h3>
      )}
      {props.kind.name === "accepted" && <StillToPack tickets={group.tickets} />}
      <Tickets {...props} tickets={group.tickets} showDay={false} />
    </div>
  ));
}

function Tickets({ showDay, ...props }: ColumnProps & { showDay: boolean }) {
  return props.tickets.map((ticket) => {
    const stub = stubs[ticket.status];
    return (
      <Ticket
        key={ticket.id}
        ticket={ticket}
        now={props.now}
        acceptWithin={props.acceptWithin}
        fresh={props.fresh.has(ticket.id)}
        showDay={showDay}
        refused={props.reasons[ticket.id]}
        action={stub && props.actions?.[stub.move]}
        onMove={props.onMove}
      />
    );
  });
}

function StillToPack({ tickets }: { tickets: TicketView[] }) {
  const sums = stillToPack(tickets);
  return (
    <p className={s.pack}>
      Still to pack:{" "}
      {sums.map(({ item, quantity }, index) => (
        <span key={item}>
          <b>{quantity}</b> {item}
          {index < sums.length - 1 && ", "}
        </span>
      ))}
    </p>
  );
}

function Rows({ tickets }: { tickets: TicketView[] }) {
  return (
    <ol className={s.rows}>
      {tickets.map((ticket) => (
        <li key={ticket.id}>
          <Link href={`/admin/orders/${ticket.id}`} data-ticket>
            <b>{ticket.shown}</b>
            <span>
              {ticket.name}
              {ticket.status !== "completed" && <em> {statusWords[ticket.status].toLowerCase()}</em>}
            </span>
            <time dateTime={new Date(ticket.movedAt).toISOString()}>{ticket.movedWords}</time>
          </Link>
        </li>
      ))}
    </ol>
  );
}
