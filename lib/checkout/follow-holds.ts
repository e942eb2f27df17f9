import { giveBackKept, readKept, setKept } from "@/lib/checkout/kept";
import type { KeptLine } from "@/lib/checkout/rules";
import type { Tx } from "@/lib/db/transaction";
import type { Day } from "@/lib/time";

/** A locked cart as it is now. */
type Contents = { id: string; day: Day | null; lines: readonly KeptLine[] };

/**
 * After a cart has changed that `lockContents` locked, its holds follow: what it has no more goes back at once, what it has more is kept if it is there, and nothing is
 * kept longer than before. A cart that holds nothing stays so.
 */
export async function followHolds(tx: Tx, { id, day, lines }: Contents): Promise<void> {
  const kept = await readKept(tx, id);
  if (kept.levelIds.length === 0) return;
  if (day) await setKept(tx, { ...kept, id, day, lines }, kept.endsAt);
  else await giveBackKept(tx, id, kept.levelIds);
}
