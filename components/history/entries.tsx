import Link from "next/link";
import s from "@/components/history/history.module.css";
import type { Change } from "@/lib/history/rules";

export type EntryView = {
  id: string;
  /** The day, for a heading where it changes. */
  day: string;
  time: string;
  at: string;
  who: string;
  /** All that this person did: a name alone may be another's, or look like it. */
  whoHref: string | null;
  words: string;
  href: string | null;
  undone: boolean;
  changes: Change[];
};

/** What happened, newest first, under the days it happened on. */
export function Entries({ entries }: { entries: EntryView[] }) {
  const days = [...Map.groupBy(entries, ({ day }) => day)];
  return days.map(([day, ones]) => (
    <section key={day} className={s.day} aria-label={day}>
      <h2>{day}</h2>
      <ol className={`panel ${s.entries}`}>
        {ones.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

function Entry({ entry: { time, at, who, whoHref, words, href, undone, changes } }: { entry: EntryView }) {
  return (
    <li>
      <time className="quiet" dateTime={at}>
        {time}
      </time>
      <p className={s.what}>
        <b>
          {whoHref ? (
            <Link className={s.who} href={whoHref}>
              {who}
            </Link>
          ) : (
            who
          )}
        </b>{" "}
        {href ? (
          <Link className="link" href={href}>
            {words}
          </Link>
        ) : (
          words
        )}
        {undone && <span className="quiet"> (taken back)</span>}
      </p>
      {changes.length > 0 && (
        <dl className={s.changes}>
          {changes.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>
                {before !== null && (
                  <>
                    <span className="sr">before: </span>
                    <del>{before}</del>
                    <span aria-hidden="true"> → </span>
                    <span className="sr">, now: </span>
                  </>
                )}
                <span>{after}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
