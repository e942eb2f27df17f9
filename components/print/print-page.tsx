import type { ReactNode } from "react";
import s from "@/components/print/print.module.css";

type Props = {
  title: string;
  /** The rules of the paper: `@page` cannot stand in a file, since its size is the shop's. */
  paper: string;
  /** The buttons above the sheets, which are not printed. */
  bar: ReactNode;
  children: ReactNode;
};

/** Sheets on the screen as they come out of the printer. */
export function PrintPage({ title, paper, bar, children }: Props) {
  return (
    <div data-area="admin" className={s.bench}>
      <style>{paper}</style>
      <header className={s.bar}>
        <h1>{title}</h1>
        {bar}
      </header>
      <main className={s.sheets}>{children}</main>
    </div>
  );
}

/** When there is nothing to print. */
export function NothingToPrint({ words }: { words: string }) {
  return <p className={s.nothing}>{words}</p>;
}
