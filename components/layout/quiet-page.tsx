import type { ReactNode } from "react";
import styles from "@/components/layout/quiet-page.module.css";

type Props = {
  /** Without one (the shop cannot be asked) the page has no masthead. */
  shopName?: string;
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
};

/** A page with one thing on it: signing in, or what went wrong and what to do. It needs no other style sheet. */
export function QuietPage({ shopName, title, lead, children }: Props) {
  return (
    <div className={styles.page}>
      {shopName && (
        <header className={styles.head}>
          {/* A plain link: from here the whole page is loaded anew. */}
          <a className={styles.shop} href="/">
            {shopName}
          </a>
        </header>
      )}
      <main id="main" className={styles.card}>
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  );
}
