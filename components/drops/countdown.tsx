"use client";

import { useWait } from "@/components/drops/shop-clock";
import { waitWords } from "@/lib/catalog/rules-of-drops";

type Props = {
  until: number;
  /** The moment in words: all there is without JavaScript, and before the shop's clock is known. */
  words: string;
};

/** What is left until a drop begins, by the shop's clock. It is said aloud once, not by the second. Without JavaScript it is not shown. */
export function Countdown({ until }: Pick<Props, "until">) {
  const left = useWait(until);
  return (
    <p className="countdown" role="timer" aria-live="off">
      <span className="price">{left === null ? "…" : waitWords(left)}</span>
      <span className="small">until it opens, by itself</span>
    </p>
  );
}

type OpensInProps = {
  until: number;
  /** The moment in words: all there is without JavaScript, before the shop's clock is known, and more than a day ahead. */
  words: string;
};

/** The same in a few words, for a card: "Opens in 4:09". */
export function OpensIn({ until, words }: OpensInProps) {
  const left = useWait(until);
  return <>{left === null || left > 86_400_000 ? words : `Opens in ${waitWords(left)}`}</>;
}
