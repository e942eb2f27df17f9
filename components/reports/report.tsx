import type { ReactNode } from "react";
import s from "@/components/reports/reports.module.css";
import { Empty } from "@/components/ui/empty";

type Props = {
  id: string;
  title: string;
  /** What the picture says, in a sentence. */
  says: string;
  csv: string;
  /** Words in place of the picture when there is nothing to show. */
  empty?: string | null;
  table: ReactNode;
  children: ReactNode;
};

/** One report: what it says, its picture, its table on demand, its file. */
export function Report({ id, title, says, csv, empty = null, table, children }: Props) {
  return (
    <section className={`panel ${s.report}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <p className="meta mid">{says}</p>
      </header>
      {empty ? (
        <Empty title={empty} />
      ) : (
        <>
          {children}
          <footer className={s.foot}>
            <details>
              <summary>As a table</summary>
              <div className={s.table}>{table}</div>
            </details>
            <a className="btn small" href={csv} download>
              CSV<span className="sr"> of {title}</span>
            </a>
          </footer>
        </>
      )}
    </section>
  );
}
