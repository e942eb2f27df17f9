/** A variant's last count, with what the ledger says of then and of now. */
export type Reckoning = {
  counted: number;
  /** On hand when the number was typed. */
  onHandThen: number;
  /** Units that moved since then: sold, received, written off; not what was only corrected or taken back in the books. */
  moved: number;
  onHand: number;
};

/**
 * How many are there now, by what was counted then: what was sold or came in between went from, or to, the shelf after it was counted.
 * Corrections made since (another count of the same shelf, an entry taken back) are no movement, so two counts of one error correct it once.
 */
export function shouldBe({ counted, moved }: Pick<Reckoning, "counted" | "moved">): number {
  return counted + moved;
}

/** What applying the count changes. */
export function differenceOf(reckoning: Reckoning): number {
  return shouldBe(reckoning) - reckoning.onHand;
}
