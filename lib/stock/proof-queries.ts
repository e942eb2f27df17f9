import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { refuseCommon } from "@/lib/refusal";
import type { ProofRow } from "@/lib/stock/words-of-proof";

/** A check of the books that was kept: when, by whom, what was read, and how many rows disagreed. */
export type ProofSummary = {
  id: string;
  at: Date;
  actor: { kind: Actor["kind"]; name?: string };
  levels: number;
  entries: number;
  orders: number;
  disagreeing: number;
};
export type Proof = ProofSummary & { rows: ProofRow[] };

const summaryFields = {
  ...{ id: true, at: true, actor: true, levels: true, entries: true, orders: true, disagreeing: true },
} as const;
const newestFirst = [{ at: "desc" as const }, { id: "desc" as const }];
const shown = 30;

/** The newest proof that was kept; null before the first. */
export async function findLastProof(): Promise<ProofSummary | null> {
  const row = await db().stockProof.findFirst({ select: summaryFields, orderBy: newestFirst });
  return row && { ...row, actor: row.actor as ProofSummary["actor"] };
}

/** The newest proofs, at most 30. */
export async function listProofs(): Promise<ProofSummary[]> {
  const rows = await db().stockProof.findMany({ select: summaryFields, orderBy: newestFirst, take: shown });
  return rows.map((row) => ({ ...row, actor: row.actor as ProofSummary["actor"] }));
}

/** A proof with the rows that disagreed, at most a thousand of them. Refuses `not_found`. */
export async function getProof(id: string): Promise<Proof> {
  const row = await db().stockProof.findUnique({ where: { id }, select: { ...summaryFields, rows: true } });
  if (!row) return refuseCommon("not_found", { what: "proof" });
  return { ...row, actor: row.actor as ProofSummary["actor"], rows: row.rows as ProofRow[] };
}
