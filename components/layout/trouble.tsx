"use client";

import { useEffect, useState } from "react";
import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";

type Props = { error: unknown; retry: () => void };

const retryEveryMs = 5_000;

/** What a page says when it could not be made. An outage is told from a fault of ours, and tries again by itself. */
export function Trouble({ error, retry }: Props) {
  const outage = useOutage(error, retry);
  const reference = referenceOf(error);
  return (
    <QuietPage {...(outage ? outageWords : faultWords)}>
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

const outageWords = {
  title: "The shop cannot reach its records.",
  lead: "It tries again by itself every few seconds. Nothing you did is lost.",
};

const faultWords = {
  title: "Something went wrong on our side.",
  lead: "Nothing was changed. Please try again. If it happens again, tell the shop the reference below.",
};

/** Whether the shop's records are out of reach, from the error's reference or by asking; while they are, tries again. */
function useOutage(error: unknown, retry: () => void): boolean {
  const [outage, setOutage] = useState(referenceOf(error).startsWith("unreachable-"));
  useEffect(() => {
    void databaseIsAway().then((away) => setOutage((known) => known || away));
  }, []);
  useEffect(() => {
    if (!outage) return;
    const timer = setInterval(retry, retryEveryMs);
    return () => clearInterval(timer);
  }, [outage, retry]);
  return outage;
}

async function databaseIsAway(): Promise<boolean> {
  const answer = await fetch("/api/ready").catch(() => null);
  if (!answer) return true;
  return answer.status === 503 && (await answer.text()).includes("database");
}

function referenceOf(error: unknown): string {
  return error instanceof Error && "digest" in error ? String(error.digest) : "";
}
