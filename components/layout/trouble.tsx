"use client";

import { useEffect } from "react";
import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";

type Props = { error: unknown; retry: () => void };

const retryEveryMs = 5_000;

/** What a page says when it could not be made. An outage is told from a fault of ours, and tries again by itself. */
export function Trouble({ error, retry }: Props) {
  const reference = referenceOf(error);
  const outage = reference.startsWith("unreachable-");
  useEffect(() => {
    if (!outage) return;
    const timer = setInterval(retry, retryEveryMs);
    return () => clearInterval(timer);
  }, [outage, retry]);
  return (
    <QuietPage
      title={outage ? "The shop cannot reach its records." : "Something went wrong on our side."}
      lead={lead(outage)}
    >
      <div className={styles.ways}>
        <button className={styles.button} type="button" onClick={() => retry()}>
          Try again
        </button>
        <a href="/">To the shop</a>
      </div>
      {reference && <p className={styles.reference}>Reference {reference}</p>}
    </QuietPage>
  );
}

function lead(outage: boolean): string {
  return outage
    ? "It tries again by itself every few seconds. Nothing you did is lost."
    : "Nothing was changed. Please try again. If it happens again, tell the shop the reference below.";
}

function referenceOf(error: unknown): string {
  return error instanceof Error && "digest" in error ? String(error.digest) : "";
}
