import Link from "next/link";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import s from "@/components/stock/close.module.css";
import { gatherQuiet } from "@/components/stock/quiet-days";
import { Empty } from "@/components/ui/empty";
import type { ClosingRow } from "@/lib/stock/close-queries";
import type { ClosedRow } from "@/lib/stock/rules-of-close";
import { type Day, formatShortDay } from "@/lib/time";

/** What past closings did. */
export function ClosingList({ closings, place }: { closings: ClosingRow[]; place: Place }) {
  return (
    <section aria-labelledby="closings">
      <h2 id="closings">What happened</h2>
      {closings.length === 0 && (
        <Empty title="No day was closed yet.">Each close of day stands here, with what became of the rest.</Empty>
      )}
      <ul className={s.past}>
        {gatherQuiet(closings).map((shown) =>
          "quiet" in shown ? (
            <QuietDays key={shown.quiet[0].id} closings={shown.quiet} place={place} />
          ) : (
            <Closing key={shown.closing.id} closing={shown.closing} place={place} />
          ),
        )}
      </ul>
    </section>
  );
}

/** What became of the rest of a day. */
function Closing({ closing, place }: { closing: ClosingRow; place: Place }) {
  return (
    <li id={closing.id}>
      <p className={s.head}>
        <b>{formatShortDay(closing.day, place.locale)}</b>
        <span className="mid">
          closed {momentWords(closing.at, place)}, {closing.byItself ? "by itself" : (closing.actor.name ?? "by hand")}
        </span>
        <Link className="link" href={`/admin/stock/ledger?cause=${closing.id}`}>
          Entries
        </Link>
      </p>
      <Became rows={closing.rows} as="write_off" words="Written off" />
      <Became
        rows={closing.rows}
        as="carry_over"
        words={closing.toDay ? `Carried over to ${formatShortDay(closing.toDay, place.locale)}` : "Carried over"}
      />
    </li>
  );
}

/** Days in a row at which nothing was left, in one line. */
function QuietDays({ closings, place }: { closings: readonly [ClosingRow, ...ClosingRow[]]; place: Place }) {
  const days = [...new Set(closings.map(({ day }) => day))].sort();
  const words = (day: Day) => formatShortDay(day, place.locale);
  const [first, last] = [days[0]!, days.at(-1)!];
  return (
    <li>
      <p className={s.head}>
        <b>{days.length === 1 ? words(last) : `${words(first)} to ${words(last)}`}</b>
        <span className="mid">{days.length === 1 ? "nothing was left" : `${days.length} days, nothing was left`}</span>
      </p>
    </li>
  );
}

function Became({ rows, as, words }: { rows: ClosedRow[]; as: ClosedRow["became"]; words: string }) {
  const these = rows.filter((row) => row.became === as);
  if (these.length === 0) return null;
  const units = these.reduce((sum, row) => sum + row.quantity, 0);
  return (
    <p className={s.what}>
      <b>
        {words}: {units}
      </b>{" "}
      ({these.map((row) => `${row.quantity} ${row.name}`).join(", ")})
    </p>
  );
}
