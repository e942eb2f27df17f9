import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";

/** Whether `deliveries AS one` wants a person: given up, or unknown with nobody left to ask; not if it was sent again. */
export const isInTrouble = sql`
  one.state IN ('dead', 'unknown') AND one.next_attempt_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM deliveries AS later
     WHERE (later.event_id, later.channel, later.place) = (one.event_id, one.channel, one.place) AND later.copy > one.copy)`;

/** How many messages want a person. */
export async function countTrouble(): Promise<{ dead: number; unknown: number }> {
  const [counts] = await reading(
    db().$queryRaw<{ dead: number; unknown: number }[]>`
      SELECT count(*) FILTER (WHERE state = 'dead')::int AS dead, count(*) FILTER (WHERE state = 'unknown')::int AS unknown
        FROM deliveries AS one WHERE ${isInTrouble}`,
  );
  return counts ?? { dead: 0, unknown: 0 };
}

/** Which of these orders have a message that wants a person. */
export async function listOrdersInTrouble(orderIds: readonly string[]): Promise<string[]> {
  const rows = await reading(
    db().$queryRaw<{ id: string }[]>`
      SELECT DISTINCT order_id AS id FROM deliveries AS one WHERE order_id = ANY(${orderIds}::text[]) AND ${isInTrouble}`,
  );
  return rows.map(({ id }) => id);
}

async function reading<Rows>(query: Promise<Rows>): Promise<Rows> {
  try {
    return await query;
  } catch (error) {
    throw translateTrouble(error);
  }
}
