import Link from "next/link";
import type { ReactNode } from "react";
import { Countdown } from "@/components/drops/countdown";

type Props = {
  /** The drop's page, where that is another. */
  drop: { slug: string; name: string } | null;
  opensAt: number;
  now: number;
  /** The moment in words. */
  words: string;
  /** How many there will be; null if the shop does not say, or there are none yet. */
  count: number | null;
  /** The form that asks to be told. */
  children?: ReactNode;
};

/** What a page says of something that a drop will bring: when, how many, and "tell me". */
export function Coming({ drop, opensAt, now, words, count, children }: Props) {
  return (
    <section className="blk coming" aria-label="On sale soon">
      <RefreshWithoutScript opensAt={opensAt} now={now} />
      {drop && (
        <p className="small">
          In{" "}
          <Link className="link text-ink" href={`/drops/${drop.slug}`} prefetch={false}>
            {drop.name}
          </Link>
        </p>
      )}
      <h2 className="title">On sale {words}</h2>
      <Countdown until={opensAt} />
      {count !== null && <p className="many">{count === 1 ? "There is one." : `There are ${count} of them.`}</p>}
      {children}
    </section>
  );
}

const mostSeconds = 3_600;

/** Without JavaScript the page comes again by itself, a few seconds after the moment. */
function RefreshWithoutScript({ opensAt, now }: { opensAt: number; now: number }) {
  const seconds = Math.ceil((opensAt - now) / 1_000) + 1;
  if (seconds > mostSeconds) return null;
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(Math.max(2, seconds))} />
    </noscript>
  );
}
