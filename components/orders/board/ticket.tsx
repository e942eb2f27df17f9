"use client";

import Link from "next/link";
import { type ChangeEvent, useActionState } from "react";
import { FormRoots, type StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph, StateMark } from "@/components/layout/admin-icons";
import { type Age, ageOf, spanWords } from "@/components/orders/board/age";
import s from "@/components/orders/board/board.module.css";
import { type Stub, stubs } from "@/components/orders/board/columns";
import { Lines, Note } from "@/components/orders/board/ticket-lines";
import type { TicketView } from "@/components/orders/board/ticket-view";
import { shownTickets } from "@/components/orders/board/use-board-keys";
import type { BoardSelection } from "@/components/orders/board/use-selection";
import { ShownNumber } from "@/components/orders/shown-number";

type Props = {
  ticket: TicketView;
  now: number;
  acceptWithin: number;
  fresh: boolean;
  showDay: boolean;
  /** Why its last move did not happen. */
  refused?: string;
  action?: StaffAction;
  selection: BoardSelection;
  onMove: (ticket: TicketView, form: FormData) => void;
};

/** A docket with a tear-off stub: its whole right side is the one button. */
export function Ticket(props: Props) {
  const { ticket, now, acceptWithin, fresh, refused, action, selection, onMove } = props;
  const selected = selection.ids.includes(ticket.id);
  const stub = stubs[ticket.status];
  const age = ticket.status === "placed" ? ageOf(ticket.placedAt, now, acceptWithin) : null;
  return (
    <article
      id={`order-${ticket.number}`}
      className={s.ticket}
      aria-label={`Order ${ticket.shown}, ${ticket.name}`}
      tabIndex={-1}
      data-ticket={ticket.id}
      data-selected={selected || undefined}
      data-fresh={fresh || undefined}
      data-stubless={action ? undefined : true}
    >
      {age && <Fuse age={age} />}
      <div className={s.body}>
        <div className={s.top}>
          <Link className={s.number} href={`/admin/orders/${ticket.id}`}>
            <ShownNumber of={ticket} />
          </Link>
          {age ? (
            <span className={s.wait} data-over={age.over || undefined}>
              {age.words}
            </span>
          ) : (
            <span className={s.name}>{ticket.name}</span>
          )}
        </div>
        {ticket.status === "ready" ? <Waiting ticket={ticket} now={now} /> : <ToMake {...props} />}
        {ticket.timeGone && (
          <p className={s.trouble}>
            <StateMark hue="unsure" glyph="unknown">
              Time no longer offered
            </StateMark>
          </p>
        )}
        {ticket.trouble && (
          <p className={s.trouble}>
            <StateMark hue="stop" glyph="cross">
              {ticket.call ? "Not reached: call" : "A message did not go"}
            </StateMark>
          </p>
        )}
        {refused && (
          <p className="wrong" role="alert">
            <Glyph name="cross" />
            {refused}
          </p>
        )}
      </div>
      {selection.on && <SelectBox ticket={ticket} selected={selected} selection={selection} />}
      {stub && action && !selection.on && <StubForm ticket={ticket} stub={stub} action={action} onMove={onMove} />}
    </article>
  );
}

/** Age burns along the ticket's top edge. */
function Fuse({ age }: { age: Age }) {
  return (
    <svg className={s.fuse} aria-hidden="true">
      <rect
        className={s.burnt}
        width={`${Math.max(2, age.share * 100)}%`}
        height="5"
        data-over={age.over || undefined}
      />
      {age.over && <rect width="100%" height="5" fill="url(#fuse-over)" />}
    </svg>
  );
}

function ToMake({ ticket, showDay }: Props) {
  const placed = ticket.status === "placed";
  const day = showDay && (placed ? ticket.dayWords.replace(/^Today/, "today") : ticket.dayWords);
  return (
    <>
      {(placed || day || ticket.time) && (
        <p className={s.when}>
          {placed && <b>{ticket.name}</b>}
          {placed && day && ", "}
          {day}
          {ticket.time && <span className={s.time}>{ticket.time}</span>}
        </p>
      )}
      <Lines lines={ticket.lines} />
      <Note words={ticket.note} />
    </>
  );
}

function Waiting({ ticket, now }: { ticket: TicketView; now: number }) {
  return (
    <>
      {ticket.time && (
        <p className={s.when}>
          <span className={s.time}>{ticket.time}</span>
        </p>
      )}
      <p className={s.sum}>
        {ticket.units} {ticket.units === 1 ? "item" : "items"} · {ticket.owed ? <b>{ticket.owed} to pay</b> : "paid"}
      </p>
      <p className={s.sum}>
        {ticket.dayHasPassed ? (
          <StateMark hue="stop" glyph="late">
            Was for {ticket.dayWords}
          </StateMark>
        ) : (
          `ready ${spanWords(now - ticket.movedAt)}`
        )}
      </p>
      <Note words={ticket.note} />
    </>
  );
}

/** In place of the stub, while several are chosen: as large, and with Shift it reaches from the one ticked last. */
function SelectBox({
  ticket,
  selected,
  selection,
}: { ticket: TicketView; selected: boolean } & Pick<Props, "selection">) {
  const reach = ({ nativeEvent, currentTarget }: ChangeEvent<HTMLInputElement>) =>
    nativeEvent instanceof MouseEvent && nativeEvent.shiftKey ? { shown: shownTickets(currentTarget) } : undefined;
  return (
    <label className={s.box}>
      <input
        type="checkbox"
        checked={selected}
        onChange={(event) => selection.tick(ticket.id, reach(event))}
        aria-label={`Select order ${ticket.shown}`}
      />
    </label>
  );
}

type StubProps = { ticket: TicketView; stub: Stub; action: StaffAction; onMove: Props["onMove"] };

function StubForm({ ticket, stub, action, onMove }: StubProps) {
  const [, plainly] = useActionState(action, {});
  return (
    <form
      action={plainly}
      className={s.tear}
      onSubmit={(event) => {
        event.preventDefault();
        onMove(ticket, new FormData(event.currentTarget));
      }}
    >
      <FormRoots about={ticket.id} undoable />
      <input type="hidden" name="orderId" value={ticket.id} />
      <button type="submit" className={s.stub} aria-label={`${stub.words} order ${ticket.shown}`}>
        <Glyph name={stub.glyph} />
        <span>{stub.words}</span>
        <kbd>M</kbd>
      </button>
    </form>
  );
}
