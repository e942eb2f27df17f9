"use client";

import { Glyph, type GlyphName } from "@/components/layout/admin-icons";
import { mostSelected } from "@/components/orders/board/selection";
import s from "@/components/orders/board/selection-bar.module.css";
import type { TicketView } from "@/components/orders/board/ticket-view";
import type { ManyMove } from "@/components/orders/board/use-moves";
import type { BoardSelection } from "@/components/orders/board/use-selection";
import { canMove } from "@/lib/orders/status";

type Props = {
  selection: BoardSelection;
  tickets: readonly TicketView[];
  onMove: (tickets: TicketView[], move: ManyMove) => void;
};

const kinds: readonly { move: ManyMove; words: string; glyph: GlyphName }[] = [
  { move: "accept", words: "Accept", glyph: "accepted" },
  { move: "markReady", words: "Ready", glyph: "ready" },
  { move: "complete", words: "Complete", glyph: "tick" },
  { move: "markNotCollected", words: "Not collected", glyph: "late" },
];

/** Opens the choosing of several tickets. */
export function SelectSeveral({ selection }: { selection: BoardSelection }) {
  return (
    <button
      type="button"
      className="btn small"
      aria-pressed={selection.on}
      onClick={selection.on ? selection.close : selection.open}
    >
      Select several <kbd>X</kbd>
    </button>
  );
}

/** Says how many are chosen, and moves those that can make a move. */
export function SelectionBar({ selection, tickets, onMove }: Props) {
  if (!selection.on) return null;
  const chosen = tickets.filter((ticket) => selection.ids.includes(ticket.id));
  const offers = kinds
    .map((kind) => ({ ...kind, tickets: chosen.filter((ticket) => canMove(ticket.status, kind.move)) }))
    .filter((offer) => offer.tickets.length > 0);
  return (
    <section className={s.bar} aria-label="Selected orders">
      <p role="status">
        <b>{chosen.length === 0 ? "None" : chosen.length} selected</b>
        {selection.full && <span className="mid"> {mostSelected} are the most at a time.</span>}
        {chosen.length === 0 && <span className="mid"> Tick tickets; with Shift, all in between.</span>}
      </p>
      <div className={s.moves}>
        {offers.map(({ move, words, glyph, tickets: movable }) => (
          <button key={move} type="button" className="btn go" onClick={() => onMove(movable, move)}>
            <Glyph name={glyph} />
            {words} {movable.length}
            {movable.length < chosen.length && <span className={s.of}> of {chosen.length}</span>}
          </button>
        ))}
        <button type="button" className="btn" onClick={selection.close}>
          Done <kbd>Esc</kbd>
        </button>
      </div>
    </section>
  );
}
