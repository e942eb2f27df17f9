import Link from "next/link";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { Icon, StateMark } from "@/components/layout/admin-icons";
import { EntryCause } from "@/components/stock/entry-cause";
import s from "@/components/stock/ledger.module.css";
import { actorWords, signed } from "@/components/stock/ledger-words";
import { stockPath, variantWords } from "@/components/stock/stock-view";
import { UndoEntry, type UndoOffer } from "@/components/stock/undo-entry";
import type { EntryRow } from "@/lib/stock/ledger-queries";
import type { LevelProof, LevelRow } from "@/lib/stock/queries";
import { writeCursor } from "@/lib/stock/rules-of-ledger";
import { type Day, formatShortDay } from "@/lib/time";

type Props = {
  level: LevelRow;
  day: Day;
  place: Place;
  entries: EntryRow[];
  sums: LevelProof | null;
  /** The entry that this page of the ledger comes before; empty for the newest. */
  before: string;
  undo: UndoOffer;
};

/** A level's ledger, and the proof that it adds up to the level's counters. */
export function Ledger({ level, day, place, entries, sums, before, undo }: Props) {
  const last = entries.at(-1);
  const more = sums && last && entries.length >= 50;
  return (
    <aside className={`panel ${s.ledger}`} id="ledger" aria-label={`Ledger of ${variantWords(level)}`}>
      <header>
        <div>
          <h2>{variantWords(level)}</h2>
          <p className="meta mid">
            Ledger{level.keeps ? "" : `, ${formatShortDay(day, place.locale)}`}. Entries are never edited.
          </p>
        </div>
        <Link className="btn bare small" href={stockPath(day)} aria-label="Close the ledger" scroll={false}>
          <Icon name="close" />
        </Link>
      </header>
      {sums && entries.length > 0 ? (
        <>
          <Entries entries={entries} place={place} sums={sums} level={level} undo={undo} />
          <nav className={s.pages} aria-label="Pages of the ledger">
            {before && (
              <Link className="link meta" href={stockPath(day, { ledger: level.variantId })} scroll={false}>
                Newest
              </Link>
            )}
            {more && (
              <Link
                className="link meta"
                href={stockPath(day, { ledger: level.variantId, before: writeCursor(last) })}
                scroll={false}
              >
                Older entries
              </Link>
            )}
          </nav>
          <Agreement level={level} sums={sums} />
        </>
      ) : (
        <p className={`mid ${s.nothing}`}>
          Nothing was entered for it yet. Receive some, and the first line appears here.
        </p>
      )}
    </aside>
  );
}

type EntriesProps = Pick<Props, "entries" | "place" | "level" | "undo"> & { sums: LevelProof };

function Entries({ entries, place, sums, level, undo }: EntriesProps) {
  return (
    <table>
      <thead>
        <tr>
          <td />
          <td />
          <th scope="col">On hand</th>
          <th scope="col">
            <abbr title="Committed">Comm.</abbr>
          </th>
          <th scope="col">Held</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className="quiet">{momentWords(entry.at, place)}</td>
            <td>
              <EntryCause entry={entry} />
              <span>{actorWords(entry.actor)}</span>
              <UndoEntry entry={entry} offer={undo} />
            </td>
            <td className="num">{signed(entry.onHandDelta)}</td>
            <td className="num">{signed(entry.committedDelta)}</td>
            <td className="num">{signed(entry.heldDelta)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>
            Sum of {sums.entries} {sums.entries === 1 ? "entry" : "entries"}
          </td>
          <td className="num">{sums.onHand}</td>
          <td className="num">{sums.committed}</td>
          <td className="num">{sums.held}</td>
        </tr>
        <tr className={s.counters}>
          <td colSpan={2}>The level’s counters</td>
          <td className="num">{level.onHand}</td>
          <td className="num">{level.committed}</td>
          <td className="num">{level.held}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Agreement({ level, sums }: { level: LevelRow; sums: LevelProof }) {
  const agree = sums.onHand === level.onHand && sums.committed === level.committed && sums.held === level.held;
  return (
    <p className={s.agree} data-hue={agree ? "ready" : "stop"}>
      <StateMark hue={agree ? "ready" : "stop"} glyph={agree ? "tick" : "cross"}>
        {agree ? "They agree" : "They differ"}
      </StateMark>
      <span>
        {level.onHand} − {level.committed} − {level.held} = <b>{level.available} available</b>
      </span>
    </p>
  );
}
