import { descendTo } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { NotOpen } from "@/lib/orders/not-open";
import { type StillOpen, stillOpenSql } from "@/lib/orders/still-open-sql";

const answerSql = `SELECT ${stillOpenSql("asked.terms", "asked.at")} AS open
  FROM (SELECT $1::jsonb AS terms, date_trunc('milliseconds', holdfast_now()) AS at) AS asked`;

/** Whether what a change asks for can be ordered still, by the database's clock: asked once everything else is locked. Throws NotOpen. */
export async function requireStillOpen(tx: Tx, terms: StillOpen): Promise<void> {
  descendTo(tx, "calendar");
  const [answer] = await tx.$queryRawUnsafe<{ open: boolean }[]>(answerSql, JSON.stringify(terms));
  if (!answer?.open) throw new NotOpen("What is asked for can be ordered no more.");
}

/** The same of a change that asks for nothing more: it needs time alone. Throws NotOpen. */
export async function requireBefore(tx: Tx, last: Date): Promise<void> {
  const [answer] = await tx.$queryRaw<{ open: boolean }[]>`SELECT holdfast_now() < ${last} AS open`;
  if (!answer?.open) throw new NotOpen("It is too late for that change.");
}
