import Link from "next/link";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { EntryCause } from "@/components/stock/entry-cause";
import s from "@/components/stock/ledger.module.css";
import { actorWords, signed } from "@/components/stock/ledger-words";
import { UndoEntry, type UndoOffer } from "@/components/stock/undo-entry";
import { type Column, Table } from "@/components/ui/table";
import type { EntryRow } from "@/lib/stock/ledger-queries";
import { formatShortDay } from "@/lib/time";

/** Entries of any level, with what each follows from and the balance after it. */
export function LedgerTable({ entries, place, undo }: { entries: EntryRow[]; place: Place; undo: UndoOffer }) {
  return (
    <Table
      caption="Stock entries"
      columns={columnsOf(place, undo, entries)}
      rows={entries}
      keyOf={(entry) => entry.id}
    />
  );
}

function columnsOf(place: Place, undo: UndoOffer, entries: EntryRow[]): Column<EntryRow>[] {
  const held: Column<EntryRow> = { head: "Held", num: true, cell: (entry) => signed(entry.heldDelta) };
  return [
    {
      head: "Variant",
      main: true,
      cell: (entry) => (
        <>
          <Link className="link" href={`/admin/stock/ledger?level=${entry.levelId}`} id={`entry-${entry.id}`}>
            {entry.name}
          </Link>
          <span className={s.of}>{entry.day ? `for ${formatShortDay(entry.day, place.locale)}` : "keeps"}</span>
        </>
      ),
    },
    { head: "When", cell: (entry) => momentWords(entry.at, place) },
    {
      head: "What",
      cell: (entry) => (
        <span>
          <EntryCause entry={entry} />
          <span className={s.of}>{actorWords(entry.actor)}</span>
        </span>
      ),
    },
    { head: "On hand", num: true, cell: (entry) => signed(entry.onHandDelta) },
    { head: "Committed", num: true, cell: (entry) => signed(entry.committedDelta) },
    ...(entries.some((entry) => entry.heldDelta !== 0) ? [held] : []),
    { head: "After it", num: true, cell: afterWords },
    { head: "", label: "Do", act: true, cell: (entry) => <UndoEntry entry={entry} offer={undo} /> },
  ];
}

/** "16 − 14 − 1 = 1": on hand, committed, held, and what was left to promise. */
function afterWords({ onHandAfter, committedAfter, heldAfter }: EntryRow) {
  return (
    <span className={s.after}>
      {onHandAfter} − {committedAfter} − {heldAfter} = <b>{onHandAfter - committedAfter - heldAfter}</b>
    </span>
  );
}
