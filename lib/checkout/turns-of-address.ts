import { type Turn, turnAt } from "@/lib/checkout/rules-of-holds";
import type { Tx } from "@/lib/db/transaction";

/** The turns of one address, by level, and the instant, by the database's clock. */
type Turns = { now: Date; of: (levelId: string) => Turn };

const forEver = new Date(8.64e15);

/** Reads the turns of a locked address. Of a cart that was never kept anything from an address nothing is known: it is bound by none. */
export async function readTurns(tx: Tx, address: string | null): Promise<Turns> {
  const rows = await tx.$queryRaw<{ now: Date; minutes: number; levelId: string | null; since: Date | null }[]>`
    SELECT holdfast_now() AS now, s.hold_minutes AS minutes, t.level_id AS "levelId", t.since
      FROM shop s LEFT JOIN address_turns t ON t.address = ${address}`;
  const { now, minutes } = rows[0] ?? { now: new Date(), minutes: 0 };
  const since = new Map(rows.map((row) => [row.levelId, row.since ?? undefined]));
  const of = (levelId: string) =>
    address === null ? { since: now, until: forEver } : turnAt(now, since.get(levelId), minutes);
  return { now, of };
}

/** Keeps since when a locked address holds of some locked levels, and forgets what is of no use of it any more. */
export async function keepTurns(tx: Tx, address: string | null, { of }: Turns, levelIds: string[]): Promise<void> {
  if (address === null || levelIds.length === 0) return;
  const turns = levelIds.map((levelId) => ({ levelId, since: of(levelId).since }));
  await tx.$executeRaw`
    INSERT INTO address_turns AS t (address, level_id, since)
    SELECT ${address}, k."levelId", k.since FROM jsonb_to_recordset(${JSON.stringify(turns)}::jsonb) AS k("levelId" text, since timestamptz)
    ON CONFLICT (address, level_id) DO UPDATE SET since = excluded.since WHERE t.since <> excluded.since`;
  await tx.$executeRaw`
    DELETE FROM address_turns t USING shop s
     WHERE t.address = ${address} AND t.since <= holdfast_now() - 3 * make_interval(mins => s.hold_minutes)`;
}
