import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";

type Props = { shopName: string; words: string; way?: { href: string; words: string } };

/** A link that no longer works: why, and what to do. */
export function LinkTroublePage({ shopName, words, way = { href: "/sign-in", words: "Sign in" } }: Props) {
  return (
    <QuietPage shopName={shopName} title="This link no longer works" lead={words}>
      <div className={styles.ways}>
        <a className={styles.button} href={way.href}>
          {way.words}
        </a>
      </div>
    </QuietPage>
  );
}
