import { db } from "@/lib/db/client";
import { lockLevels } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { keysOf } from "@/lib/people/keys";
import { madePepper } from "@/lib/people/pepper";
import { eachLevel } from "@/lib/stock/each-level";

/** Gives places in line from before they had one the key of whoever waits, so that limits per person count for them. Returns how many lists had such places. */
export async function knowWhoWaits(): Promise<number> {
  const lists = await db().$queryRaw<{ levelId: string }[]>`
    SELECT DISTINCT level_id AS "levelId" FROM waiting_places
     WHERE state IN ('unconfirmed', 'waiting', 'offered') AND person_key = '' AND contact <> ''`;
  if (lists.length === 0) return 0;
  const pepper = await madePepper(db());
  const ids = lists.map(({ levelId }) => levelId);
  await eachLevel(ids, (tx, levelId) => know(tx, pepper, levelId));
  return lists.length;
}

async function know(tx: Tx, pepper: string, levelId: string): Promise<void> {
  await lockLevels(tx, [levelId]);
  const places = await tx.waitingPlace.findMany({
    where: { levelId, personKey: "", contact: { not: "" } },
    select: { id: true, email: true, phone: true },
  });
  const known = places.flatMap(({ id, ...contact }) => keysOf(pepper, contact).map(({ key }) => ({ id, key })));
  await tx.$executeRaw`
    UPDATE waiting_places p SET person_key = k.key
      FROM jsonb_to_recordset(${JSON.stringify(known)}::jsonb) AS k(id text, key text) WHERE p.id = k.id`;
}
