import type { Tx } from "@/lib/db/transaction";
import { proofSql } from "@/lib/stock/proof-sql";
import type { ProofRow } from "@/lib/stock/words-of-proof";

/** What a check of the books found. `rows` holds at most the first thousand of those that disagree. */
export type Finding = { levels: number; entries: number; orders: number; disagreeing: number; rows: ProofRow[] };

/** Reads every level, every entry and every open order, and finds the rows that disagree. */
export async function readProof(tx: Tx): Promise<Finding> {
  await tx.$executeRaw`SET LOCAL work_mem = '64MB'`;
  const [finding] = await tx.$queryRawUnsafe<Finding[]>(proofSql);
  if (!finding) throw new Error("The proof read nothing.");
  return finding;
}
