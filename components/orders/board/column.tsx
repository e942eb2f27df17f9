import Link from "next/link";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/board/board.module.css";
import { type BoardFilter, boardAddress } from "@/components/orders/board/board-filter";
import { type ColumnKind, stubs } from "@/components/orders/board/columns";
import type { Stack, ToPack } from "@/components/orders/board/stacks";
import { Ticket } from "@/components/orders/board/ticket";
import { byDay, stillToPack } from "@/components/orders/board/ticket-sums";
import type { TicketView } from "@/components/orders/board/ticket-view";
import type { BoardActions } from "@/components/orders/board/use-moves";
import type { BoardSelection } from "@/components/orders/board/use-selection";
import { ShownNumber } from "@/components/orders/shown-number";
import { statusWords } from "@/lib/orders/status";

export type ColumnProps = {
  kind: ColumnKind;
  /** The column as the server wrote it. */
  stack: Stack;
  tickets: TicketView[];
  /** How many it has in all: more than are shown, if it is long. */
  total: number;
  now: number;
  acceptWithin: number;
  filter: BoardFilter;
  actions: BoardActions | null;
  fresh: ReadonlySet<string>;
  reasons: Readonly<Record<string, string>>;
  selection: BoardSelection;
  onMove: (ticket: TicketView, form: FormData) => void;
};

const nothing: Record<ColumnKind["name"], { words: string; next: string }> = {
  placed: { words: "No orders to accept.", next: "The next one appears here by itself." },
  accepted: { words: "Nothing to pack.", next: "Accepted orders wait here until they are ready." },
  ready: { words: "Nobody is expected yet.", next: "Orders that are packed wait here." },
  completed: { words: "None yet.", next: "" },
};

export function Column(props: ColumnProps) {
  const { kind, tickets, total, filter, selection } = props;
  const narrowed = filter.only !== null || filter.item !== null;
  return (
    <section
      className={s.column}
      data-hue={kind.hue}
      data-column={kind.name}
      aria-label={`${kind.words}, ${total} ${total === 1 ? "order" : "orders"}`}
    >
      <header className={s.head}>
        <Glyph name={kind.glyph} />
        <h2>{kind.words}</h2>
        <span className={s.count}>{total}</span>
        <span className={s.aside}>{total > 0 && !selection.on && kind.aside}</span>
        {selection.on && kind.name !== "completed" && tickets.length > 0 && (
          <button
            type="button"
            className="btn small bare"
            onClick={() => selection.tickAll(tickets.map((ticket) => ticket.id))}
          >
            All<span className="sr"> of {kind.words}</span>
          </button>
        )}
      </header>
      {total === 0 ? <Nothing name={kind.name} narrowed={narrowed} /> : <Content {...props} />}
      {total > tickets.length && (
        <Link className={`btn ${s.more}`} href={boardAddress(filter, { column: kind.name })}>
          Show {total - tickets.length} more
        </Link>
      )}
    </section>
  );
}

function Nothing({ name, narrowed }: { name: ColumnKind["name"]; narrowed: boolean }) {
  const { words, next } = narrowed ? { words: "None like this.", next: "" } : nothing[name];
  return (
    <p className={s.nothing}>
      <b>{words}</b> {next}
    </p>
  );
}

function Content(props: ColumnProps) {
  if (props.kind.name === "completed") return <Rows tickets={props.tickets} />;
  if (props.kind.name === "placed") return <Tickets {...props} showDay />;
  const groups = byDay(props.tickets);
  const divided = props.filter.day === null && (groups.length > 1 || props.kind.name === "accepted");
  const cut = props.total > props.tickets.length;
  return groups.map((group) => {
    const all = cut ? props.stack.packing[group.day] : undefined;
    const orders = all?.orders ?? group.tickets.length;
    return (
      <div key={group.day} className={s.day}>
        {divided && (
          <h3 className={s.slot}>
            {group.words}
            <span>
              {orders} {orders === 1 ? "order" : "orders"}
            </span>
          </h3>
        )}
        {props.kind.name === "accepted" && <StillToPack sums={all?.toPack ?? stillToPack(group.tickets)} />}
        <Tickets {...props} tickets={group.tickets} showDay={false} />
      </div>
    );
  });
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
        selection={props.selection}
        onMove={props.onMove}
      />
    );
  });
}

function StillToPack({ sums }: { sums: readonly ToPack[] }) {
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
            <b>
              <ShownNumber of={ticket} />
            </b>
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
