import Link from "next/link";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import s from "@/components/stock/close.module.css";
import { Empty } from "@/components/ui/empty";
import type { ClosingRow } from "@/lib/stock/close-queries";
import type { ClosedRow } from "@/lib/stock/rules-of-close";
import { formatShortDay } from "@/lib/time";

/** What past closings did. */
export function ClosingList({ closings, place }: { closings: ClosingRow[]; place: Place }) {
  return (
    <section aria-labelledby="closings">
      <h2 id="closings">What happened</h2>
      {closings.length === 0 && (
        <Empty title="No day was closed yet.">Each close of day stands here, with what became of the rest.</Empty>
      )}
      <ul className={s.past}>
        {closings.map((closing) => (
          <li key={closing.id} id={closing.id}>
            <p className={s.head}>
              <b>{formatShortDay(closing.day, place.locale)}</b>
              <span className="mid">
                closed {momentWords(closing.at, place)},{" "}
                {closing.byItself ? "by itself" : (closing.actor.name ?? "by hand")}
              </span>
              {closing.rows.length > 0 && (
                <Link className="link" href={`/admin/stock/ledger?cause=${closing.id}`}>
                  Entries
                </Link>
              )}
            </p>
            {closing.rows.length === 0 && <p className={s.what}>Nothing was left.</p>}
            <Became rows={closing.rows} as="write_off" words="Written off" />
            <Became
              rows={closing.rows}
              as="carry_over"
              words={closing.toDay ? `Carried over to ${formatShortDay(closing.toDay, place.locale)}` : "Carried over"}
            />
          </li>
        ))}
      </ul>
    </section>
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
