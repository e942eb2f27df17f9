import type { Metadata } from "next";
import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <QuietPage
      title="There is no such page here."
      lead="The address may be old or mistyped, or the shop no longer sells what it showed."
    >
      <div className={styles.ways}>
        <a className={styles.button} href="/">
          To the shop
        </a>
      </div>
    </QuietPage>
  );
}
