import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/board/board.module.css";
import type { TicketLine } from "@/components/orders/board/ticket-view";

const shown = 8;

/** What is on a ticket. A long one folds, so that the next ticket stays in sight. */
export function Lines({ lines }: { lines: TicketLine[] }) {
  const folds = lines.length > shown + 1;
  const [first, rest] = folds ? [lines.slice(0, shown), lines.slice(shown)] : [lines, []];
  return (
    <>
      <List lines={first} />
      {folds && (
        <details className={s.rest}>
          <summary>
            and {rest.length} more lines, {rest.reduce((sum, line) => sum + line.quantity, 0)} items
          </summary>
          <List lines={rest} />
        </details>
      )}
    </>
  );
}

function List({ lines }: { lines: TicketLine[] }) {
  return (
    <ul className={s.lines}>
      {lines.map((line) => (
        <li key={line.id}>
          <span className={s.quantity}>{line.quantity}</span>
          <span>
            {line.item} {line.variant && <span className="quiet">{line.variant}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the customer wrote. */
export function Note({ words }: { words: string }) {
  if (!words) return null;
  return (
    <p className={s.note}>
      <Glyph name="note" />
      <span>
        <span className="sr">Note: </span>
        {words}
      </span>
    </p>
  );
}
