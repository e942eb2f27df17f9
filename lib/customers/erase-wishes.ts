import { emptyLetters } from "@/lib/customers/empty-letters";
import { refuse } from "@/lib/customers/refusals";
import type { Tx } from "@/lib/db/transaction";

/**
 * Forgets that an address wanted to be told of drops, and empties the letters that it got; what was not sent yet is withdrawn. Returns how many wishes
 * that were. Refuses `still_telling` while one of them is about to become a letter.
 */
export async function eraseWishes(tx: Tx, email: string): Promise<number> {
  if (!email) return 0;
  const gone = await tx.$queryRaw<{ id: string }[]>`DELETE FROM drop_wishes WHERE email = ${email} RETURNING id`;
  const ids = gone.map(({ id }) => id);
  const telling = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM events WHERE subject_kind = 'drop' AND dispatched_at IS NULL AND jsonb_exists_any(snapshot->'wishIds', ${ids}::text[])
     ORDER BY id FOR UPDATE`;
  if (telling.length > 0) refuse("still_telling", {});
  const letters = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM deliveries WHERE place LIKE 'wish:%' AND lower(address) = ${email} ORDER BY id FOR UPDATE`;
  await emptyLetters(
    tx,
    letters.map(({ id }) => id),
  );
  return ids.length;
}
