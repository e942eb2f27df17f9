import { inSnapshot } from "@/lib/db/transaction";
import { readProof } from "@/lib/stock/read-proof";
import type { ProofRow } from "@/lib/stock/words-of-proof";

/** What the proof page would show of the books as they are now: nothing, ever. */
export async function wrongInBooks(): Promise<ProofRow[]> {
  return (await inSnapshot(readProof)).rows;
}
